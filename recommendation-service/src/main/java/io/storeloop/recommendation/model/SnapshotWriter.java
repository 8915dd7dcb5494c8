package io.storeloop.recommendation.model;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.InterestSettings;
import io.storeloop.recommendation.popularity.Popularity;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a model so that another process, whose catalogue counts differently, can read it.
 *
 * <pre>
 * "SLRM" · format · version of the model · proof
 * items: count, ids (the model's order); users of each; weight of the history beside sessions
 * neighbours: row starts, entries' items, entries' similarities, each with its count
 * from format 2: fading of the history; what behaviours say, if learnt; the mix, if there is one
 * (from format 3 one of its kinds may be sparse EASE)
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
  static final int FORMAT = 3;
  static final int WITHOUT_MIX = 1;

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
    var out = new SnapshotOutput(to);
    Learnt learnt = model.learnt();
    out.number(MAGIC).number(FORMAT);
    out.text(model.version()).byteValue(model.proof().ordinal());
    writeItems(learnt.items(), out);
    out.ints(learnt.users()).decimal(model.kernelWeight());
    SnapshotScorers.write(learnt.neighbours(), out);
    writeHearing(learnt.weighing(), out);
    new SnapshotScorers(learnt.neighbours()).write(learnt.mix(), out);
    writePopularity(model, out);
    return out.finish();
  }

  private void writeItems(ModelItems items, SnapshotOutput out) throws IOException {
    out.number(items.count());
    for (int item = 0; item < items.count(); item++) {
      out.text(catalogue.item(items.catalogueItem(item)).itemId());
    }
  }

  private static void writeHearing(Weighing weighing, SnapshotOutput out) throws IOException {
    out.decimal(weighing.recency().fading()).number(weighing.recency().latest());
    InterestSettings interest = weighing.interest();
    out.byteValue(interest == null ? 0 : 1);
    if (interest != null) {
      out.decimal(interest.view())
          .decimal(interest.click())
          .decimal(interest.addToCart())
          .decimal(interest.wishlist())
          .decimal(interest.purchase())
          .decimal(interest.review())
          .text(interest.halfLife());
    }
  }

  private static void writePopularity(RecommendationModel model, SnapshotOutput out)
      throws IOException {
    Popularity popularity = model.popularity();
    out.number(popularity.size());
    for (int rank = 0; rank < popularity.size(); rank++) {
      out.number(model.modelItem(popularity.item(rank))).decimal(popularity.score(rank));
    }
  }
}
