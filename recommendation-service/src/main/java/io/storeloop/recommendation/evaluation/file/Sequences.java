package io.storeloop.recommendation.evaluation.file;

import java.util.Arrays;

/**
 * Every user's items from old to new; one row per user, or per session. Events of one moment keep
 * the order of the file. Flat arrays, not to be written to.
 *
 * @param starts rows + 1 places in {@code items}: where each row begins, and where the last ends
 * @param items item indexes
 * @param times of the items, in {@link EventColumns#time}'s unit
 */
public record Sequences(int[] starts, int[] items, long[] times) {
  /** Sorts events by user and time. Rows of users without an event are empty. */
  public static Sequences of(EventColumns events, int userCount) {
    int[] starts = new int[userCount + 1];
    for (int event = 0; event < events.size(); event++) {
      starts[events.user(event) + 1]++;
    }
    for (int user = 0; user < userCount; user++) {
      starts[user + 1] += starts[user];
    }
    int[] next = Arrays.copyOf(starts, userCount);
    int[] items = new int[events.size()];
    long[] times = new long[events.size()];
    for (int event = 0; event < events.size(); event++) {
      int place = next[events.user(event)]++;
      items[place] = events.item(event);
      times[place] = events.time(event);
    }
    for (int user = 0; user < userCount; user++) {
      sortByTime(items, times, starts[user], starts[user + 1]);
    }
    return new Sequences(starts, items, times);
  }

  /** Stable; most files are nearly in order. */
  private static void sortByTime(int[] items, long[] times, int from, int to) {
    boolean sorted = true;
    for (int i = from + 1; i < to && sorted; i++) {
      sorted = times[i - 1] <= times[i];
    }
    if (sorted) {
      return;
    }
    Integer[] order = new Integer[to - from];
    Arrays.setAll(order, i -> from + i);
    Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
    int[] sortedItems = new int[order.length];
    long[] sortedTimes = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      sortedItems[i] = items[order[i]];
      sortedTimes[i] = times[order[i]];
    }
    System.arraycopy(sortedItems, 0, items, from, order.length);
    System.arraycopy(sortedTimes, 0, times, from, order.length);
  }

  /** How many rows there are, empty ones included. */
  public int rowCount() {
    return starts.length - 1;
  }

  /** How many items the row has. */
  public int length(int row) {
    return starts[row + 1] - starts[row];
  }

  /** The row's items, from old to new; none for a row beyond the last. */
  public int[] row(int row) {
    return row < 0 || row >= rowCount()
        ? new int[0]
        : Arrays.copyOfRange(items, starts[row], starts[row + 1]);
  }

  /** The same rows, each without its last item; rows of one item become empty. */
  public Sequences withoutLast() {
    int[] shorter = new int[starts.length];
    for (int row = 0; row < rowCount(); row++) {
      shorter[row + 1] = shorter[row] + Math.max(0, length(row) - 1);
    }
    int[] keptItems = new int[shorter[rowCount()]];
    long[] keptTimes = new long[keptItems.length];
    for (int row = 0; row < rowCount(); row++) {
      int length = shorter[row + 1] - shorter[row];
      System.arraycopy(items, starts[row], keptItems, shorter[row], length);
      System.arraycopy(times, starts[row], keptTimes, shorter[row], length);
    }
    return new Sequences(shorter, keptItems, keptTimes);
  }

  /** How many events each item has. */
  public int[] itemCounts(int itemCount) {
    int[] counts = new int[itemCount];
    for (int item : items) {
      counts[item]++;
    }
    return counts;
  }

  /** How many rows each item is in. */
  public int[] userCounts(int itemCount) {
    int[] counts = new int[itemCount];
    int[] lastRow = new int[itemCount];
    Arrays.fill(lastRow, -1);
    for (int row = 0; row < rowCount(); row++) {
      for (int place = starts[row]; place < starts[row + 1]; place++) {
        counts[items[place]] += lastRow[items[place]] == row ? 0 : 1;
        lastRow[items[place]] = row;
      }
    }
    return counts;
  }

  /** How many rows have an item. */
  public int nonEmptyRows() {
    int count = 0;
    for (int row = 0; row < rowCount(); row++) {
      count += length(row) > 0 ? 1 : 0;
    }
    return count;
  }
}
