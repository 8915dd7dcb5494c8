package io.storeloop.algorithms.repeat;

import java.time.Duration;

/**
 * How it stands with a user buying an item again.
 *
 * @param probability that the user buys it again within the horizon, in [0, 1]; good for ordering,
 *     too low in a shop whose buyers have not had the time to come back
 * @param interval the user's typical time between two purchases, shrunk towards the item's
 * @param sinceLast time since the latest purchase
 * @param purchases how often the user bought it, 1 or more
 */
public record RepeatPurchase(
    double probability, Duration interval, Duration sinceLast, int purchases) {

  /** Whether at least the typical interval has passed. */
  public boolean isDue() {
    return sinceLast.compareTo(interval) >= 0;
  }
}
