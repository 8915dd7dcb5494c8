package io.storeloop.profile.feature;

import java.time.Instant;
import java.util.Optional;

/** One of the instants stored with a profile. */
public enum Moment {
  FIRST_SEEN,
  LAST_SEEN,
  LAST_PURCHASE;

  public Optional<Instant> of(Moments moments) {
    return switch (this) {
      case FIRST_SEEN -> Optional.of(moments.firstSeen());
      case LAST_SEEN -> Optional.of(moments.lastSeen());
      case LAST_PURCHASE -> Optional.ofNullable(moments.lastPurchase());
    };
  }
}
