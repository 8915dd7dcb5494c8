package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.policy.Policy;
import java.util.List;

/**
 * What decisions are made by at a moment.
 *
 * @param campaigns those that are started, in the order of {@link Selection#PRECEDENCE}
 */
record InForce(List<Campaign> campaigns, Policy policy) {
  InForce {
    campaigns = List.copyOf(campaigns);
  }
}
