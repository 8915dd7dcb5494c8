package io.storeloop.recommendation.model;

import io.storeloop.algorithms.session.SessionIndexWriter;
import io.storeloop.algorithms.session.SessionOptions;
import io.storeloop.algorithms.session.SessionScorer;
import io.storeloop.recommendation.interaction.UserHistory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sessions like the present one, kept up to date while a model answers: what happens in one
 * session is seen by the others after the next {@link #refresh}. Items are the model's; one that
 * came after the training waits for the next.
 *
 * <p>The sessions of an erased shopper leave with the next training, as everything else does.
 * Thread-safe: clicks wait for each other, readers never wait.
 */
final class LiveSessions {
  /** A session that may go on: its number, when it was last seen, and with which items then. */
  private static final class Present {
    private final int session;
    private final long latest;
    private final int[] lastItems;

    Present(int session, long latest, int[] lastItems) {
      this.session = session;
      this.latest = latest;
      this.lastItems = lastItems;
    }

    /** Whether a click was read with the past, or comes too late to be next. */
    boolean isPast(int item, long time) {
      return time < latest
          || (time == latest && Arrays.stream(lastItems).anyMatch(last -> last == item));
    }

    /** The lines of one order come in one moment. */
    int[] lastItemsWith(int item, long time) {
      if (time > latest) {
        return new int[] {item};
      }
      int[] more = Arrays.copyOf(lastItems, lastItems.length + 1);
      more[lastItems.length] = item;
      return more;
    }
  }

  private final ModelItems items;
  private final SessionOptions options;
  private final long gapMillis;
  private final SessionIndexWriter writer;
  private final Map<UserHistory, Present> present;
  private boolean changed;
  private volatile SessionScorer scorer;

  /** Begins with past sessions. */
  LiveSessions(
      ModelItems items, PastSessions past, SessionOptions options, SessionProperties properties) {
    this.items = items;
    this.options = options;
    this.gapMillis = properties.gap().toMillis();
    int[] order = past.byEnd(properties.maxSessions());
    this.writer =
        SessionIndexWriter.startingWith(
            past.sessions(order, properties.maxItems()),
            properties.maxSessions(),
            properties.maxItems());
    this.present =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<UserHistory, Present> eldest) {
            return size() > properties.maxPresent();
          }
        };
    long newest = order.length == 0 ? 0 : past.end(order[order.length - 1]);
    for (int session = 0; session < order.length; session++) {
      if (newest - past.end(order[session]) <= gapMillis) {
        int place = order[session];
        present.put(past.user(place), new Present(session, past.end(place), past.lastItems(place)));
      }
    }
    this.scorer = new SessionScorer(writer.snapshot(), options);
  }

  /** A user did something with an item of the catalogue. */
  synchronized void click(UserHistory user, int catalogueItem, long time) {
    int item = items.modelItem(catalogueItem);
    if (item < 0) {
      return;
    }
    Present known = present.remove(user);
    if (known != null && known.isPast(item, time)) {
      present.put(user, known);
      return;
    }
    int session =
        known != null && time - known.latest <= gapMillis
            ? known.session
            : writer.append(new int[0], 0);
    writer.grow(session, item);
    int[] lastItems = known == null ? new int[] {item} : known.lastItemsWith(item, time);
    present.put(user, new Present(session, time, lastItems));
    changed = true;
  }

  /** Makes what happened since the last time seen; whether anything had. */
  synchronized boolean refresh() {
    if (!changed) {
      return false;
    }
    changed = false;
    scorer = new SessionScorer(writer.snapshot(), options);
    return true;
  }

  SessionScorer scorer() {
    return scorer;
  }
}
