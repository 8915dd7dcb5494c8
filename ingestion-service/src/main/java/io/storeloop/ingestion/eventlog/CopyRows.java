package io.storeloop.ingestion.eventlog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of COPY. A value is written by the method of its column's type; null is
 * SQL's null.
 *
 * <p>Source: PostgreSQL 18 documentation, COPY, "Binary Format"; the send and receive functions of
 * the types.
 *
 * <p>Not thread-safe.
 */
final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static final int NULL = -1;
  private static final short END = -1;
  private static final byte JSONB_VERSION = 1;
  private static final short NEGATIVE = 0x4000;
  private static final int DECIMALS_PER_DIGIT = 4;
  private static final BigInteger DIGIT_BASE = BigInteger.valueOf(10_000);

  /** PostgreSQL counts from 2000-01-01. */
  private static final long EPOCH_SECONDS = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private static final int FIRST_CAPACITY = 16 * 1024;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;

  CopyRows() {
    put(SIGNATURE);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Forgets what has been sent. */
  void clear() {
    size = 0;
  }

  /** Starts a row of so many values. */
  void row(int values) {
    putShort(values);
  }

  /** Ends the rows. */
  void end() {
    putShort(END);
  }

  void uuid(UUID value) {
    putInt(2 * Long.BYTES);
    putLong(value.getMostSignificantBits());
    putLong(value.getLeastSignificantBits());
  }

  void text(@Nullable String value) {
    if (value == null) {
      putInt(NULL);
      return;
    }
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    putInt(encoded.length);
    put(encoded);
  }

  /** {@code jsonb} from JSON text. */
  void jsonb(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    putInt(1 + encoded.length);
    put(new byte[] {JSONB_VERSION});
    put(encoded);
  }

  /** {@code timestamptz}, to the microsecond. */
  void time(Instant value) {
    putInt(Long.BYTES);
    putLong((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1000);
  }

  void integer(@Nullable Integer value) {
    if (value == null) {
      putInt(NULL);
    } else {
      putInt(Integer.BYTES);
      putInt(value);
    }
  }

  void bigint(@Nullable Long value) {
    if (value == null) {
      putInt(NULL);
    } else {
      putInt(Long.BYTES);
      putLong(value);
    }
  }

  /**
   * {@code numeric}: digits of base 10,000, the first of weight {@code w} standing for 10,000^w.
   *
   * <p>The value must be one whose digits can be written out; see the rules for numbers.
   */
  void numeric(@Nullable BigDecimal value) {
    if (value == null) {
      putInt(NULL);
      return;
    }
    int decimals = Math.max(0, value.scale());
    int fraction = (decimals + DECIMALS_PER_DIGIT - 1) / DECIMALS_PER_DIGIT;
    BigInteger left =
        value
            .setScale(fraction * DECIMALS_PER_DIGIT, RoundingMode.UNNECESSARY)
            .unscaledValue()
            .abs();
    Deque<Integer> digits = new ArrayDeque<>();
    while (left.signum() != 0) {
      BigInteger[] parts = left.divideAndRemainder(DIGIT_BASE);
      digits.addFirst(parts[1].intValue());
      left = parts[0];
    }
    putInt((4 + digits.size()) * Short.BYTES);
    putShort(digits.size());
    putShort(digits.size() - fraction - 1);
    putShort(value.signum() < 0 ? NEGATIVE : 0);
    putShort(decimals);
    digits.forEach(this::putShort);
  }

  private void put(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void putShort(int value) {
    reserve(Short.BYTES);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  private void putInt(int value) {
    putShort(value >>> 16);
    putShort(value);
  }

  private void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
