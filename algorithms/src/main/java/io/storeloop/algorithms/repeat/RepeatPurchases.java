package io.storeloop.algorithms.repeat;

import io.storeloop.algorithms.inference.ChiSquare;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Learns which items people buy again and after how long, and says how probable it is that a user
 * buys one again now.
 *
 * <pre>
 * P(again within h | none since t) = r · (F(t+h) - F(t)) / (1 - r · F(t))
 * </pre>
 *
 * F is the log-normal distribution of the time between two purchases and r the probability that
 * there is a next one at all. Right after a purchase the answer is near 0, it is largest about when
 * the item is used up, and somebody who has stayed away for long has probably stopped. Both are the
 * item's, and the user's own as far as the user has shown them: the mean logarithm of the user's n
 * intervals counts n / (n + personalShrink) beside the item's, and after n repeats r = (shareShrink
 * · item's share + n) / (shareShrink + n). An item that too few buyers bought again gives no
 * answer.
 *
 * <p>What is kept are whole numbers per item, so users may be added and removed in any order and
 * leave no trace. Time O(purchases) for both and for an answer; memory 32 bytes per item. Not
 * thread-safe while it is written to.
 *
 * <p>Source: Bhagat et al., Buy It Again: Modeling Repeat Purchase Recommendations, KDD 2018:
 * repeat customer share as gate and factor, log-normal intervals of the item (there: aggregate time
 * distribution), the user's own rhythm shrunk towards the item's (there: modified Poisson-Gamma).
 * Departures: one distribution does both, so the answer is a probability for a stated horizon
 * rather than a rate; the share grows with each repeat of the user's own. Not corrected: in a young
 * shop shares and intervals are too low, because its buyers have not had the time.
 */
public final class RepeatPurchases {
  private static final int FIRST_CAPACITY = 1024;

  private final RepeatOptions options;
  private int itemCount;
  private int[] buyers = new int[FIRST_CAPACITY];
  private int[] repeaters = new int[FIRST_CAPACITY];
  private long[] intervals = new long[FIRST_CAPACITY];
  private long[] logSums = new long[FIRST_CAPACITY];
  private long[] squareSums = new long[FIRST_CAPACITY];

  public RepeatPurchases(RepeatOptions options) {
    this.options = options;
  }

  /**
   * Takes in all purchases of an item by one user.
   *
   * @param times epoch milliseconds, the first {@code size}, never falling
   * @throws IllegalArgumentException if the item is negative or the times fall
   */
  public void add(int item, long[] times, int size) {
    count(item, times, size, 1);
  }

  /** Takes them out again; they must be the same that were added. */
  public void remove(int item, long[] times, int size) {
    count(item, times, size, -1);
  }

  /** Number of users who bought the item. */
  public int buyers(int item) {
    return item < itemCount ? buyers[item] : 0;
  }

  /** Number of users who bought it again. */
  public int repeaters(int item) {
    return item < itemCount ? repeaters[item] : 0;
  }

  /** Whether people buy the item again, as far as is known. */
  public boolean isRepeatable(int item) {
    return repeaters(item) >= options.minRepeaters()
        && repeaters[item] >= options.minRepeatShare() * buyers[item];
  }

  /** Typical time between two purchases of the item; empty for one that is not bought again. */
  public Optional<Duration> interval(int item) {
    return isRepeatable(item)
        ? Optional.of(Duration.ofMillis(PurchaseTimes.millis(mean(item))))
        : Optional.empty();
  }

  /**
   * How probable it is that a user buys an item again.
   *
   * @param times when the user bought it, epoch milliseconds, the first {@code size}, never falling
   * @param now epoch milliseconds; a purchase later than this counts as of now
   * @param horizon above 0
   * @return empty if the user never bought it or people do not buy it again
   * @throws IllegalArgumentException if the horizon is not above 0 or the times fall
   */
  public Optional<RepeatPurchase> expect(
      int item, long[] times, int size, long now, Duration horizon) {
    if (!horizon.isPositive()) {
      throw new IllegalArgumentException("horizon must be above 0, but was " + horizon);
    }
    var own = new PurchaseTimes(times, size, options.oneOrder().toMillis());
    if (own.purchases == 0 || !isRepeatable(item)) {
      return Optional.empty();
    }
    double mean = personalMean(item, own);
    double spread = spread(item);
    long elapsed = Math.max(0, now - own.latest);
    double before = share(elapsed, mean, spread);
    double after = share(elapsed + horizon.toMillis(), mean, spread);
    double again = repeatProbability(item, own.intervals());
    double probability = again * (after - before) / (1 - again * before);
    return Optional.of(
        new RepeatPurchase(
            Math.clamp(probability, 0, 1),
            Duration.ofMillis(PurchaseTimes.millis(mean)),
            Duration.ofMillis(elapsed),
            own.purchases));
  }

  private void count(int item, long[] times, int size, int sign) {
    if (item < 0) {
      throw new IllegalArgumentException("item must be 0 or more, but was " + item);
    }
    var own = new PurchaseTimes(times, size, options.oneOrder().toMillis());
    if (own.purchases == 0) {
      return;
    }
    makeRoomFor(item);
    buyers[item] += sign;
    repeaters[item] += own.intervals() > 0 ? sign : 0;
    intervals[item] += (long) sign * own.intervals();
    logSums[item] += sign * own.logSum;
    squareSums[item] += sign * own.squareSum;
  }

  private double mean(int item) {
    return logSums[item] / PurchaseTimes.SCALE / intervals[item];
  }

  private double personalMean(int item, PurchaseTimes own) {
    double prior = options.personalShrink() * mean(item);
    return (prior + own.logSum / PurchaseTimes.SCALE)
        / (options.personalShrink() + own.intervals());
  }

  /** Standard deviation of the logarithms of the item's intervals. */
  private double spread(int item) {
    double mean = mean(item);
    double squares = squareSums[item] / PurchaseTimes.SCALE - intervals[item] * mean * mean;
    double prior = options.spreadShrink() * options.priorSpread() * options.priorSpread();
    return Math.sqrt((prior + Math.max(0, squares)) / (options.spreadShrink() + intervals[item]));
  }

  /** One buyer more than there are has not come back: nothing is certain. */
  private double repeatProbability(int item, int repeats) {
    double share = (double) repeaters[item] / (buyers[item] + 1);
    return (options.shareShrink() * share + repeats) / (options.shareShrink() + repeats);
  }

  /** Share of intervals that are over after a time. */
  private static double share(long millis, double mean, double spread) {
    if (millis <= 0) {
      return 0;
    }
    double z = (PurchaseTimes.logDays(millis) - mean) / spread;
    double beyond = ChiSquare.upperTail(z * z, 1) / 2;
    return z < 0 ? beyond : 1 - beyond;
  }

  private void makeRoomFor(int item) {
    itemCount = Math.max(itemCount, item + 1);
    if (item >= buyers.length) {
      int capacity = Math.max(item + 1, 2 * buyers.length);
      buyers = Arrays.copyOf(buyers, capacity);
      repeaters = Arrays.copyOf(repeaters, capacity);
      intervals = Arrays.copyOf(intervals, capacity);
      logSums = Arrays.copyOf(logSums, capacity);
      squareSums = Arrays.copyOf(squareSums, capacity);
    }
  }
}
