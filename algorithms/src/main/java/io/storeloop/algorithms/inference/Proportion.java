package io.storeloop.algorithms.inference;

/**
 * How many of the users counted did something.
 *
 * @param successes between 0 and {@code trials}
 * @param trials number of users counted, 1 or more
 */
public record Proportion(long successes, long trials) {

  /**
   * Refuses counts that are no proportion, among them one of nobody: it has no rate to speak of.
   */
  public Proportion {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "a proportion needs 0 to trials successes of 1 or more trials, but had %d of %d"
              .formatted(successes, trials));
    }
  }

  /** The share of successes, in [0, 1]. */
  public double rate() {
    return (double) successes / trials;
  }

  /**
   * Wilson's score interval for the true rate, always within [0, 1] and sensible at 0 or all
   * successes.
   *
   * <p>Source: Wilson, Probable Inference, JASA 22 (1927); without continuity correction.
   *
   * @param confidence such as 0.95, above 0 and below 1
   * @throws IllegalArgumentException if the confidence is outside its range
   */
  public Interval wilsonInterval(double confidence) {
    double z = NormalDistribution.twoSidedQuantile(confidence);
    double n = trials;
    double centre = successes + z * z / 2;
    double halfWidth = z * Math.sqrt((double) successes * (trials - successes) / n + z * z / 4);
    double lower = successes == 0 ? 0 : (centre - halfWidth) / (n + z * z);
    double upper = successes == trials ? 1 : (centre + halfWidth) / (n + z * z);
    return new Interval(Math.max(0, lower), Math.min(1, upper));
  }
}
