package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What decisions are made by at a moment. Immutable. */
public final class InForce {
  private final long revision;
  private final Basis.@Nullable Only only;
  private final List<Campaign> campaigns;
  private final Policy policy;
  private final Map<String, Placed> placements;

  /**
   * All that runs, prepared to be asked.
   *
   * @param revision of campaigns and policy
   * @param campaigns those that are started, in any order
   */
  InForce(long revision, List<Campaign> campaigns, Policy policy) {
    this(revision, null, campaigns, policy);
  }

  private InForce(
      long revision, Basis.@Nullable Only only, List<Campaign> campaigns, Policy policy) {
    this.revision = revision;
    this.only = only;
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

  /** As if no other campaign ran. */
  static InForce only(Campaign campaign, Policy policy) {
    Basis.Only named = new Basis.Only(campaign.id(), campaign.version());
    return new InForce(0, named, List.of(campaign), policy);
  }

  /** 0 where one campaign is asked alone. */
  long revision() {
    return revision;
  }

  /** The campaign that is asked alone; absent if all that run are. */
  Basis.@Nullable Only only() {
    return only;
  }

  /** Those that are started, in the order of {@link Selection#PRECEDENCE}. */
  public List<Campaign> campaigns() {
    return campaigns;
  }

  public Policy policy() {
    return policy;
  }

  /** The placements that a campaign may fill. */
  Set<String> placements() {
    return placements.keySet();
  }

  /** Those of one placement. */
  Placed at(String placement) {
    return placements.getOrDefault(placement, Placed.NOTHING);
  }
}
