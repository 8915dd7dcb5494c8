package io.storeloop.algorithms.inference;

/**
 * A ratio of two sums over the same users, such as revenue per session: numerator and denominator
 * vary together, and the users, not the sessions, are independent of each other.
 *
 * <p>The standard error is that of the delta method: Var(R) = (s_yy − 2 R s_xy + R² s_xx) / (n
 * x̄²).
 *
 * <p>Source: Deng, Knoblich and Lu, Applying the Delta Method in Metric Analytics, KDD 2018, §2.
 *
 * @param ratio mean numerator by mean denominator
 * @param standardError its standard error
 * @param users counted
 */
public record RatioOfMeans(double ratio, double standardError, long users) {

  /**
   * The ratio of one group.
   *
   * @param sums per user: column 0 is the numerator, column 1 the denominator
   * @throws IllegalArgumentException if there are other columns, fewer than two users, or the
   *     denominators add up to nothing
   */
  public static RatioOfMeans of(JointMoments sums) {
    if (sums.columns() != 2 || sums.count() < 2 || sums.mean(1) == 0) {
      throw new IllegalArgumentException(
          "a ratio needs two columns, two or more users and a denominator, but had %s"
              .formatted(sums));
    }
    double ratio = sums.mean(0) / sums.mean(1);
    double variance =
        sums.covariance(0, 0)
            - 2 * ratio * sums.covariance(0, 1)
            + ratio * ratio * sums.covariance(1, 1);
    double error = Math.sqrt(Math.max(0, variance) / sums.count()) / Math.abs(sums.mean(1));
    return new RatioOfMeans(ratio, error, sums.count());
  }

  /** What the treatment changed in the ratio, of two independent groups. */
  public static Effect between(RatioOfMeans treated, RatioOfMeans control) {
    return new Effect(
        treated.ratio - control.ratio,
        Math.hypot(treated.standardError, control.standardError),
        treated.users + control.users);
  }
}
