package io.storeloop.launcher.home;

import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The keys of this checkout: made on its first start, kept in a file that only its owner reads,
 * never logged.
 *
 * @param write may append events, and may be seen in a browser
 * @param secret may do everything
 */
public record ApiKeys(String write, String secret) {
  static final String FILE = "keys.properties";

  private static final int KEY_BYTES = 32;

  /** Reads the keys, or makes them. */
  public static ApiKeys of(StoreloopHome home, SecureRandom random) {
    Path file = home.file(FILE);
    return Files.exists(file) ? read(file) : write(file, fresh(random));
  }

  /**
   * The keys of a suite that another process runs on the folder.
   *
   * @throws Refusal if there are none
   */
  public static ApiKeys of(Path folder) {
    return read(folder.resolve(FILE));
  }

  private static ApiKeys fresh(SecureRandom random) {
    return new ApiKeys("wk_" + token(random), "sk_" + token(random));
  }

  /** 256 random bits, in letters that need no quoting anywhere. */
  public static String token(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ApiKeys read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal("The key file %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    return new ApiKeys(required(properties, "write", file), required(properties, "secret", file));
  }

  private static String required(Properties properties, String name, Path file) {
    String value = properties.getProperty(name, "").trim();
    if (value.isEmpty()) {
      throw new Refusal(
          "The key file %s has no line '%s=…': write it, or delete the file to get new keys."
              .formatted(file, name));
    }
    return value;
  }

  private static ApiKeys write(Path file, ApiKeys keys) {
    PrivateFile.write(
        file,
        """
        # Keys of this Storeloop. Whoever reads this file may do everything: keep it to yourself.
        write=%s
        secret=%s
        """
            .formatted(keys.write(), keys.secret()));
    return keys;
  }

  @Override
  public String toString() {
    return "ApiKeys[…]";
  }
}
