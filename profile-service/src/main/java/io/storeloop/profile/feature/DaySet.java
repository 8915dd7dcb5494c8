package io.storeloop.profile.feature;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The newest {@value #BOUND} calendar days (UTC) on which something happened.
 *
 * <p>The largest members of a set: adding and merging commute. Not thread-safe.
 */
final class DaySet {
  /** About eleven years of shopping every day. */
  static final int BOUND = 4000;

  private int[] days = new int[0];

  int size() {
    return days.length;
  }

  void add(int epochDay) {
    int place = Arrays.binarySearch(days, epochDay);
    if (place >= 0) {
      return;
    }
    int at = -place - 1;
    int[] more = new int[days.length + 1];
    System.arraycopy(days, 0, more, 0, at);
    more[at] = epochDay;
    System.arraycopy(days, at, more, at + 1, days.length - at);
    days = newest(more);
  }

  boolean contains(int epochDay) {
    return Arrays.binarySearch(days, epochDay) >= 0;
  }

  /** Ascending epoch days. */
  IntStream stream() {
    return Arrays.stream(days);
  }

  void merge(DaySet other) {
    for (int day : other.days) {
      add(day);
    }
  }

  void write(StateOutput out) {
    out.number(days.length);
    int before = 0;
    for (int day : days) {
      out.number(day - before);
      before = day;
    }
  }

  static DaySet read(StateInput in) {
    DaySet set = new DaySet();
    set.days = new int[in.count()];
    int before = 0;
    for (int i = 0; i < set.days.length; i++) {
      before += in.count();
      set.days[i] = before;
    }
    return set;
  }

  private static int[] newest(int[] sorted) {
    return sorted.length <= BOUND
        ? sorted
        : Arrays.copyOfRange(sorted, sorted.length - BOUND, sorted.length);
  }
}
