package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.recommendation.evaluation.file.EventColumns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the period is whose purchases are judged by.
 *
 * @param days or {@link TimeSplit#UNKNOWN_HORIZON}
 * @param notes what the reader of the figures must know
 */
record TestPeriod(int days, List<String> notes) {
  /** No shop foretells further than a year. */
  static final int MAX_DAYS = 366;

  /**
   * From the morning after the log to the last event of the test.
   *
   * @param timed whether the test tells times
   * @param asked as the options say; comes first
   */
  static TestPeriod of(int endDay, EventColumns later, boolean timed, @Nullable Integer asked) {
    List<String> notes = new ArrayList<>(later.notes());
    long early = 0;
    int lastDay = endDay - 1;
    for (int event = 0; timed && event < later.size(); event++) {
      if (later.time(event) == Long.MIN_VALUE) {
        continue;
      }
      int day = TimeSplit.day(later.time(event));
      early += day < endDay ? 1 : 0;
      lastDay = Math.max(lastDay, day);
    }
    if (early > 0) {
      notes.add("%d rows of the test are not later than the training data.".formatted(early));
    }
    int span = Math.min(MAX_DAYS, lastDay + 1 - endDay);
    return new TestPeriod(asked != null ? asked : Math.max(TimeSplit.UNKNOWN_HORIZON, span), notes);
  }
}
