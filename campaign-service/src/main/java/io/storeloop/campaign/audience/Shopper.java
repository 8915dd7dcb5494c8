package io.storeloop.campaign.audience;

import org.jspecify.annotations.Nullable;

/**
 * Who is asked about: at least one id. The {@code userId} wins where both are there.
 *
 * @throws IllegalArgumentException if neither is present
 */
public record Shopper(@Nullable String userId, @Nullable String anonymousId) {
  public Shopper {
    if (userId == null && anonymousId == null) {
      throw new IllegalArgumentException("a shopper needs a userId or an anonymousId");
    }
  }

  /** The id that the assignment is drawn by: the user's once known, the browser's before. */
  public String key() {
    return userId != null ? userId : String.valueOf(anonymousId);
  }

  /** The same shopper, now recognised. */
  public Shopper recognisedAs(@Nullable String knownUserId) {
    return userId != null || knownUserId == null ? this : new Shopper(knownUserId, anonymousId);
  }
}
