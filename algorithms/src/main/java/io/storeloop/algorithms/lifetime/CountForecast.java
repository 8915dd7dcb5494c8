package io.storeloop.algorithms.lifetime;

/**
 * How many purchases a customer may make within a horizon, number by number. Immutable.
 *
 * <p>A central range of whole numbers nearly always holds more than it says, so whether ranges are
 * right is judged by {@link #covered}, which counts a number at the edge by the part of its
 * probability inside.
 */
public final class CountForecast {
  /** What lies beyond counts as the largest number. */
  public static final int MOST = 4_096;

  private static final int FIRST = 16;
  private static final double REST = 1e-6;

  private final double[] probabilities;

  private CountForecast(double[] probabilities) {
    this.probabilities = probabilities;
  }

  /** Up to where less than a millionth is left, or {@link #MOST}. */
  public static CountForecast of(PurchaseProcess process, PurchaseHistory history, double horizon) {
    int most = FIRST;
    while (true) {
      double[] probabilities = process.countProbabilities(history, horizon, most);
      double sum = 0;
      for (double probability : probabilities) {
        sum += probability;
      }
      if (1 - sum < REST || most >= MOST) {
        return new CountForecast(probabilities);
      }
      most = Math.min(MOST, 4 * most);
    }
  }

  /** P(Y = count). */
  public double probability(int count) {
    return count < probabilities.length ? probabilities[count] : 0;
  }

  /** The least number that is reached with at least the given probability, from below. */
  public int quantile(double probability) {
    double sum = 0;
    for (int count = 0; count < probabilities.length; count++) {
      sum += probabilities[count];
      if (sum >= probability) {
        return count;
      }
    }
    return probabilities.length - 1;
  }

  /**
   * How far an actual number lies inside the central range: 1 inside, 0 outside, at an edge the
   * part of its probability inside. Its expectation is the level, if the forecast is right.
   *
   * @param level probability of the range, in (0, 1)
   */
  public double covered(int actual, double level) {
    double below = 0;
    for (int count = 0; count < Math.min(actual, probabilities.length); count++) {
      below += probabilities[count];
    }
    double own = probability(actual);
    double low = Math.max(below, (1 - level) / 2);
    double high = Math.min(below + own, (1 + level) / 2);
    return own > 0 ? Math.max(0, high - low) / own : 0;
  }
}
