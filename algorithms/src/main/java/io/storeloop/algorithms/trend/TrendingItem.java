package io.storeloop.algorithms.trend;

/**
 * An item that is asked for significantly more than usual.
 *
 * @param recent decayed sum of its recent events
 * @param expected what that sum would be if the item's share of all events were its usual one
 * @param z how many standard deviations {@code recent} lies above {@code expected}
 */
public record TrendingItem(int item, double recent, double expected, double z) {

  /** How many times as much as usual. */
  public double rise() {
    return recent / expected;
  }
}
