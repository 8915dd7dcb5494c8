package io.storeloop.launcher.home;

import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The key of the hashes that stay of erased shoppers: made on the first start, kept as long as the
 * database it belongs to, never logged.
 */
public final class ErasureKey {
  static final String FILE = "erasure.key";

  private ErasureKey() {}

  /**
   * Reads the key, or makes it.
   *
   * @throws Refusal if the file cannot be read or holds nothing
   */
  public static String of(StoreloopHome home, SecureRandom random) {
    Path file = home.file(FILE);
    if (!Files.exists(file)) {
      PrivateFile.write(file, ApiKeys.token(random) + "\n");
    }
    try {
      String key = Files.readString(file).strip();
      if (key.isEmpty()) {
        throw new Refusal(
            "The file %s is empty: late events of erased shoppers would not be recognised. Bring it back."
                .formatted(file));
      }
      return key;
    } catch (IOException e) {
      throw new Refusal("The key file %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
