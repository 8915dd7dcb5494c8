package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.DeliveryPlan.Message;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.common.conditions.Subject;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that may leave now, with all that its channel needs.
 *
 * @param unsubscribeUrl empty where campaign-service does not know how shoppers reach it
 */
public record Envelope(
    Send send,
    Campaign campaign,
    DeliveryPlan plan,
    Message message,
    UUID decisionId,
    Offer offer,
    Given given,
    Subject profile,
    String unsubscribeUrl,
    Instant now) {
  public MessageValues values() {
    return new MessageValues(this);
  }
}
