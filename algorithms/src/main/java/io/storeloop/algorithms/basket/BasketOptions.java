package io.storeloop.algorithms.basket;

/**
 * Which pairs {@link BoughtTogether} believes in and how many it keeps.
 *
 * @param limit K: most partners kept per item, 1 to {@link #MAX_LIMIT}
 * @param minTogether fewest baskets that must hold both, 1 or more: what happened once may be a
 *     mistake, however unlikely it is
 * @param minLift how many times as often as by chance they must meet, 1 or more
 * @param falseDiscoveryRate largest expected share of chance findings among the pairs kept, above 0
 *     and below 1
 */
public record BasketOptions(
    int limit, long minTogether, double minLift, double falseDiscoveryRate) {
  public static final int MAX_LIMIT = 1_000;

  /**
   * Refuses values outside the ranges above with an {@link IllegalArgumentException} that names the
   * option.
   */
  public BasketOptions {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be between 1 and %d, but was %d".formatted(MAX_LIMIT, limit));
    }
    if (minTogether < 1) {
      throw new IllegalArgumentException("minTogether must be 1 or more, but was " + minTogether);
    }
    if (!(minLift >= 1 && minLift < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("minLift must be 1 or more, but was " + minLift);
    }
    if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
      throw new IllegalArgumentException(
          "falseDiscoveryRate must be above 0 and below 1, but was " + falseDiscoveryRate);
    }
  }

  /** Twenty partners that met at least three times; one finding in a hundred may be chance. */
  public static BasketOptions standard() {
    return new BasketOptions(20, 3, 1, 0.01);
  }
}
