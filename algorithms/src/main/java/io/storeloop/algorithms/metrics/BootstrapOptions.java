package io.storeloop.algorithms.metrics;

/**
 * How a {@link Bootstrap} draws.
 *
 * @param resamples how often the cases are drawn anew, 10 to {@link #MAX_RESAMPLES}
 * @param confidence of the intervals, above 0.5 and below 1
 * @param seed the same seed gives the same intervals, bit for bit
 */
public record BootstrapOptions(int resamples, double confidence, long seed) {
  public static final int MAX_RESAMPLES = 100_000;

  private static final int MIN_RESAMPLES = 10;
  private static final int DEFAULT_RESAMPLES = 500;

  /**
   * Refuses values outside the ranges above with an {@link IllegalArgumentException} that names the
   * option.
   */
  public BootstrapOptions {
    if (resamples < MIN_RESAMPLES || resamples > MAX_RESAMPLES) {
      throw new IllegalArgumentException(
          "resamples must be between %d and %d, but were %d"
              .formatted(MIN_RESAMPLES, MAX_RESAMPLES, resamples));
    }
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0.5 and below 1, but was " + confidence);
    }
  }

  /** 95 % intervals of 500 resamples. */
  public static BootstrapOptions seeded(long seed) {
    return new BootstrapOptions(DEFAULT_RESAMPLES, 0.95, seed);
  }
}
