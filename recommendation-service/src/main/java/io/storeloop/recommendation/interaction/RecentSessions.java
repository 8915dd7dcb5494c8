package io.storeloop.recommendation.interaction;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose sessions the latest ones were; the least recently seen is forgotten first. Thread-safe. */
final class RecentSessions {
  /** The ids that the session's latest event carried; at least one is there. */
  record Shopper(@Nullable String userId, @Nullable String anonymousId) {}

  private final LinkedHashMap<String, Shopper> shoppers;

  RecentSessions(int limit) {
    shoppers =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Shopper> eldest) {
            return size() > limit;
          }
        };
  }

  synchronized void put(String sessionId, @Nullable String userId, @Nullable String anonymousId) {
    Shopper known = shoppers.get(sessionId);
    if (known == null || known.userId() == null) {
      shoppers.put(sessionId, new Shopper(userId, anonymousId));
    }
  }

  /** Forgets the sessions of a user and, as far as they are nobody else's, of their devices. */
  synchronized long forget(String userId, Collection<String> anonymousIds) {
    int before = shoppers.size();
    shoppers
        .values()
        .removeIf(shopper ->
            shopper.userId() == null
                ? shopper.anonymousId() != null && anonymousIds.contains(shopper.anonymousId())
                : shopper.userId().equals(userId));
    return before - shoppers.size();
  }

  /** What led to the user on that browser leads to the browser alone. */
  synchronized void part(String userId, String anonymousId) {
    Shopper both = new Shopper(userId, anonymousId);
    shoppers.replaceAll(
        (session, shopper) -> shopper.equals(both) ? new Shopper(null, anonymousId) : shopper);
  }

  synchronized Optional<Shopper> find(String sessionId) {
    return Optional.ofNullable(shoppers.get(sessionId));
  }
}
