package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.experiment.ExperimentDesign;
import io.storeloop.campaign.offer.Offer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign: its plan and where it stands.
 *
 * @param version grows with every change; who changes it names the version they have read
 * @param salt made once; with it the assignment is a pure function of the shopper's id
 * @param startedAt when it was first started; absent in a draft
 */
public record Campaign(
    UUID id,
    long version,
    CampaignState state,
    CampaignPlan plan,
    String salt,
    Instant createdAt,
    @Nullable Instant startedAt) {

  /** Whether it may be shown at that moment. */
  public boolean isActive(Instant now) {
    return state == CampaignState.RUNNING && plan.period().contains(now);
  }

  public ExperimentDesign design() {
    return ExperimentDesign.of(
        salt, plan.holdoutShare(), plan.offers().stream().map(Offer::weight).toList());
  }

  Campaign in(CampaignState next) {
    return new Campaign(id, version, next, plan, salt, createdAt, startedAt);
  }

  Campaign startedAt(Instant now) {
    Instant first = startedAt == null ? now : startedAt;
    return new Campaign(id, version, CampaignState.RUNNING, plan, salt, createdAt, first);
  }

  Campaign with(CampaignPlan next) {
    return new Campaign(id, version, state, next, salt, createdAt, startedAt);
  }
}
