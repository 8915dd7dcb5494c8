package io.storeloop.recommendation.serenade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of the sessions that callers tell us with each question: at most so many sessions, the
 * least recently asked for is forgotten first, and of each the latest items. A session that nobody
 * asked for longer than a visit lasts is forgotten with the next question. Thread-safe.
 */
final class VisitedItems {
  static final int MAX_SESSIONS = 100_000;
  static final int MAX_ITEMS = 50;
  static final Duration LIFETIME = Duration.ofMinutes(30);

  private record Visit(List<String> itemIds, Instant askedAt) {}

  private final Map<String, Visit> visits =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visit> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  /** Adds an item to a session; its items from old to new, each once. */
  synchronized List<String> visit(String sessionId, String itemId, Instant now) {
    dropOld(now);
    Visit known = visits.get(sessionId);
    List<String> itemIds = new ArrayList<>();
    if (known != null) {
      itemIds.addAll(known.itemIds());
    }
    itemIds.remove(itemId);
    itemIds.add(itemId);
    List<String> latest =
        List.copyOf(itemIds.subList(Math.max(0, itemIds.size() - MAX_ITEMS), itemIds.size()));
    visits.put(sessionId, new Visit(latest, now));
    return latest;
  }

  /** The map is in the order in which sessions were asked for, so the old ones come first. */
  private void dropOld(Instant now) {
    Iterator<Visit> oldestFirst = visits.values().iterator();
    while (oldestFirst.hasNext() && !now.isBefore(oldestFirst.next().askedAt().plus(LIFETIME))) {
      oldestFirst.remove();
    }
  }

  /** Forgets a session at once. */
  synchronized void forget(String sessionId) {
    visits.remove(sessionId);
  }

  /** How many sessions are kept. */
  synchronized int size() {
    return visits.size();
  }
}
