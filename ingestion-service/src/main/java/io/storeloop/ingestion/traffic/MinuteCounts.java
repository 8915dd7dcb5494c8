package io.storeloop.ingestion.traffic;

import java.util.concurrent.TimeUnit;

/**
 * How many messages somebody sent within a minute, in bounded memory.
 *
 * <p>Every pair of somebody and minute has a cell, which its hash finds among {@value #WAYS}
 * neighbours; where all are taken, the one untouched for longest is given up. So a count can be too
 * low when more people come than there are cells, and is too high only if two pairs have the same
 * 64-bit hash. The count is of a sliding minute: that of the minute begun, and of the minute before
 * it the share that has not passed yet.
 *
 * <p>Minutes are those of the events, not of their arrival: a device that was offline for a day
 * sends a day's events at once and is no bot. {@value #CELLS} cells take 1.3 MB. Thread-safe.
 */
final class MinuteCounts {
  static final int CELLS = 1 << 16;

  private static final int WAYS = 4;
  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

  private final long[] keys = new long[CELLS];
  private final long[] touched = new long[CELLS];
  private final int[] counts = new int[CELLS];
  private long touches;

  /**
   * Counts one more.
   *
   * @param somebody a hash of who it is
   * @param at epoch milliseconds, not negative
   * @return messages within the minute that ends there, this one included
   */
  synchronized int add(long somebody, long at) {
    long minute = at / MINUTE;
    int before = countOf(key(somebody, minute - 1));
    int now = increment(key(somebody, minute));
    double left = 1 - (double) (at % MINUTE) / MINUTE;
    return now + (int) (before * left);
  }

  /** Takes one back; nothing, where it has been forgotten meanwhile. */
  synchronized void remove(long somebody, long at) {
    long key = key(somebody, at / MINUTE);
    int first = first(key);
    for (int cell = first; cell < first + WAYS; cell++) {
      if (keys[cell] == key && counts[cell] > 0) {
        counts[cell]--;
      }
    }
  }

  private static long key(long somebody, long minute) {
    long mixed = mix(somebody ^ mix(minute));
    return mixed == 0 ? 1 : mixed; // 0 is an empty cell
  }

  /** The finishing step of SplitMix64 (Steele, Lea, Flood 2014), which spreads every bit. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private int countOf(long key) {
    int first = first(key);
    for (int cell = first; cell < first + WAYS; cell++) {
      if (keys[cell] == key) {
        return counts[cell];
      }
    }
    return 0;
  }

  private int increment(long key) {
    int first = first(key);
    int cell = first;
    for (int way = first; way < first + WAYS; way++) {
      if (keys[way] == key) {
        cell = way;
        break;
      }
      if (touched[way] < touched[cell]) {
        cell = way;
      }
    }
    if (keys[cell] != key) {
      keys[cell] = key;
      counts[cell] = 0;
    }
    touched[cell] = ++touches;
    if (counts[cell] < Integer.MAX_VALUE / 2) {
      counts[cell]++;
    }
    return counts[cell];
  }

  private static int first(long key) {
    return (int) (key >>> 32 & (CELLS / WAYS - 1)) * WAYS;
  }
}
