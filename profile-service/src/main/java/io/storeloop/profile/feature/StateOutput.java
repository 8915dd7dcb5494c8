package io.storeloop.profile.feature;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Packs an accumulator's numbers and texts into bytes; {@link StateInput} reads them back. */
final class StateOutput {
  private static final int FIRST_CAPACITY = 512;
  private static final int SEVEN_BITS = 7;
  private static final int MORE = 0x80;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  /** Zigzag and variable length: small magnitudes take one byte. */
  void number(long value) {
    long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
    while ((rest & -MORE) != 0) {
      octet((int) (rest & (MORE - 1)) | MORE);
      rest >>>= SEVEN_BITS;
    }
    octet((int) rest);
  }

  /** All 64 bits. */
  void bits(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      octet((int) (value >>> shift));
    }
  }

  void real(double value) {
    bits(Double.doubleToLongBits(value));
  }

  void decimal(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    number(plain.scale());
    octets(plain.unscaledValue().toByteArray());
  }

  void text(String value) {
    octets(value.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void octets(byte[] value) {
    number(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  private void octet(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
