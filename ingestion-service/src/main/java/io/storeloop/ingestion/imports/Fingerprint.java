package io.storeloop.ingestion.imports;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells files apart by what they hold, however they are packed or named. */
final class Fingerprint {
  private static final int BUFFER = 1 << 20;

  private Fingerprint() {}

  /**
   * SHA-256 of everything that is left in the stream, in hexadecimal digits; of a damaged file, of
   * what can be read.
   *
   * @param step called now and then while it is read
   */
  static String of(InputStream plain, Runnable step) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = plain.read(buffer, 0, BUFFER);
          read >= 0;
          read = plain.read(buffer, 0, BUFFER)) {
        digest.update(buffer, 0, read);
        step.run();
      }
    } catch (IOException failure) {
      if (FileFailure.ofContent(failure).isEmpty()) {
        throw failure;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
