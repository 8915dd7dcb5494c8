package io.storeloop.recommendation.model;

import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.UserHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings what shoppers do to the sessions that answer, and to those of a model in training, which
 * began before it happened. Thread-safe.
 */
final class Clicks implements Interactions.ClickListener {
  /** Most clicks kept for a model in training; it learns of later ones by the next. */
  private static final int MAX_RECORDED = 100_000;

  private record Click(UserHistory user, int item, long occurredAt) {}

  private final List<Click> recorded = new ArrayList<>();
  private boolean recording;
  private @Nullable LiveSessions answering;
  private @Nullable LiveSessions next;

  @Override
  public synchronized void click(UserHistory user, int item, long occurredAt) {
    if (recording && recorded.size() < MAX_RECORDED) {
      recorded.add(new Click(user, item, occurredAt));
    }
    tell(answering, user, item, occurredAt);
    if (next != answering) {
      tell(next, user, item, occurredAt);
    }
  }

  /** Begins to keep clicks, before histories are read. */
  synchronized void record() {
    recorded.clear();
    recording = true;
    next = null;
  }

  /** Tells sessions that were just made what was kept meanwhile, and all that follows. */
  synchronized void replayInto(@Nullable LiveSessions sessions) {
    recorded.forEach(click -> tell(sessions, click.user(), click.item(), click.occurredAt()));
    recorded.clear();
    recording = false;
    next = sessions;
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
}
