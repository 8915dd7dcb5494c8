package io.storeloop.recommendation.model;

import io.storeloop.algorithms.session.Sessions;
import io.storeloop.recommendation.interaction.UserHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes histories apart into sessions, a pause longer than the gap ending one, and puts these into
 * the order in which they ended. Items are the model's; what it does not know is left out. Not
 * thread-safe.
 */
final class PastSessions {
  private static final int FIRST_CAPACITY = 1024;

  private final ModelItems items;
  private final long gapMillis;
  private final long before;

  private int[] clicks = new int[FIRST_CAPACITY];
  private int clickCount;
  private int[] starts = new int[FIRST_CAPACITY];
  private long[] ends = new long[FIRST_CAPACITY];
  private int[] lastMoments = new int[FIRST_CAPACITY];
  private final List<UserHistory> users = new ArrayList<>();
  private int count;

  private long latest;

  /** {@code before}: what happened from then on is left out, epoch milliseconds. */
  PastSessions(ModelItems items, long gapMillis, long before) {
    this.items = items;
    this.gapMillis = gapMillis;
    this.before = before;
  }

  void add(UserHistory user) {
    latest = Long.MIN_VALUE;
    user.forEach((item, type, time) -> see(user, items.modelItem(item), time));
  }

  private void see(UserHistory user, int item, long time) {
    if (item < 0 || time >= before) {
      return;
    }
    if (latest == Long.MIN_VALUE || time - latest > gapMillis) {
      begin(user);
    } else if (time == latest && metInLastMoment(item)) {
      return; // once, as a click that comes live counts
    }
    if (clickCount == clicks.length) {
      clicks = Arrays.copyOf(clicks, 2 * clicks.length);
    }
    if (time != latest) {
      lastMoments[count - 1] = clickCount;
    }
    clicks[clickCount++] = item;
    latest = time;
    ends[count - 1] = time;
  }

  private boolean metInLastMoment(int item) {
    boolean met = false;
    for (int click = lastMoments[count - 1]; click < clickCount; click++) {
      met |= clicks[click] == item;
    }
    return met;
  }

  private void begin(UserHistory user) {
    if (count + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      ends = Arrays.copyOf(ends, 2 * ends.length);
      lastMoments = Arrays.copyOf(lastMoments, 2 * lastMoments.length);
    }
    starts[count++] = clickCount;
    users.add(user);
  }

  int count() {
    return count;
  }

  /** Places of the latest {@code limit} sessions in the order of their ends, then of the users. */
  int[] byEnd(int limit) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, place -> place);
    Arrays.sort(order, (one, other) -> Long.compare(ends[one], ends[other]));
    return Arrays.stream(order)
        .skip(Math.max(0, count - limit))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  UserHistory user(int place) {
    return users.get(place);
  }

  long end(int place) {
    return ends[place];
  }

  /** The items at the very end of a session: more than one if they came in the same moment. */
  int[] lastItems(int place) {
    return Arrays.copyOfRange(clicks, lastMoments[place], endOf(place));
  }

  private int endOf(int place) {
    return place + 1 == count ? clickCount : starts[place + 1];
  }

  Sessions sessions(int[] order, int maxItems) {
    Sessions.Builder builder = Sessions.builder(items.count());
    for (int place : order) {
      int end = endOf(place);
      int from = Math.max(starts[place], end - maxItems);
      builder.add(Arrays.copyOfRange(clicks, from, end), end - from);
    }
    return builder.build();
  }
}
