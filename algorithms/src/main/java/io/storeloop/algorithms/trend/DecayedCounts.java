package io.storeloop.algorithms.trend;

import io.storeloop.algorithms.decay.DecayedSum;
import java.time.Duration;
import java.util.Arrays;

/**
 * A decayed sum per item, in one flat array: what was added halves once per half-life.
 *
 * <p>Kept against one landmark for all items, like {@link DecayedSum}: time passing changes nothing
 * that is stored. When an event falls into a later period all sums are multiplied by a power of
 * two, which is exact. Sums do not depend on the order of additions up to the rounding of
 * floating-point addition. Not thread-safe.
 */
final class DecayedCounts {
  private static final int FIRST_CAPACITY = 1024;

  private final double halfLifeMillis;
  private final long period;
  private long landmark;
  private boolean empty = true;
  private double total;
  private double[] scaled = new double[FIRST_CAPACITY];

  DecayedCounts(Duration halfLife) {
    this.halfLifeMillis = halfLife.toMillis();
    this.period = Math.multiplyExact(halfLife.toMillis(), DecayedSum.HALF_LIVES_PER_PERIOD);
  }

  void add(int item, double amount, long time) {
    long landmarkOfEvent = Math.floorDiv(time, period) * period;
    if (empty || landmarkOfEvent > landmark) {
      moveTo(landmarkOfEvent);
    }
    if (item >= scaled.length) {
      scaled = Arrays.copyOf(scaled, Math.max(item + 1, 2 * scaled.length));
    }
    double part = amount * Math.pow(2, (time - landmark) / halfLifeMillis);
    scaled[item] += part;
    total += part;
  }

  double value(int item, long time) {
    return item < scaled.length ? scaled[item] * factor(time) : 0;
  }

  double total(long time) {
    return total * factor(time);
  }

  private double factor(long time) {
    return Math.pow(2, (landmark - time) / halfLifeMillis);
  }

  private void moveTo(long later) {
    if (!empty) {
      double factor = Math.pow(2, (landmark - later) / halfLifeMillis);
      for (int item = 0; item < scaled.length; item++) {
        scaled[item] *= factor;
      }
      total *= factor;
    }
    landmark = later;
    empty = false;
  }
}
