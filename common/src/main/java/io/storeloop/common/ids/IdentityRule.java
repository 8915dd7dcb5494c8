package io.storeloop.common.ids;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose event is it? The same answer in every service.
 *
 * <p>An event with a {@code userId} belongs to that user. The first event that carries both ids
 * binds the {@code anonymousId} to that user for ever; a later event with another user changes
 * nothing (a shared device is nobody's second identity). Anonymous events of a bound id, earlier
 * and later, belong to the user it is bound to. An unbound {@code anonymousId} is a shopper of its
 * own.
 *
 * <p>Holds the bindings seen so far. Not thread-safe: each follower owns one and feeds it in log
 * order.
 */
public final class IdentityRule {
  private final Map<String, String> userByAnonymous = new HashMap<>();

  /**
   * Takes in the ids of one event.
   *
   * @return the user that {@code anonymousId} has been bound to by this very event; empty otherwise
   */
  public Optional<String> observe(@Nullable String userId, @Nullable String anonymousId) {
    if (userId == null || anonymousId == null) {
      return Optional.empty();
    }
    return userByAnonymous.putIfAbsent(anonymousId, userId) == null
        ? Optional.of(userId)
        : Optional.empty();
  }

  /** Forgets every binding to a user: their devices are shoppers of their own again. */
  public void forget(String userId) {
    userByAnonymous.values().removeIf(userId::equals);
  }

  /** The user an {@code anonymousId} is bound to; empty while it is a shopper of its own. */
  public Optional<String> userOf(String anonymousId) {
    return Optional.ofNullable(userByAnonymous.get(anonymousId));
  }
}
