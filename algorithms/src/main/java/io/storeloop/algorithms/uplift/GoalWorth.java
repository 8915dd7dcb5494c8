package io.storeloop.algorithms.uplift;

/**
 * What it is worth that a user reaches the goal, with the treatment and without. With an offer that
 * takes something off the price it is worth less, and whoever buys anyway gets it for nothing:
 * uplift in worth is then not uplift in goals.
 *
 * <p>Uplift of x is withTreatment · P₁(goal | x) − without · P₀(goal | x). What treating costs
 * whether or not the goal is reached is the same for everybody, so it changes no ranking: compare
 * the uplift with it. Source: Gubela et al., Response Transformation and Profit Decomposition for
 * Revenue Uplift Modeling, EJOR 283 (2020); here worth is known and the goal is what is learned.
 *
 * @param withTreatment in any unit, from {@link #LEAST} to {@link #MOST}; below 0 where the goal of
 *     a treated user is a loss
 * @param without in the same unit, above 0 up to {@link #MOST}
 */
public record GoalWorth(double withTreatment, double without) {
  public static final double MOST = 1e9;
  public static final double LEAST = -MOST;

  /** Every goal counts the same: uplift is a difference of probabilities. */
  public static final GoalWorth ONE = new GoalWorth(1, 1);

  /** Refuses values outside the ranges above, and what is not a number. */
  public GoalWorth {
    if (!(withTreatment >= LEAST && withTreatment <= MOST && without > 0 && without <= MOST)) {
      throw new IllegalArgumentException(
          "a goal must be worth -1e9 to 1e9 with the treatment and above 0 to 1e9 without, but was %s and %s"
              .formatted(withTreatment, without));
    }
  }
}
