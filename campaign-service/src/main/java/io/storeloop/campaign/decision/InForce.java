package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.conditions.AskedPaths;
import java.util.List;

/**
 * What decisions are made by at a moment.
 *
 * @param campaigns those that are started, in the order of {@link Selection#PRECEDENCE}
 * @param predicted whether the condition of one of them looks at a prediction
 */
public record InForce(List<Campaign> campaigns, Policy policy, boolean predicted) {
  public InForce {
    campaigns = List.copyOf(campaigns);
  }

  InForce(List<Campaign> campaigns, Policy policy) {
    this(
        campaigns,
        policy,
        campaigns.stream()
            .map(campaign -> campaign.plan().condition())
            .anyMatch(AskedPaths::includePrediction));
  }
}
