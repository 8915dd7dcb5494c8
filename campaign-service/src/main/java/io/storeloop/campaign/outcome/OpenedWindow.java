package io.storeloop.campaign.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision that can still be answered by a purchase.
 *
 * @param shopper {@code u:} and the userId, or {@code a:} and the anonymousId of somebody unknown
 * @param exposedAt when the offer really appeared; absent in the holdout
 */
record OpenedWindow(
    UUID decisionId,
    UUID campaignId,
    String shopper,
    Instant decidedAt,
    Duration length,
    @Nullable Instant exposedAt) {

  /** Whether something at that time answers the decision, shown or held out alike. */
  boolean contains(Instant time) {
    return isWithin(decidedAt, time);
  }

  /** Whether it also follows an offer that was really seen. */
  boolean followsExposure(Instant time) {
    return exposedAt != null && isWithin(exposedAt, time);
  }

  /** Half-open, and begun with the whole second: many shops send times without fractions. */
  private boolean isWithin(Instant start, Instant time) {
    return !time.isBefore(start.truncatedTo(ChronoUnit.SECONDS))
        && time.isBefore(start.plus(length));
  }
}
