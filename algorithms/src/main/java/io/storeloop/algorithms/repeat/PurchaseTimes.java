package io.storeloop.algorithms.repeat;

/**
 * One user's purchases of one item, those of one order taken together.
 *
 * <p>The logarithms of the intervals are kept as whole {@link #SCALE}ths, so that sums over many
 * users do not depend on the order and can be taken back exactly.
 */
final class PurchaseTimes {
  /** Parts of one in which logarithms are counted: finer than any clock matters here. */
  static final double SCALE = 1 << 20;

  private static final double MILLIS_PER_DAY = 86_400_000;

  final int purchases;
  final long latest;
  final long logSum;
  final long squareSum;

  /**
   * @param times epoch milliseconds, the first {@code size}, never falling
   */
  PurchaseTimes(long[] times, int size, long oneOrderMillis) {
    int counted = size == 0 ? 0 : 1;
    long before = size == 0 ? 0 : times[0];
    long logs = 0;
    long squares = 0;
    for (int i = 1; i < size; i++) {
      if (times[i] < times[i - 1]) {
        throw new IllegalArgumentException(
            "times must not fall, but %d follows %d".formatted(times[i], times[i - 1]));
      }
      if (times[i] - before >= Math.max(1, oneOrderMillis)) {
        double log = logDays(times[i] - before);
        logs += Math.round(log * SCALE);
        squares += Math.round(log * log * SCALE);
        counted++;
        before = times[i];
      }
    }
    purchases = counted;
    latest = before;
    logSum = logs;
    squareSum = squares;
  }

  int intervals() {
    return purchases - 1;
  }

  static double logDays(long millis) {
    return Math.log(millis / MILLIS_PER_DAY);
  }

  static long millis(double logDays) {
    return Math.round(Math.exp(logDays) * MILLIS_PER_DAY);
  }
}
