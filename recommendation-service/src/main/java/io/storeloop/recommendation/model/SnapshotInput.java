package io.storeloop.recommendation.model;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The values of a snapshot, one after the other. Each length is held against what is left before
 * anything is made for it. Not thread-safe.
 */
final class SnapshotInput {
  private static final int STEP = 1 << 14;

  private final MessageDigest digest = Checksums.sha256();
  private final DataInputStream in;
  private final InputStream raw;
  private final long content;
  private long read;

  /** {@code size}: of the whole snapshot, its checksum included, in bytes. */
  SnapshotInput(InputStream from, long size) {
    this.raw = from;
    this.in = new DataInputStream(new DigestInputStream(from, digest));
    this.content = size - Checksums.BYTES;
  }

  int number() throws IOException {
    return block(Integer.BYTES).getInt();
  }

  double decimal() throws IOException {
    return block(Double.BYTES).getDouble();
  }

  int byteValue() throws IOException {
    return block(1).get();
  }

  String text() throws IOException {
    String text = in.readUTF();
    read += Short.BYTES + utfLength(text);
    return text;
  }

  /** A length of something whose elements take at least so many bytes each. */
  int count(int leastBytesEach) throws IOException {
    int count = number();
    if (count < 0 || (long) count * leastBytesEach > content - read) {
      throw new CorruptSnapshotException("a length of %d does not fit into it".formatted(count));
    }
    return count;
  }

  int[] ints() throws IOException {
    int[] values = new int[count(Integer.BYTES)];
    for (int from = 0; from < values.length; from += STEP) {
      int some = Math.min(STEP, values.length - from);
      block(some * Integer.BYTES).asIntBuffer().get(values, from, some);
    }
    return values;
  }

  float[] floats() throws IOException {
    float[] values = new float[count(Float.BYTES)];
    for (int from = 0; from < values.length; from += STEP) {
      int some = Math.min(STEP, values.length - from);
      block(some * Float.BYTES).asFloatBuffer().get(values, from, some);
    }
    return values;
  }

  double[] decimals() throws IOException {
    double[] values = new double[count(Double.BYTES)];
    for (int at = 0; at < values.length; at++) {
      values[at] = decimal();
    }
    return values;
  }

  /** Reads what is left, for the checksum. */
  void skipRest() throws IOException {
    while (read < content) {
      int some = (int) Math.min(STEP, content - read);
      if (block(some).remaining() < some) {
        throw new EOFException("%d bytes cannot be skipped".formatted(some));
      }
    }
  }

  /** Whether it is all read, and was what it says. */
  void checkEnd(String checksum) throws IOException {
    expect("the length", content, read);
    byte[] computed = digest.digest();
    byte[] written = raw.readNBytes(Checksums.BYTES);
    if (!Arrays.equals(computed, written) || !HexFormat.of().formatHex(computed).equals(checksum)) {
      throw new CorruptSnapshotException("its checksum is not the one on record");
    }
  }

  static void expect(String what, long expected, long found) throws IOException {
    if (expected != found) {
      throw new CorruptSnapshotException(
          "%s must be %d, but is %d".formatted(what, expected, found));
    }
  }

  private ByteBuffer block(int bytes) throws IOException {
    byte[] block = in.readNBytes(bytes);
    if (block.length < bytes) {
      throw new EOFException("%d bytes are missing".formatted(bytes - block.length));
    }
    read += bytes;
    return ByteBuffer.wrap(block);
  }

  /** Bytes of a text as {@link DataInputStream#readUTF} found it. */
  private static long utfLength(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      bytes += letter >= 1 && letter <= 0x7F ? 1 : letter <= 0x7FF ? 2 : 3;
    }
    return bytes;
  }
}
