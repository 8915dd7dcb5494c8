package io.storeloop.campaign.report;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.Sums;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups of an experiment, of everybody or of one breakdown.
 *
 * @param arms one per offer, in the campaign's order
 */
record Grouped(List<GroupNumbers> arms, GroupNumbers holdout) {
  Grouped {
    arms = List.copyOf(arms);
  }

  static Grouped of(Campaign campaign, Map<Cell, Sums> sums, String breakdown) {
    Map<String, Map<String, Sums>> byArm = new HashMap<>();
    sums.forEach((cell, one) -> {
      if (cell.breakdown().equals(breakdown)) {
        byArm.computeIfAbsent(cell.arm(), arm -> new HashMap<>()).put(cell.unit(), one);
      }
    });
    return new Grouped(
        campaign.plan().offers().stream()
            .map(offer -> new GroupNumbers(byArm.getOrDefault(offer.offerId(), Map.of())))
            .toList(),
        new GroupNumbers(byArm.getOrDefault(Cell.HOLDOUT, Map.of())));
  }

  /** All arms together. */
  GroupNumbers treated() {
    return arms.stream().reduce(GroupNumbers.NONE, GroupNumbers::plus);
  }

  GroupNumbers everybody() {
    return treated().plus(holdout);
  }
}
