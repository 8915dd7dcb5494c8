package io.storeloop.recommendation.evaluation.file;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Puts rows that were made from every beginning of a session together again: of rows that follow
 * each other and grow or shrink by one item at the end, the longest is the session. Not
 * thread-safe.
 */
final class WholeSessions {
  private static final int[] NOTHING = {};

  private final Consumer<int[]> sessions;
  private int[] longest = NOTHING;
  private int[] last = NOTHING;
  private int direction;
  private long dropped;

  /** Tells whole sessions to {@code sessions}, in the order of the rows. */
  WholeSessions(Consumer<int[]> sessions) {
    this.sessions = sessions;
  }

  void add(int[] row) {
    int step = row.length - last.length;
    boolean goesOn =
        last.length > 0 && (step == 1 || step == -1) && direction != -step && begins(row, last);
    if (goesOn) {
      direction = step;
      dropped++;
      longest = step > 0 ? row : longest;
    } else {
      end();
      longest = row;
    }
    last = row;
  }

  /** Tells the last session. */
  void end() {
    if (longest.length > 0) {
      sessions.accept(longest);
    }
    longest = NOTHING;
    last = NOTHING;
    direction = 0;
  }

  /** How many rows were part of another. */
  long dropped() {
    return dropped;
  }

  private static boolean begins(int[] a, int[] b) {
    int shorter = Math.min(a.length, b.length);
    return Arrays.equals(a, 0, shorter, b, 0, shorter);
  }
}
