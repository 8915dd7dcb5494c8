package io.storeloop.recommendation.gate;

import io.storeloop.recommendation.interaction.UserHistory;
import java.util.Arrays;
import java.util.List;

/**
 * The moment that leaves a given share of all interactions behind it.
 *
 * @param cut epoch milliseconds of the first interaction that is judged on
 * @param until epoch milliseconds of the latest
 */
record TimeCut(long cut, long until) {
  /** Enough times to find a quantile to a thousandth. */
  private static final int SAMPLE = 1_000_000;

  /**
   * Finds it among what happened before the end; nothing lies before it if everything happened at
   * one moment.
   *
   * @throws IllegalArgumentException if nothing ever happened
   */
  static TimeCut leaving(double laterShare, List<UserHistory> histories, long end) {
    long[] times = Arrays.stream(sample(histories)).filter(time -> time < end).toArray();
    if (times.length == 0) {
      throw new IllegalArgumentException("there must be an interaction to cut at");
    }
    Arrays.sort(times);
    int place = Math.min(times.length - 1, (int) Math.round(times.length * (1 - laterShare)));
    return new TimeCut(times[place], times[times.length - 1]);
  }

  private static long[] sample(List<UserHistory> histories) {
    long total = 0;
    for (UserHistory history : histories) {
      total += history.times().length;
    }
    long step = total / SAMPLE + 1;
    long[] times = new long[(int) (total / step) + 1];
    long seen = 0;
    int count = 0;
    for (UserHistory history : histories) {
      for (long time : history.times()) {
        if (seen++ % step == 0 && count < times.length) {
          times[count++] = time;
        }
      }
    }
    return Arrays.copyOf(times, count);
  }
}
