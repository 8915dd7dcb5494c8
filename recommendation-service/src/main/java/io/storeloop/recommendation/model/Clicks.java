package io.storeloop.recommendation.model;

import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.UserHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings what shoppers do to the sessions that answer, and to those that are being made from
 * histories, which were read before it happened. Thread-safe.
 */
final class Clicks implements Interactions.ClickListener {
  /** Most clicks kept for sessions that are being made; the next training learns of later ones. */
  private static final int MAX_RECORDED = 100_000;

  private record Click(UserHistory user, int item, long occurredAt) {}

  private final List<Recording> recordings = new ArrayList<>();
  private @Nullable LiveSessions answering;

  @Override
  public synchronized void click(UserHistory user, int item, long occurredAt) {
    tell(answering, user, item, occurredAt);
    for (Recording recording : recordings) {
      recording.click(user, item, occurredAt);
    }
  }

  /** Begins to keep clicks, before histories are read; until it is closed. */
  synchronized Recording record() {
    var recording = new Recording();
    recordings.add(recording);
    return recording;
  }

  /** From now on these answer. */
  synchronized void feed(@Nullable LiveSessions sessions) {
    answering = sessions;
  }

  private static void tell(
      @Nullable LiveSessions sessions, UserHistory user, int item, long occurredAt) {
    if (sessions != null) {
      sessions.click(user, item, occurredAt);
    }
  }

  /** The clicks since it began; closed once the sessions made meanwhile answer, or never will. */
  final class Recording implements AutoCloseable {
    private final List<Click> kept = new ArrayList<>();
    private boolean replayed;
    private @Nullable LiveSessions made;

    private void click(UserHistory user, int item, long occurredAt) {
      if (!replayed && kept.size() < MAX_RECORDED) {
        kept.add(new Click(user, item, occurredAt));
      }
      if (made != answering) {
        tell(made, user, item, occurredAt);
      }
    }

    /** Tells sessions that were just made what was kept meanwhile, and all that follows. */
    void replayInto(@Nullable LiveSessions sessions) {
      synchronized (Clicks.this) {
        kept.forEach(click -> tell(sessions, click.user(), click.item(), click.occurredAt()));
        kept.clear();
        replayed = true;
        made = sessions;
      }
    }

    @Override
    public void close() {
      synchronized (Clicks.this) {
        recordings.remove(this);
      }
    }
  }
}
