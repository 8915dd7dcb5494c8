package io.storeloop.campaign.statistic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A shopper in a campaign's experiment, in the group of the first decision.
 *
 * @param shopper {@code u:} and the userId, or {@code a:} and the anonymousId of somebody unknown
 * @param arm the offer's id, or {@link Cell#HOLDOUT}
 * @param breakdowns names of those that the shopper was in at the first decision
 * @param numbers a row per unit, of {@link Columns}
 */
public record Participant(
    UUID campaignId,
    String shopper,
    String arm,
    UUID firstDecision,
    Set<String> breakdowns,
    Map<String, List<BigDecimal>> numbers) {
  public Participant {
    breakdowns = new TreeSet<>(breakdowns);
    numbers = Map.copyOf(numbers);
  }

  /** The same after so many more decisions of which nothing has come back. */
  Participant withMoreDecisions(long decisions) {
    List<BigDecimal> row = new ArrayList<>(numbers.getOrDefault(Columns.SHOPPER, List.of()));
    row.set(Columns.DECISIONS, row.get(Columns.DECISIONS).add(BigDecimal.valueOf(decisions)));
    Map<String, List<BigDecimal>> counted = new HashMap<>(numbers);
    counted.put(Columns.SHOPPER, List.copyOf(row));
    return new Participant(campaignId, shopper, arm, firstDecision, breakdowns, counted);
  }
}
