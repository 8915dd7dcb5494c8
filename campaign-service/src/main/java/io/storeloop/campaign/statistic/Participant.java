package io.storeloop.campaign.statistic;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A shopper in a campaign's experiment, in the group of the first decision.
 *
 * @param shopper {@code u:} and the userId, or {@code a:} and the anonymousId of somebody unknown
 * @param arm the offer's id, or {@link Cell#HOLDOUT}
 * @param numbers a row per unit, of {@link Columns}
 */
public record Participant(
    UUID campaignId,
    String shopper,
    String arm,
    UUID firstDecision,
    Map<String, List<BigDecimal>> numbers) {
  public Participant {
    numbers = Map.copyOf(numbers);
  }
}
