package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.algorithms.uplift.TwoModels;
import io.storeloop.algorithms.uplift.UpliftExamples;
import io.storeloop.algorithms.uplift.UpliftLearner;
import io.storeloop.algorithms.uplift.UpliftModel;
import io.storeloop.algorithms.uplift.XLearner;
import io.storeloop.profile.learning.Encoding;
import io.storeloop.profile.learning.FeatureTable;
import io.storeloop.profile.predictor.Act;
import io.storeloop.profile.predictor.PropensityRows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What answers by how much a campaign changes the probability of its goal, or what that is worth.
 *
 * @param twoModels the model, unless it is an X-learner
 * @param xLearner the model, unless it is two models
 * @param worth of the goal; null where every goal counts the same
 */
record TrainedUplift(
    Encoding encoding,
    TwoModels.@Nullable Parameters twoModels,
    XLearner.@Nullable Parameters xLearner,
    @Nullable GoalWorth worth) {

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
    GoalWorth worth = examples.worth().equals(GoalWorth.ONE) ? null : examples.worth();
    return switch (learner) {
      case TWO_MODELS ->
          new TrainedUplift(encoding, TwoModels.fit(examples, l2).parameters(), null, worth);
      case X_LEARNER ->
          new TrainedUplift(encoding, null, XLearner.fit(examples, l2).parameters(), worth);
      case RESPONSE -> throw new IllegalArgumentException("a response model foretells no uplift");
    };
  }

  /** What models are asked with, of a shopper who has done this: one row. */
  static FeatureTable known(List<Act> past, Instant now) {
    return PropensityRows.table(List.of(PropensityRows.numbers(past, now)));
  }

  /**
   * Of a shopper of whom this is {@link #known}: P(goal) with the campaign, less P(goal) without,
   * each times what the goal is worth.
   */
  double uplift(FeatureTable known) {
    double uplift = model().uplifts(UpliftTrial.numbers(known, new int[] {0}, encoding))[0];
    return worth == null
        ? Math.clamp(uplift, -1, 1)
        : Math.clamp(
            uplift,
            Math.min(0, worth.withTreatment()) - worth.without(),
            Math.max(0, worth.withTreatment()));
  }

  private UpliftModel model() {
    if (twoModels != null) {
      return TwoModels.of(twoModels, worth == null ? GoalWorth.ONE : worth);
    }
    if (xLearner != null) {
      return XLearner.of(xLearner);
    }
    throw new IllegalStateException("there is no model");
  }
}
