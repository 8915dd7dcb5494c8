package io.storeloop.profile.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the shop vouches for.
 *
 * @param secret under which the shop's server signs user ids; empty: nothing is signed
 * @param newUsersUnsigned an event without a signature may tie its device to a user who was not
 *     known before
 */
@ConfigurationProperties("storeloop.profile.identity")
public record IdentityProperties(
    @DefaultValue("") String secret, @DefaultValue("true") boolean newUsersUnsigned) {
  /** Characters of the shortest secret. */
  static final int SHORTEST_SECRET = 32;

  /** Refuses a secret that could be guessed. */
  public IdentityProperties {
    if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "storeloop.profile.identity.secret must have at least %d characters, but had %d"
              .formatted(SHORTEST_SECRET, secret.length()));
    }
  }

  /** The rule that follows. */
  public EventTrust trust() {
    return new EventTrust(new IdentitySignatures(secret), newUsersUnsigned);
  }

  /** The secret never reaches a log. */
  @Override
  public String toString() {
    return "IdentityProperties[secret=%s, newUsersUnsigned=%s]"
        .formatted(secret.isEmpty() ? "none" : "set", newUsersUnsigned);
  }
}
