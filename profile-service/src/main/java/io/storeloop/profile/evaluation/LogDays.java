package io.storeloop.profile.evaluation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The days of a log, by which a wrong date is told: a few rows at either end that lie further from
 * all others than these lie apart.
 *
 * <p>Beginning with the days without a thousandth of the rows at either end, the neighbouring day
 * is taken in as long as the gap to it is not longer than all that has been taken in. What remains
 * outside is stray. In logs of fewer than a thousand rows nothing is.
 */
final class LogDays {
  private static final int ROWS_PER_STRAY = 1_000;

  /** Nothing is told from shorter gaps, in days. */
  private static final int LEAST_GAP = 30;

  private static final int NAMED = 3;

  private final TreeMap<Integer, Long> rows = new TreeMap<>();
  private long all;

  /**
   * Days that a log is about.
   *
   * @param first epoch day
   * @param last epoch day, that one included
   */
  record Span(int first, int last) {
    boolean holds(int day) {
      return first <= day && day <= last;
    }
  }

  void add(int day) {
    rows.merge(day, 1L, Long::sum);
    all++;
  }

  /** All days that are not stray. */
  Span span() {
    if (rows.isEmpty()) {
      return new Span(0, 0);
    }
    List<Integer> days = List.copyOf(rows.keySet());
    long[] counts = rows.values().stream().mapToLong(Long::longValue).toArray();
    long few = all / ROWS_PER_STRAY;
    int low = 0;
    for (long left = few; counts[low] <= left; low++) {
      left -= counts[low];
    }
    int high = counts.length - 1;
    for (long left = few; counts[high] <= left; high--) {
      left -= counts[high];
    }
    boolean grows = true;
    while (grows) {
      int longest = Math.max(LEAST_GAP, days.get(high) - days.get(low));
      boolean down = low > 0 && days.get(low) - days.get(low - 1) <= longest;
      boolean up = high < counts.length - 1 && days.get(high + 1) - days.get(high) <= longest;
      low -= down ? 1 : 0;
      high += up ? 1 : 0;
      grows = down || up;
    }
    return new Span(days.get(low), days.get(high));
  }

  /** What is outside of a span; empty if nothing is. */
  Optional<String> note(Span span) {
    Map<Integer, Long> stray = new TreeMap<>(rows);
    stray.keySet().removeIf(span::holds);
    if (stray.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> days = List.copyOf(stray.keySet());
    String named =
        IntStream.range(0, days.size())
            .limit(NAMED)
            .mapToObj(place -> LocalDate.ofEpochDay(days.get(place)).toString())
            .collect(Collectors.joining(", ", "", days.size() > NAMED ? ", …" : ""));
    long count = stray.values().stream().mapToLong(Long::longValue).sum();
    return Optional.of(
        "%,d %s (%s) further from all others than these lie apart, left out as wrong dates."
            .formatted(count, count == 1 ? "row" : "rows", named));
  }
}
