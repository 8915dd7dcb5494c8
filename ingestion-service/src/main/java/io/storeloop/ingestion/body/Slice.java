package io.storeloop.ingestion.body;

import java.nio.charset.StandardCharsets;

/** A stretch of a body's bytes: from {@code from} inclusive to {@code to} exclusive. */
public record Slice(byte[] bytes, int from, int to) {
  /** A whole body, without the byte order mark that some editors put in front. */
  public static Slice of(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return new Slice(bytes, marked ? 3 : 0, bytes.length).trimmed();
  }

  public int length() {
    return to - from;
  }

  public boolean isEmpty() {
    return to == from;
  }

  /** The first byte, or 0 when there is none. */
  public byte first() {
    return isEmpty() ? 0 : bytes[from];
  }

  /** Without JSON's white space at either end. */
  public Slice trimmed() {
    int start = from;
    int end = to;
    while (start < end && isSpace(bytes[start])) {
      start++;
    }
    while (end > start && isSpace(bytes[end - 1])) {
      end--;
    }
    return new Slice(bytes, start, end);
  }

  /** The bytes as text; what is not UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(bytes, from, length(), StandardCharsets.UTF_8);
  }

  static boolean isSpace(byte one) {
    return one == ' ' || one == '\n' || one == '\r' || one == '\t';
  }
}
