package io.storeloop.profile.feature;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * When a shopper was there: stretches of time in which no two neighbouring acts lie {@link #GAP} or
 * more apart.
 *
 * <p>The stretches are the connected parts of a set of points, so neither order nor repetition
 * matters: an act that arrives late may join two sessions into one. The newest {@value #BOUND} stay
 * open to that; older ones are only counted, and an act older than those changes nothing. Not
 * thread-safe.
 */
final class SessionTimes {
  static final Duration GAP = Duration.ofMinutes(30);
  static final int BOUND = 1000;

  /** Pairs of first and last act in epoch milliseconds, ascending, apart by the gap or more. */
  private long[] times = new long[0];

  private long closed;
  private long closedMillis;
  private long closedUntil = Long.MIN_VALUE;

  void add(Instant at) {
    stretch(at.toEpochMilli(), at.toEpochMilli());
  }

  long count() {
    return closed + times.length / 2;
  }

  /** From the first to the last act of each, summed. */
  long millis() {
    long sum = closedMillis;
    for (int i = 0; i < times.length; i += 2) {
      sum += times[i + 1] - times[i];
    }
    return sum;
  }

  void merge(SessionTimes other) {
    closed += other.closed;
    closedMillis += other.closedMillis;
    closedUntil = Math.max(closedUntil, other.closedUntil);
    for (int i = 0; i < other.times.length; i += 2) {
      stretch(other.times[i], other.times[i + 1]);
    }
  }

  void write(StateOutput out) {
    out.number(closed);
    out.number(closedMillis);
    out.bits(closedUntil);
    out.number(times.length);
    long before = 0;
    for (long time : times) {
      out.number(time - before);
      before = time;
    }
  }

  static SessionTimes read(StateInput in) {
    SessionTimes sessions = new SessionTimes();
    sessions.closed = in.number();
    sessions.closedMillis = in.number();
    sessions.closedUntil = in.bits();
    sessions.times = new long[in.count()];
    long before = 0;
    for (int i = 0; i < sessions.times.length; i++) {
      before += in.number();
      sessions.times[i] = before;
    }
    return sessions;
  }

  private void stretch(long first, long last) {
    if (first <= closedUntil) {
      return;
    }
    long gap = GAP.toMillis();
    int from = 0;
    while (from < times.length && first - times[from + 1] >= gap) {
      from += 2;
    }
    int to = from;
    while (to < times.length && times[to] - last < gap) {
      to += 2;
    }
    long joinedFirst = from < to ? Math.min(first, times[from]) : first;
    long joinedLast = from < to ? Math.max(last, times[to - 1]) : last;
    replace(from, to, joinedFirst, joinedLast);
    closeOldest();
  }

  private void replace(int from, int to, long first, long last) {
    if (to - from == 2) {
      times[from] = first;
      times[from + 1] = last;
      return;
    }
    long[] replaced = new long[times.length - (to - from) + 2];
    System.arraycopy(times, 0, replaced, 0, from);
    replaced[from] = first;
    replaced[from + 1] = last;
    System.arraycopy(times, to, replaced, from + 2, times.length - to);
    times = replaced;
  }

  private void closeOldest() {
    int over = times.length - 2 * BOUND;
    if (over > 0) {
      closed += over / 2;
      for (int i = 0; i < over; i += 2) {
        closedMillis += times[i + 1] - times[i];
      }
      closedUntil = Math.max(closedUntil, times[over - 1]);
      times = Arrays.copyOfRange(times, over, times.length);
    }
  }
}
