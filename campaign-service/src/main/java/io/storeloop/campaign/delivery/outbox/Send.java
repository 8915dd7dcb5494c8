package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.audience.Shopper;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One message that may leave, claimed by one worker.
 *
 * @param id what the receiver knows a repetition by
 * @param channel by which it was queued
 * @param occurredAt when the occasion was
 * @param plannedAt when it was to leave, before quiet hours and failed attempts
 * @param queuedAt when an occasion put it here or moved it last
 * @param attempts this one included; it fences off a worker whose lease is over
 * @param decisionId of the ledger; absent before the first attempt that came so far
 * @param offerId absent for the held out
 */
public record Send(
    UUID id,
    UUID campaignId,
    int step,
    Shopper shopper,
    String channel,
    String occasion,
    JsonNode detail,
    Instant occurredAt,
    Instant plannedAt,
    Instant queuedAt,
    int attempts,
    @Nullable UUID decisionId,
    @Nullable String offerId) {
  /** As rows name a shopper: {@code u:} and the userId, or {@code a:} and the anonymousId. */
  public String shopperKey() {
    return keyOf(shopper);
  }

  static String keyOf(Shopper shopper) {
    return (shopper.userId() == null ? "a:" : "u:") + shopper.key();
  }

  Send of(Shopper known) {
    return new Send(
        id,
        campaignId,
        step,
        known,
        channel,
        occasion,
        detail,
        occurredAt,
        plannedAt,
        queuedAt,
        attempts,
        decisionId,
        offerId);
  }
}
