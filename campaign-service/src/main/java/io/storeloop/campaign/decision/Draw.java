package io.storeloop.campaign.decision;

import io.storeloop.campaign.experiment.ExperimentDesign;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.policy.Policy;
import io.swagger.v3.oas.annotations.media.Schema;

/** The numbers that were drawn for the shopper, each in [0, 1). */
@Schema(name = "DecisionDraw")
record Draw(
    @Schema(
            description = "Below the policy's share: kept out of all campaigns.",
            example = "0.7312")
        double shop,
    @Schema(description = "Below the campaign's share: held out.", example = "0.4021")
        double holdout,
    @Schema(description = "Where it falls among the weights of the offers.", example = "0.1834")
        double arm) {
  static Draw of(Policy policy, Campaign campaign, String key) {
    ExperimentDesign design = campaign.design();
    return new Draw(policy.holdoutBucket(key), design.holdoutBucket(key), design.armBucket(key));
  }
}
