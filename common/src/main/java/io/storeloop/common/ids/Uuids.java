package io.storeloop.common.ids;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes the two kinds of UUID we use. */
public final class Uuids {
  private Uuids() {}

  /**
   * A time-ordered UUID: 48 bits of Unix milliseconds, then 74 random bits.
   *
   * <p>Source: RFC 9562, §5.7 (version 7).
   */
  public static UUID v7(Instant now, RandomGenerator random) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** The first 128 bits of SHA-256 of the text: the same text, the same id, on every machine. */
  public static UUID ofText(String text) {
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    return new UUID(digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
