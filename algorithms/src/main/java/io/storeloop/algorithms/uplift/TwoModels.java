package io.storeloop.algorithms.uplift;

import io.storeloop.algorithms.ranking.LogisticRegression;

/**
 * Two logistic models, one of the treated and one of the controls; the uplift is their difference,
 * each times the worth of the goal.
 *
 * <p>Source: Hansotia and Rukstales, Incremental Value Modeling, Journal of Interactive Marketing
 * 16 (2002); the T-learner of Künzel et al., PNAS 116 (2019). Immutable.
 */
public final class TwoModels implements UpliftModel {
  private final LogisticRegression treated;
  private final LogisticRegression control;
  private final GoalWorth worth;

  private TwoModels(LogisticRegression treated, LogisticRegression control, GoalWorth worth) {
    this.treated = treated;
    this.control = control;
    this.worth = worth;
  }

  /**
   * Learns.
   *
   * @param l2 0 or more: how strongly weights are drawn to 0
   * @throws IllegalArgumentException if {@code l2} is negative
   */
  public static TwoModels fit(UpliftExamples examples, double l2) {
    return new TwoModels(
        logistic(examples.group(true), l2), logistic(examples.group(false), l2), examples.worth());
  }

  static LogisticRegression logistic(UpliftExamples examples, double l2) {
    return LogisticRegression.fit(
        examples.features(), examples.featureCount(), examples.outcomes(), l2);
  }

  /** P(goal) with the treatment, by user. */
  public double[] withTreatment(float[] rows) {
    return treated.probabilities(rows);
  }

  /** P(goal) without the treatment, by user. */
  public double[] withoutTreatment(float[] rows) {
    return control.probabilities(rows);
  }

  /** The numbers the model is made of, to be stored. */
  public Parameters parameters() {
    return new Parameters(treated.parameters(), control.parameters());
  }

  /**
   * The model of stored numbers.
   *
   * @throws IllegalArgumentException if their sizes do not fit
   */
  public static TwoModels of(Parameters parameters, GoalWorth worth) {
    return new TwoModels(
        LogisticRegression.of(parameters.treated()),
        LogisticRegression.of(parameters.control()),
        worth);
  }

  /** What the two models are made of. */
  public record Parameters(
      LogisticRegression.Parameters treated, LogisticRegression.Parameters control) {}

  @Override
  public double[] uplifts(float[] rows) {
    double[] uplifts = withTreatment(rows);
    double[] without = withoutTreatment(rows);
    for (int user = 0; user < uplifts.length; user++) {
      uplifts[user] = worth.withTreatment() * uplifts[user] - worth.without() * without[user];
    }
    return uplifts;
  }
}
