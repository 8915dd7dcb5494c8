package io.storeloop.campaign.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a campaign may be shown: from {@code startsAt} on, until just before {@code endsAt}; an
 * absent bound is open.
 */
public record Period(@Nullable Instant startsAt, @Nullable Instant endsAt) {
  /**
   * Refuses an empty period.
   *
   * @throws IllegalArgumentException if {@code endsAt} is not after {@code startsAt}
   */
  public Period {
    if (startsAt != null && endsAt != null && !endsAt.isAfter(startsAt)) {
      throw new IllegalArgumentException("endsAt must be after startsAt");
    }
  }

  public boolean contains(Instant instant) {
    return (startsAt == null || !instant.isBefore(startsAt)) && !isOver(instant);
  }

  public boolean isOver(Instant instant) {
    return endsAt != null && !instant.isBefore(endsAt);
  }
}
