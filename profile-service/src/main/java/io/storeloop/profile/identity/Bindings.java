package io.storeloop.profile.identity;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.IdentityRule;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The identity rule over one batch of events: begins with the bindings that earlier batches made.
 * Not thread-safe.
 */
public final class Bindings {
  private final IdentityRule rule = new IdentityRule();

  /** {@code userByAnonymous} must hold every binding made so far of the batch's anonymous ids. */
  public Bindings(Map<String, String> userByAnonymous) {
    userByAnonymous.forEach((anonymousId, userId) -> rule.observe(userId, anonymousId));
  }

  /** Takes in the next event's ids; the anonymous id that this very event has bound. */
  public Optional<Identity> observe(Event event) {
    return rule.observe(event.userId(), event.anonymousId())
        .map(user -> Identity.anonymous(Objects.requireNonNull(event.anonymousId())));
  }

  /** Whose event it is: the identity that founds the shopper's profile. */
  public Identity ownerOf(Event event) {
    if (event.userId() != null) {
      return Identity.user(event.userId());
    }
    String anonymousId = Objects.requireNonNull(event.anonymousId());
    return rule.userOf(anonymousId).map(Identity::user).orElse(Identity.anonymous(anonymousId));
  }
}
