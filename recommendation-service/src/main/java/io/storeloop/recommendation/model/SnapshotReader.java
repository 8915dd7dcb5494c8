package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.popularity.Popularity;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads what {@link SnapshotWriter} wrote. Every length is held against what is left before
 * anything is made for it, and nothing is believed before the checksum agrees. Items that the
 * catalogue has not heard of yet are mentioned to it then.
 */
final class SnapshotReader {
  private static final int STEP = 1 << 14;

  private final Catalogue catalogue;

  SnapshotReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Reads a model.
   *
   * @param size of the whole snapshot, in bytes
   * @param checksum that it must have, in hexadecimal digits
   * @throws CorruptSnapshotException if it is not whole, not ours, or not what was written
   * @throws ForeignSnapshotException if it is whole, but of a newer format
   */
  RecommendationModel read(InputStream from, long size, String checksum) throws IOException {
    try {
      return new Reading(from, size).model(checksum);
    } catch (EOFException | UTFDataFormatException e) {
      throw new CorruptSnapshotException("it ends or breaks in the middle: " + e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CorruptSnapshotException("its contents do not fit together: " + e.getMessage());
    }
  }

  private final class Reading {
    private final MessageDigest digest = Checksums.sha256();
    private final DataInputStream in;
    private final InputStream raw;
    private final long content;
    private long read;

    Reading(InputStream from, long size) {
      this.raw = from;
      this.in = new DataInputStream(new DigestInputStream(from, digest));
      this.content = size - Checksums.BYTES;
    }

    RecommendationModel model(String checksum) throws IOException {
      expect("the magic number", SnapshotWriter.MAGIC, number());
      int format = number();
      if (format > SnapshotWriter.FORMAT) {
        throw newer(format, checksum);
      }
      expect("the format", SnapshotWriter.FORMAT, format);
      String version = text();
      Proof proof = Proof.values()[byteValue()];
      String[] items = new String[count(Short.BYTES)];
      for (int item = 0; item < items.length; item++) {
        items[item] = text();
      }
      int[] users = ints();
      double kernelWeight = decimal();
      int[] rowStarts = ints();
      int[] entries = ints();
      float[] similarities = floats();
      int[] ranked = new int[count(Integer.BYTES + Double.BYTES)];
      double[] scores = new double[ranked.length];
      for (int rank = 0; rank < ranked.length; rank++) {
        ranked[rank] = number();
        scores[rank] = decimal();
      }
      checkEnd(checksum);
      var neighbours = new Neighbours(rowStarts, entries, similarities);
      if (neighbours.itemCount() > items.length || users.length != items.length) {
        throw new CorruptSnapshotException("it counts other items than it names");
      }
      int[] catalogueItems = mention(items);
      int[] popular = Arrays.stream(ranked).map(item -> catalogueItems[item]).toArray();
      return new RecommendationModel(
          version,
          proof,
          new Learnt(new ModelItems(catalogueItems), users, neighbours, kernelWeight, null),
          ItemCounts.ofPopularity(Popularity.ranked(popular, scores)));
    }

    /** A broken number looks like a newer format, too: the checksum tells them apart. */
    private ForeignSnapshotException newer(int format, String checksum) throws IOException {
      while (read < content) {
        skip((int) Math.min(STEP, content - read));
      }
      checkEnd(checksum);
      return new ForeignSnapshotException(
          "it has format %d, but at most %d is read".formatted(format, SnapshotWriter.FORMAT));
    }

    private void checkEnd(String checksum) throws IOException {
      expect("the length", content, read);
      byte[] computed = digest.digest();
      byte[] written = raw.readNBytes(Checksums.BYTES);
      if (!Arrays.equals(computed, written)
          || !HexFormat.of().formatHex(computed).equals(checksum)) {
        throw new CorruptSnapshotException("its checksum is not the one on record");
      }
    }

    private int[] ints() throws IOException {
      int[] values = new int[count(Integer.BYTES)];
      for (int from = 0; from < values.length; from += STEP) {
        int some = Math.min(STEP, values.length - from);
        block(some * Integer.BYTES).asIntBuffer().get(values, from, some);
      }
      return values;
    }

    private float[] floats() throws IOException {
      float[] values = new float[count(Float.BYTES)];
      for (int from = 0; from < values.length; from += STEP) {
        int some = Math.min(STEP, values.length - from);
        block(some * Float.BYTES).asFloatBuffer().get(values, from, some);
      }
      return values;
    }

    private ByteBuffer block(int bytes) throws IOException {
      byte[] block = in.readNBytes(bytes);
      if (block.length < bytes) {
        throw new EOFException("%d bytes are missing".formatted(bytes - block.length));
      }
      read += bytes;
      return ByteBuffer.wrap(block);
    }

    /** Reads on, for the checksum. */
    private void skip(int bytes) throws IOException {
      if (block(bytes).remaining() < bytes) {
        throw new EOFException("%d bytes cannot be skipped".formatted(bytes));
      }
    }

    private int count(int leastBytesEach) throws IOException {
      int count = number();
      if (count < 0 || (long) count * leastBytesEach > content - read) {
        throw new CorruptSnapshotException("a length of %d does not fit into it".formatted(count));
      }
      return count;
    }

    private int number() throws IOException {
      return block(Integer.BYTES).getInt();
    }

    private double decimal() throws IOException {
      return block(Double.BYTES).getDouble();
    }

    private int byteValue() throws IOException {
      return block(1).get();
    }

    private String text() throws IOException {
      String text = in.readUTF();
      read += Short.BYTES + utfLength(text);
      return text;
    }
  }

  private static void expect(String what, long expected, long found) throws IOException {
    if (expected != found) {
      throw new CorruptSnapshotException(
          "%s must be %d, but is %d".formatted(what, expected, found));
    }
  }

  private int[] mention(String[] items) {
    int[] indexes = new int[items.length];
    for (int item = 0; item < items.length; item++) {
      indexes[item] = catalogue.mention(items[item], null, null);
    }
    return indexes;
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
