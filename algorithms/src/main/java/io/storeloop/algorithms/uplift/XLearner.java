package io.storeloop.algorithms.uplift;

import io.storeloop.algorithms.linear.RidgeRegression;

/**
 * What each user's outcome was worth, less what the model of the other group expects of such a
 * user, is learned once more in each group; the two answers are mixed by the share of the treated:
 * g τ0 + (1 − g) τ1. Useful where one group is much smaller.
 *
 * <p>Source: Künzel, Sekhon, Bickel and Yu, Metalearners for Estimating Heterogeneous Treatment
 * Effects Using Machine Learning, PNAS 116 (2019), eq. 7 to 9; logistic models first, ridge
 * regressions second, and the share of the treated for the propensity, which a randomised
 * experiment knows. Immutable.
 */
public final class XLearner implements UpliftModel {
  private final RidgeRegression ofTreated;
  private final RidgeRegression ofControl;
  private final double treatedShare;

  private XLearner(RidgeRegression ofTreated, RidgeRegression ofControl, double treatedShare) {
    this.ofTreated = ofTreated;
    this.ofControl = ofControl;
    this.treatedShare = treatedShare;
  }

  /**
   * Learns.
   *
   * @param l2 0 or more, of all four models
   * @throws IllegalArgumentException if {@code l2} is negative, or a group is empty
   */
  public static XLearner fit(UpliftExamples examples, double l2) {
    TwoModels first = TwoModels.fit(examples, l2);
    UpliftExamples treated = examples.group(true);
    UpliftExamples control = examples.group(false);
    GoalWorth worth = examples.worth();
    double[] gained = first.withoutTreatment(treated.features());
    for (int user = 0; user < gained.length; user++) {
      gained[user] =
          (treated.outcomes()[user] ? worth.withTreatment() : 0) - worth.without() * gained[user];
    }
    double[] missed = first.withTreatment(control.features());
    for (int user = 0; user < missed.length; user++) {
      missed[user] =
          worth.withTreatment() * missed[user] - (control.outcomes()[user] ? worth.without() : 0);
    }
    int features = examples.featureCount();
    return new XLearner(
        RidgeRegression.fit(treated.features(), features, gained, l2),
        RidgeRegression.fit(control.features(), features, missed, l2),
        examples.treatedShare());
  }

  /** The numbers the model is made of, to be stored. */
  public Parameters parameters() {
    return new Parameters(ofTreated.parameters(), ofControl.parameters(), treatedShare);
  }

  /**
   * The model of stored numbers.
   *
   * @throws IllegalArgumentException if their sizes do not fit
   */
  public static XLearner of(Parameters parameters) {
    return new XLearner(
        RidgeRegression.of(parameters.ofTreated()),
        RidgeRegression.of(parameters.ofControl()),
        parameters.treatedShare());
  }

  /**
   * What the model is made of.
   *
   * @param treatedShare of the users it learned from, in [0, 1]
   */
  public record Parameters(
      RidgeRegression.Parameters ofTreated,
      RidgeRegression.Parameters ofControl,
      double treatedShare) {}

  @Override
  public double[] uplifts(float[] rows) {
    double[] uplifts = ofControl.predictions(rows);
    double[] others = ofTreated.predictions(rows);
    for (int user = 0; user < uplifts.length; user++) {
      uplifts[user] = treatedShare * uplifts[user] + (1 - treatedShare) * others[user];
    }
    return uplifts;
  }
}
