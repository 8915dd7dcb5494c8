package io.storeloop.algorithms.ranking;

import java.util.Arrays;
import java.util.Objects;

/**
 * Who did what with which item on which day, pair by pair.
 *
 * <p>A pair is a user and an item that met at least once; pairs are sorted by user, then item, the
 * actions of a pair by day, then from weak to strong. Users and items are dense indexes from 0, a
 * day is any running number of days. Flat arrays, about 5 bytes per action and 12 per pair.
 * Immutable.
 */
public final class ActionLog {
  /** Longest span of a log. */
  public static final int MAX_DAYS = 1 << 16;

  private static final int DAY_BITS = 16;
  private static final int ACTION_BITS = 2;
  private static final long MAX_PAIRS = 1L << (63 - DAY_BITS - ACTION_BITS);
  private static final Action[] ACTIONS = Action.values();

  private final int userCount;
  private final int itemCount;
  private final int firstDay;
  private final int endDay;
  private final int[] users;
  private final int[] items;
  private final int[] starts;
  private final char[] days;
  private final byte[] actions;

  private ActionLog(long[] sorted, int userCount, int itemCount, int firstDay, int endDay) {
    this.userCount = userCount;
    this.itemCount = itemCount;
    this.firstDay = firstDay;
    this.endDay = endDay;
    int pairs = 0;
    for (int i = 0; i < sorted.length; i++) {
      pairs += i == 0 || pair(sorted[i]) != pair(sorted[i - 1]) ? 1 : 0;
    }
    users = new int[pairs];
    items = new int[pairs];
    starts = new int[pairs + 1];
    days = new char[sorted.length];
    actions = new byte[sorted.length];
    lay(sorted);
  }

  private void lay(long[] sorted) {
    int pair = -1;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || pair(sorted[i]) != pair(sorted[i - 1])) {
        pair++;
        users[pair] = (int) (pair(sorted[i]) / itemCount);
        items[pair] = (int) (pair(sorted[i]) % itemCount);
        starts[pair] = i;
      }
      days[i] = (char) (sorted[i] >>> ACTION_BITS);
      actions[i] = (byte) (sorted[i] & (ACTIONS.length - 1));
    }
    starts[users.length] = sorted.length;
  }

  private static long pair(long packed) {
    return packed >>> (DAY_BITS + ACTION_BITS);
  }

  /** Starts an empty log. */
  public static Builder builder(int userCount, int itemCount) {
    return new Builder(userCount, itemCount);
  }

  public int userCount() {
    return userCount;
  }

  public int itemCount() {
    return itemCount;
  }

  /** The day of the first action. */
  public int firstDay() {
    return firstDay;
  }

  /** The day after the last action. */
  public int endDay() {
    return endDay;
  }

  public int pairCount() {
    return users.length;
  }

  public int user(int pair) {
    return users[pair];
  }

  public int item(int pair) {
    return items[pair];
  }

  /** First action of the pair; it ends before {@link #end}. */
  int start(int pair) {
    return starts[pair];
  }

  int end(int pair) {
    return starts[pair + 1];
  }

  int day(int action) {
    return firstDay + days[action];
  }

  Action action(int action) {
    return ACTIONS[actions[action]];
  }

  /** Whether the pair has a purchase from one day to before another. */
  public boolean buys(int pair, int fromDay, int toDay) {
    for (int i = starts[pair]; i < starts[pair + 1]; i++) {
      int day = firstDay + days[i];
      if (actions[i] == Action.PURCHASE.ordinal() && day >= fromDay && day < toDay) {
        return true;
      }
    }
    return false;
  }

  /** Collects actions in any order. Not thread-safe. */
  public static final class Builder {
    private static final int FIRST_CAPACITY = 1024;

    private final int userCount;
    private final int itemCount;
    private long[] pairs = new long[FIRST_CAPACITY];
    private int[] actions = new int[FIRST_CAPACITY];
    private int[] days = new int[FIRST_CAPACITY];
    private int size;

    private Builder(int userCount, int itemCount) {
      if (userCount < 0 || itemCount < 0 || (long) userCount * itemCount >= MAX_PAIRS) {
        throw new IllegalArgumentException(
            "users and items must be 0 or more and fewer than %d pairs, but were %d and %d"
                .formatted(MAX_PAIRS, userCount, itemCount));
      }
      this.userCount = userCount;
      this.itemCount = itemCount;
    }

    /**
     * Adds one action.
     *
     * @throws IndexOutOfBoundsException if the user or the item lies outside
     */
    public Builder add(int user, int item, Action action, int day) {
      Objects.checkIndex(user, userCount);
      Objects.checkIndex(item, itemCount);
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * size);
        actions = Arrays.copyOf(actions, 2 * size);
        days = Arrays.copyOf(days, 2 * size);
      }
      pairs[size] = (long) user * itemCount + item;
      actions[size] = action.ordinal();
      days[size++] = day;
      return this;
    }

    /**
     * Sorts what was added.
     *
     * @throws IllegalArgumentException if nothing was, or it spans more than {@link #MAX_DAYS}
     */
    public ActionLog build() {
      int first = Arrays.stream(days, 0, size).min().orElse(0);
      int last = Arrays.stream(days, 0, size).max().orElse(0);
      if (size == 0 || (long) last - first >= MAX_DAYS) {
        throw new IllegalArgumentException(
            "a log needs an action and at most %d days, but had %d actions from day %d to %d"
                .formatted(MAX_DAYS, size, first, last));
      }
      long[] packed = new long[size];
      for (int i = 0; i < size; i++) {
        packed[i] = (pairs[i] << DAY_BITS | (days[i] - first)) << ACTION_BITS | actions[i];
      }
      Arrays.sort(packed);
      return new ActionLog(packed, userCount, itemCount, first, last + 1);
    }
  }
}
