package io.storeloop.common.schema;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a batch that cannot be applied down to the one event to blame: each step asks for half of
 * what may still hold it, so a batch of a thousand takes ten. An event is guilty once it has failed
 * alone {@value #TRIES} times in a row.
 *
 * <p>Where event after event is guilty the fault is not theirs: beyond {@value #MOST_IN_A_ROW}
 * without one that went well none is found guilty any more. Not thread-safe.
 */
final class Suspicion {
  static final int TRIES = 5;
  static final int MOST_IN_A_ROW = 10;

  private final int fullSize;
  private int size;
  private int tries;
  private int skippedInARow;
  private @Nullable EventCursor suspect;
  private @Nullable EventCursor lastSuspect;

  Suspicion(int batchSize) {
    this.fullSize = batchSize;
    this.size = batchSize;
  }

  /** How many events to try next. */
  int batchSize() {
    return size;
  }

  /** These events could not be applied. */
  void failed(List<LoggedEvent> batch) {
    lastSuspect = batch.getLast().cursor();
    size = Math.max(1, batch.size() / 2);
    if (batch.size() == 1) {
      tries = lastSuspect.equals(suspect) ? tries + 1 : 1;
      suspect = lastSuspect;
    }
  }

  /** Everything up to there has been applied. */
  void passed(EventCursor reached) {
    skippedInARow = 0;
    goOnFrom(reached);
  }

  /** The guilty event has been put aside. */
  void skipped(EventCursor guilty) {
    skippedInARow++;
    goOnFrom(guilty);
  }

  /** Whether that event, alone, has failed often enough. */
  boolean isGuilty(EventCursor event) {
    return event.equals(suspect) && tries >= TRIES && skippedInARow < MOST_IN_A_ROW;
  }

  /** Whether to wait for better times instead of searching on. */
  boolean isHopeless() {
    return skippedInARow >= MOST_IN_A_ROW;
  }

  private void goOnFrom(EventCursor reached) {
    tries = 0;
    suspect = null;
    if (lastSuspect == null || reached.compareTo(lastSuspect) >= 0) {
      lastSuspect = null;
      size = fullSize;
    } else {
      size = Math.max(1, size / 2);
    }
  }
}
