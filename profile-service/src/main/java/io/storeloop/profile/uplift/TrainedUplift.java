package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.TwoModels;
import io.storeloop.algorithms.uplift.UpliftExamples;
import io.storeloop.algorithms.uplift.UpliftLearner;
import io.storeloop.algorithms.uplift.UpliftModel;
import io.storeloop.algorithms.uplift.XLearner;
import io.storeloop.profile.learning.Encoding;
import io.storeloop.profile.predictor.Act;
import io.storeloop.profile.predictor.PropensityRows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What answers by how much a campaign changes the probability of its goal.
 *
 * @param twoModels the model, unless it is an X-learner
 * @param xLearner the model, unless it is two models
 */
record TrainedUplift(
    Encoding encoding,
    TwoModels.@Nullable Parameters twoModels,
    XLearner.@Nullable Parameters xLearner) {

  /** Refuses none and both. */
  TrainedUplift {
    if ((twoModels == null) == (xLearner == null)) {
      throw new IllegalArgumentException("expected one model");
    }
  }

  /**
   * Learns.
   *
   * @param l2 0 or more: how strongly weights are drawn to 0
   */
  static TrainedUplift fit(
      UpliftLearner learner, UpliftExamples examples, double l2, Encoding encoding) {
    return switch (learner) {
      case TWO_MODELS ->
          new TrainedUplift(encoding, TwoModels.fit(examples, l2).parameters(), null);
      case X_LEARNER -> new TrainedUplift(encoding, null, XLearner.fit(examples, l2).parameters());
      case RESPONSE -> throw new IllegalArgumentException("a response model foretells no uplift");
    };
  }

  /** Of a shopper who has done this: P(goal) with the campaign, less P(goal) without. */
  double uplift(List<Act> past, Instant now) {
    var table = PropensityRows.table(List.of(PropensityRows.numbers(past, now)));
    double uplift = model().uplifts(UpliftTrial.numbers(table, new int[] {0}, encoding))[0];
    return Math.clamp(uplift, -1, 1);
  }

  private UpliftModel model() {
    if (twoModels != null) {
      return TwoModels.of(twoModels);
    }
    if (xLearner != null) {
      return XLearner.of(xLearner);
    }
    throw new IllegalStateException("there is no model");
  }
}
