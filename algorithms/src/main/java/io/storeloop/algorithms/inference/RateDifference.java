package io.storeloop.algorithms.inference;

/**
 * Uplift: treated rate minus control rate with its interval, as shares (0.02 is two percentage
 * points).
 *
 * @param difference in [-1, 1]
 * @param interval Newcombe's interval, within [-1, 1], holding the difference
 * @param confidence the interval's, such as 0.95
 */
public record RateDifference(double difference, Interval interval, double confidence) {

  /**
   * Compares two independent groups.
   *
   * <p>The interval is Newcombe's hybrid score interval, which joins the two Wilson intervals: it
   * keeps its promise for small groups and for rates near 0, where the textbook interval does not,
   * and never leaves [-1, 1].
   *
   * <p>Valid for one look at a size fixed beforehand; looking again and again until it excludes 0
   * raises false alarms far above 1 - confidence.
   *
   * <p>Source: Newcombe, Interval Estimation for the Difference Between Independent Proportions,
   * Statistics in Medicine 17 (1998), method 10.
   *
   * @param confidence above 0 and below 1
   * @throws IllegalArgumentException if the confidence is outside its range
   */
  public static RateDifference between(Proportion treated, Proportion control, double confidence) {
    Interval treatedInterval = treated.wilsonInterval(confidence);
    Interval controlInterval = control.wilsonInterval(confidence);
    double difference = treated.rate() - control.rate();
    double down =
        Math.hypot(
            treated.rate() - treatedInterval.lower(), controlInterval.upper() - control.rate());
    double up =
        Math.hypot(
            treatedInterval.upper() - treated.rate(), control.rate() - controlInterval.lower());
    var interval = new Interval(Math.max(-1, difference - down), Math.min(1, difference + up));
    return new RateDifference(difference, interval, confidence);
  }

  /** Whether the interval leaves out "no difference". */
  public boolean excludesZero() {
    return !interval.contains(0);
  }
}
