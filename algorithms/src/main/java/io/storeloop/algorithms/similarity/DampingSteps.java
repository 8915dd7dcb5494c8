package io.storeloop.algorithms.similarity;

/**
 * What one pair of a user with d items counts, d^-damping, as a whole number of {@link #UNIT}ths.
 *
 * <p>d is rounded down to 1, 2, 3, 4, 6, 8, 12, 16, 24, … : a user's pairs keep their weight from
 * one of these to the next, so that a new item does not change all of them.
 */
final class DampingSteps {
  /** What a pair without damping counts. */
  static final int UNIT = 1 << 16;

  private final long[] weights;

  DampingSteps(double damping, int maxUserItems) {
    weights = new long[maxUserItems + 1];
    for (int items = 0; items <= maxUserItems; items++) {
      weights[items] = Math.max(1, Math.round(UNIT * Math.pow(step(items), -damping)));
    }
  }

  /** Weight of a pair of a user who has so many items, 1 to {@link #UNIT}. */
  long weight(int userItems) {
    return weights[userItems];
  }

  static int step(int items) {
    if (items < 2) {
      return 1;
    }
    int power = Integer.highestOneBit(items);
    int between = power + power / 2;
    return items >= between ? between : power;
  }
}
