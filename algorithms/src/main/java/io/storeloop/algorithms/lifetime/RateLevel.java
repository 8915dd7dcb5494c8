package io.storeloop.algorithms.lifetime;

/**
 * How a shop's sales differ from what a process of constant rates expects, as seen on several
 * mornings of the past.
 *
 * <p>Of the logarithms l of actual over expected, m is the mean and s² their variance plus the
 * variance that counting alone brings. The correction is the positive-part James-Stein estimate, m
 * · max(0, 1 - s² / m²): nothing, unless the mornings agree. The spread is what the logarithms vary
 * by beyond counting.
 *
 * <p>Mornings that all look to the same last day see the same end: one autumn moves them alike, and
 * looks like agreement. So there is a correction only if the times from each morning to the next,
 * of which each is seen once, tell one by the same estimate, on the same side of 1. That is a
 * departure of ours.
 *
 * <p>Source of the estimate: Efron and Morris, Stein's Estimation Rule and Its Competitors, JASA 68
 * (1973).
 *
 * @param factor by which expected purchases are multiplied, above 0
 * @param spread standard deviation of the logarithm of what remains, 0 or more
 */
public record RateLevel(double factor, double spread) {
  /** Nothing known: expected as the process says. */
  public static final RateLevel NONE = new RateLevel(1, 0);

  /** Refuses values outside the ranges above. */
  public RateLevel {
    Parameters.positive("factor", factor);
    if (!(spread >= 0)) {
      throw new IllegalArgumentException("spread must be 0 or more, but was " + spread);
    }
  }

  /**
   * The same if times that do not overlap say so too, else none; what that leaves out is in the
   * spread.
   *
   * @param apart the level that such times tell
   */
  RateLevel confirmedBy(RateLevel apart) {
    double own = Math.log(factor);
    return own * Math.log(apart.factor()) > 0 ? this : new RateLevel(1, Math.hypot(spread, own));
  }

  /**
   * From purchases after each morning.
   *
   * @param actual 0 or more, one per morning
   * @param expected above 0, as many
   */
  static RateLevel of(double[] actual, double[] expected) {
    int size = actual.length;
    if (size < 2) {
      return NONE;
    }
    double[] logs = new double[size];
    double mean = 0;
    double counting = 0;
    for (int i = 0; i < size; i++) {
      // half a purchase more, so that there is a logarithm
      logs[i] = Math.log((actual[i] + 0.5) / (expected[i] + 0.5));
      mean += logs[i] / size;
      counting += 1 / (actual[i] + 0.5) / size;
    }
    double variance = 0;
    for (double log : logs) {
      variance += (log - mean) * (log - mean) / (size - 1);
    }
    double noise = variance + counting;
    double shift = mean == 0 ? 0 : mean * Math.max(0, 1 - noise / (mean * mean));
    double away = variance + (mean - shift) * (mean - shift) - counting;
    return new RateLevel(Math.exp(shift), Math.sqrt(Math.max(0, away)));
  }
}
