package io.storeloop.campaign.report;

import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.JdbcLooks;
import io.storeloop.campaign.statistic.JdbcParticipants;
import io.storeloop.campaign.statistic.Look;
import io.storeloop.campaign.statistic.Sums;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads what was counted of a campaign: a few rows, however many shoppers there were. */
@Component
class JdbcResults {
  private final JdbcParticipants participants;
  private final JdbcLooks looks;

  JdbcResults(JdbcParticipants participants, JdbcLooks looks) {
    this.participants = participants;
    this.looks = looks;
  }

  /**
   * By offer id, and by {@link Cell#HOLDOUT}; groups without
   * shoppers are missing.
   */
  Map<String, GroupNumbers> count(UUID campaignId) {
    return groups(participants.sums(campaignId));
  }

  /** The looks that the campaign's design has taken. */
  List<Look> looks(UUID campaignId) {
    return looks.taken(campaignId);
  }

  /** The same groups as they stood at another time. */
  static Map<String, GroupNumbers> groups(Map<Cell, Sums> sums) {
    Map<String, Map<String, Sums>> byArm = new HashMap<>();
    sums.forEach((cell, one) ->
        byArm.computeIfAbsent(cell.arm(), arm -> new HashMap<>()).put(cell.unit(), one));
    Map<String, GroupNumbers> groups = new HashMap<>();
    byArm.forEach((arm, units) -> groups.put(arm, new GroupNumbers(units)));
    return groups;
  }
}
