package io.storeloop.common.edge;

import io.storeloop.common.ids.EventTrust;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.ids.IdentitySignatures;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Whom the shop vouches for.
 *
 * @param secret under which the shop's server signs user ids; empty: nothing is signed
 * @param newUsersUnsigned an event without a signature may tie its device to a user who was not
 *     known before
 */
@ConfigurationProperties("storeloop.identity")
public record IdentityProperties(
    @DefaultValue("") String secret, @DefaultValue("true") boolean newUsersUnsigned) {
  /** What these settings were called when profile-service alone had them. */
  private static final String BEFORE = "storeloop.profile.identity";

  /** Characters of the shortest secret. */
  static final int SHORTEST_SECRET = 32;

  /** Refuses a secret that could be guessed. */
  public IdentityProperties {
    if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "storeloop.identity.secret must have at least %d characters, but had %d"
              .formatted(SHORTEST_SECRET, secret.length()));
    }
  }

  /**
   * Refuses to start by settings that would no longer hold: a shop that asked for signatures would
   * go on without them.
   *
   * @throws IllegalStateException if one has the name it had before
   */
  static void refuseNamesOfBefore(Environment settings) {
    if (Binder.get(settings).bind(BEFORE, Bindable.mapOf(String.class, String.class)).isBound()) {
      throw new IllegalStateException(
          "%s.* is now storeloop.identity.*, the same for all services".formatted(BEFORE));
    }
  }

  /** The rule that follows; the same for all services, or they take one shopper for two. */
  public IdentityRule rule() {
    return new IdentityRule(new EventTrust(new IdentitySignatures(secret), newUsersUnsigned));
  }

  /** The secret never reaches a log. */
  @Override
  public String toString() {
    return "IdentityProperties[secret=%s, newUsersUnsigned=%s]"
        .formatted(secret.isEmpty() ? "none" : "set", newUsersUnsigned);
  }
}
