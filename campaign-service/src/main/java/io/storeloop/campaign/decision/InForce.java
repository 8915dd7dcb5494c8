package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What decisions are made by at a moment. Immutable. */
public final class InForce {
  private final long revision;
  private final List<Campaign> campaigns;
  private final Policy policy;
  private final Map<String, Placed> placements;

  /**
   * Prepares campaigns to be asked.
   *
   * @param revision of campaigns and policy; 0 where it does not matter
   * @param campaigns those that are started, in any order
   */
  InForce(long revision, List<Campaign> campaigns, Policy policy) {
    this.revision = revision;
    this.campaigns = campaigns.stream().sorted(Selection.PRECEDENCE).toList();
    this.policy = policy;
    Map<String, List<Campaign>> byPlacement = new HashMap<>();
    for (Campaign campaign : this.campaigns) {
      campaign
          .plan()
          .placements()
          .forEach(placement ->
              byPlacement.computeIfAbsent(placement, one -> new ArrayList<>()).add(campaign));
    }
    Map<String, Placed> prepared = new HashMap<>();
    byPlacement.forEach((placement, placed) -> prepared.put(placement, new Placed(placed)));
    this.placements = Map.copyOf(prepared);
  }

  InForce(List<Campaign> campaigns, Policy policy) {
    this(0, campaigns, policy);
  }

  long revision() {
    return revision;
  }

  /** Those that are started, in the order of {@link Selection#PRECEDENCE}. */
  public List<Campaign> campaigns() {
    return campaigns;
  }

  public Policy policy() {
    return policy;
  }

  /** Those of one placement. */
  Placed at(String placement) {
    return placements.getOrDefault(placement, Placed.NOTHING);
  }
}
