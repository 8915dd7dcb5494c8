package io.storeloop.profile.feature;

import io.storeloop.common.events.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was done on each of the newest {@value #BOUND} calendar days (UTC) up to the latest act: for
 * counts within a window that moves on while nothing happens.
 *
 * <p>Which days are kept follows from the latest one, so neither order nor merging matters. Not
 * thread-safe.
 */
final class RecentDays {
  /** Days of the longest window. */
  static final int BOUND = 90;

  /** What is counted, in the order of the counts of a day. */
  static final List<EventType> COUNTED =
      List.of(EventType.VIEW, EventType.ADD_TO_CART, EventType.PURCHASE);

  private final TreeMap<Integer, long[]> days = new TreeMap<>();

  void add(EventType type, int epochDay) {
    long[] counts = days.computeIfAbsent(epochDay, day -> new long[COUNTED.size()]);
    int counted = COUNTED.indexOf(type);
    if (counted >= 0) {
      counts[counted]++;
    }
    forgetOld();
  }

  void merge(RecentDays other) {
    other.days.forEach((day, counts) -> {
      long[] sums = days.computeIfAbsent(day, first -> new long[COUNTED.size()]);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += counts[i];
      }
    });
    if (!days.isEmpty()) {
      forgetOld();
    }
  }

  /** The counts in the order of {@link #COUNTED}, by epoch day in text form, ascending. */
  Map<String, List<Long>> told() {
    Map<String, List<Long>> told = new LinkedHashMap<>();
    days.forEach((day, counts) -> {
      List<Long> of = new ArrayList<>();
      for (long count : counts) {
        of.add(count);
      }
      told.put(Integer.toString(day), of);
    });
    return told;
  }

  void write(StateOutput out) {
    out.number(days.size());
    int before = 0;
    for (SortedMap.Entry<Integer, long[]> day : days.entrySet()) {
      out.number(day.getKey() - before);
      before = day.getKey();
      for (long count : day.getValue()) {
        out.number(count);
      }
    }
  }

  static RecentDays read(StateInput in) {
    RecentDays recent = new RecentDays();
    int size = in.count();
    int day = 0;
    for (int i = 0; i < size; i++) {
      day += in.count();
      long[] counts = new long[COUNTED.size()];
      for (int j = 0; j < counts.length; j++) {
        counts[j] = in.number();
      }
      recent.days.put(day, counts);
    }
    return recent;
  }

  private void forgetOld() {
    days.headMap(days.lastKey() - BOUND, true).clear();
  }
}
