package io.storeloop.recommendation.model;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.InterestSettings;
import io.storeloop.recommendation.popularity.Popularity;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link SnapshotWriter} wrote, of its format and of older ones. Nothing is believed
 * before the checksum agrees. Items that the catalogue has not heard of yet are mentioned to it
 * then.
 */
final class SnapshotReader {
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
      return model(new SnapshotInput(from, size), checksum);
    } catch (EOFException | UTFDataFormatException e) {
      throw new CorruptSnapshotException("it ends or breaks in the middle: " + e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException e) {
      throw new CorruptSnapshotException("its contents do not fit together: " + e.getMessage());
    }
  }

  private RecommendationModel model(SnapshotInput in, String checksum) throws IOException {
    SnapshotInput.expect("the magic number", SnapshotWriter.MAGIC, in.number());
    int format = format(in, checksum);
    String version = in.text();
    Proof proof = Proof.values()[in.byteValue()];
    String[] items = new String[in.count(Short.BYTES)];
    for (int item = 0; item < items.length; item++) {
      items[item] = in.text();
    }
    int[] users = in.ints();
    double kernelWeight = in.decimal();
    Neighbours neighbours = SnapshotScorers.neighbours(in);
    Weighing weighing = new Weighing(kernelWeight, Recency.NONE, null);
    ItemScorer mix = null;
    if (format > SnapshotWriter.WITHOUT_MIX) {
      weighing = new Weighing(kernelWeight, SnapshotScorers.recency(in), interest(in));
      mix = new SnapshotScorers(neighbours).read(in);
    }
    int[] ranked = new int[in.count(Integer.BYTES + Double.BYTES)];
    double[] scores = new double[ranked.length];
    for (int rank = 0; rank < ranked.length; rank++) {
      ranked[rank] = in.number();
      scores[rank] = in.decimal();
    }
    in.checkEnd(checksum);
    if (neighbours.itemCount() > items.length
        || users.length != items.length
        || (mix != null && mix.itemCount() != items.length)) {
      throw new CorruptSnapshotException("it counts other items than it names");
    }
    int[] catalogueItems = mention(items);
    int[] popular = Arrays.stream(ranked).map(item -> catalogueItems[item]).toArray();
    return new RecommendationModel(
        version,
        proof,
        new Learnt(new ModelItems(catalogueItems), users, neighbours, mix, weighing, null),
        ItemCounts.ofPopularity(Popularity.ranked(popular, scores)));
  }

  /** A broken number looks like a newer format, too: the checksum tells them apart. */
  private static int format(SnapshotInput in, String checksum) throws IOException {
    int format = in.number();
    if (format > SnapshotWriter.FORMAT) {
      in.skipRest();
      in.checkEnd(checksum);
      throw new ForeignSnapshotException(
          "it has format %d, but at most %d is read".formatted(format, SnapshotWriter.FORMAT));
    }
    if (format < SnapshotWriter.WITHOUT_MIX) {
      throw new CorruptSnapshotException("there is no format %d".formatted(format));
    }
    return format;
  }

  private static @Nullable InterestSettings interest(SnapshotInput in) throws IOException {
    return in.byteValue() == 0
        ? null
        : new InterestSettings(
            in.decimal(),
            in.decimal(),
            in.decimal(),
            in.decimal(),
            in.decimal(),
            in.decimal(),
            in.text());
  }

  private int[] mention(String[] items) {
    int[] indexes = new int[items.length];
    for (int item = 0; item < items.length; item++) {
      indexes[item] = catalogue.mention(items[item], null, null);
    }
    return indexes;
  }
}
