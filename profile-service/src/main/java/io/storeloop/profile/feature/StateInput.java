package io.storeloop.profile.feature;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link StateOutput} packed, in the same order. */
final class StateInput {
  private static final int SEVEN_BITS = 7;
  private static final int MORE = 0x80;
  private static final int OCTET = 0xFF;

  private final byte[] bytes;
  private int next;

  StateInput(byte[] bytes) {
    this.bytes = bytes;
  }

  long number() {
    long value = 0;
    int shift = 0;
    int octet;
    do {
      octet = bytes[next++];
      value |= (long) (octet & (MORE - 1)) << shift;
      shift += SEVEN_BITS;
    } while ((octet & MORE) != 0);
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number that was written as an {@code int}: a size, a day. */
  int count() {
    return Math.toIntExact(number());
  }

  long bits() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << Byte.SIZE) | (bytes[next++] & OCTET);
    }
    return value;
  }

  double real() {
    return Double.longBitsToDouble(bits());
  }

  BigDecimal decimal() {
    int scale = count();
    return new BigDecimal(new BigInteger(octets()), scale);
  }

  String text() {
    return new String(octets(), StandardCharsets.UTF_8);
  }

  private byte[] octets() {
    int size = count();
    byte[] value = Arrays.copyOfRange(bytes, next, next + size);
    next += size;
    return value;
  }
}
