package io.storeloop.recommendation.interaction;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The items that came into the catalogue last and are to be had: at most {@link #LIMIT}. As many
 * more are held ready, to move up when some are no longer to be had. Thread-safe; sorted when asked
 * for.
 */
final class NewestItems {
  static final int LIMIT = 1_000;

  private static final int KEPT = 2 * LIMIT;

  private record Entry(int item, long createdAt) {}

  private static final Comparator<Entry> OLDEST_FIRST =
      Comparator.comparingLong(Entry::createdAt)
          .thenComparing(Comparator.comparingInt(Entry::item).reversed());

  private final TreeSet<Entry> entries = new TreeSet<>(OLDEST_FIRST);
  private final Map<Integer, Entry> byItem = new HashMap<>();
  private volatile int[] newestFirst = {};
  private volatile boolean stale;

  /** Notes when an item came in; with {@link ItemDetails#UNKNOWN} it is none of them. */
  synchronized void offer(int item, long createdAt) {
    Entry known = byItem.get(item);
    if (known != null && known.createdAt() == createdAt) {
      return;
    }
    boolean enters =
        createdAt != ItemDetails.UNKNOWN
            && (known != null
                || entries.size() < KEPT
                || OLDEST_FIRST.compare(new Entry(item, createdAt), entries.first()) > 0);
    if (known != null) {
      remove(known);
    }
    if (enters) {
      Entry entry = new Entry(item, createdAt);
      entries.add(entry);
      byItem.put(item, entry);
      if (entries.size() > KEPT) {
        remove(entries.first());
      }
    }
    stale |= enters || known != null;
  }

  private void remove(Entry entry) {
    entries.remove(entry);
    byItem.remove(entry.item());
  }

  int[] newestFirst() {
    if (stale) {
      sort();
    }
    return newestFirst;
  }

  private synchronized void sort() {
    newestFirst = entries.descendingSet().stream().limit(LIMIT).mapToInt(Entry::item).toArray();
    stale = false;
  }
}
