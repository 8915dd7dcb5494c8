package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.popularity.Popularity;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Writes a model so that another process, whose catalogue counts differently, can read it.
 *
 * <pre>
 * "SLRM" · format · version of the model · proof
 * items: count, ids (the model's order); users of each; weight of the neighbours beside sessions
 * neighbours: row starts, entries' items, entries' similarities, each with its count
 * popularity: items, scores, each with its count
 * SHA-256 of all that
 * </pre>
 *
 * What was counted beside popularity, and the sessions, are not in it: the next training counts
 * again, and sessions are what shoppers did, which belongs into the event log alone. Numbers are
 * big-endian; texts are Java's modified UTF-8 with a length of two bytes.
 */
final class SnapshotWriter {
  static final int MAGIC = 0x534C524D;
  static final int FORMAT = 1;
  private static final int BUFFER = 1 << 16;

  private final Catalogue catalogue;

  SnapshotWriter(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Writes it all.
   *
   * @return the checksum, in hexadecimal digits
   */
  String write(RecommendationModel model, OutputStream to) throws IOException {
    MessageDigest digest = Checksums.sha256();
    var out =
        new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(to, digest), BUFFER));
    out.writeInt(MAGIC);
    out.writeInt(FORMAT);
    out.writeUTF(model.version());
    out.writeByte(model.proof().ordinal());
    writeItems(model.learnt().items(), out);
    writeInts(model.learnt().users(), out);
    out.writeDouble(model.kernelWeight());
    Neighbours neighbours = model.neighbours();
    writeInts(neighbours.rowStarts(), out);
    writeInts(neighbours.items(), out);
    writeFloats(neighbours.similarities(), out);
    writePopularity(model, out);
    out.flush();
    byte[] checksum = digest.digest();
    to.write(checksum);
    to.flush();
    return HexFormat.of().formatHex(checksum);
  }

  private void writeItems(ModelItems items, DataOutputStream out) throws IOException {
    out.writeInt(items.count());
    for (int item = 0; item < items.count(); item++) {
      out.writeUTF(catalogue.item(items.catalogueItem(item)).itemId());
    }
  }

  private static void writePopularity(RecommendationModel model, DataOutputStream out)
      throws IOException {
    Popularity popularity = model.popularity();
    out.writeInt(popularity.size());
    for (int rank = 0; rank < popularity.size(); rank++) {
      out.writeInt(model.modelItem(popularity.item(rank)));
      out.writeDouble(popularity.score(rank));
    }
  }

  private static void writeInts(int[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
  }

  private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }
}
