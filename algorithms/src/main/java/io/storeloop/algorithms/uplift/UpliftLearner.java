package io.storeloop.algorithms.uplift;

import java.util.Arrays;

/** The ways uplift is learned. */
public enum UpliftLearner {
  /** The default: {@link TwoModels}. */
  TWO_MODELS("two logistic models") {
    @Override
    public UpliftModel fit(UpliftExamples examples, double l2) {
      return TwoModels.fit(examples, l2);
    }
  },
  /** The challenger: {@link XLearner}. */
  X_LEARNER("X-learner") {
    @Override
    public UpliftModel fit(UpliftExamples examples, double l2) {
      return XLearner.fit(examples, l2);
    }
  },
  /**
   * No uplift model, but what one must beat: who reaches the goal anyway, by one logistic model of
   * all users. Where a goal is worth less with the treatment, those come first who reach it least:
   * whom it costs least if it changes nothing.
   */
  RESPONSE("response model") {
    @Override
    public UpliftModel fit(UpliftExamples examples, double l2) {
      UpliftModel anyway = TwoModels.logistic(examples, l2)::probabilities;
      GoalWorth worth = examples.worth();
      return worth.withTreatment() < worth.without()
          ? rows -> Arrays.stream(anyway.uplifts(rows)).map(probability -> -probability).toArray()
          : anyway;
    }
  };

  private final String label;

  UpliftLearner(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /**
   * Learns.
   *
   * @param l2 0 or more: how strongly weights are drawn to 0
   */
  public abstract UpliftModel fit(UpliftExamples examples, double l2);
}
