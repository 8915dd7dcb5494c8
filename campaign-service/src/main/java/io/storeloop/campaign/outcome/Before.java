package io.storeloop.campaign.outcome;

import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.Participant;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was known of a shopper when the first decision was taken: nothing that the campaign can have
 * changed, which makes it fit for taking noise out of results.
 *
 * @param purchases lines bought in the time before
 * @param revenue of these, by currency
 */
record Before(long purchases, Map<String, BigDecimal> revenue) {
  static final Before NOTHING = new Before(0, Map.of());

  Before {
    revenue = Map.copyOf(revenue);
  }

  /** As it was once put down. */
  static Before of(Participant participant) {
    Map<String, BigDecimal> revenue = new HashMap<>();
    participant
        .numbers()
        .forEach((unit, row) -> {
          if (Columns.isCurrency(unit)) {
            revenue.put(unit, row.get(Columns.REVENUE_BEFORE));
          }
        });
    List<BigDecimal> goal = participant.numbers().getOrDefault(Columns.GOAL, List.of());
    return new Before(goal.isEmpty() ? 0 : goal.get(Columns.PURCHASES_BEFORE).longValue(), revenue);
  }
}
