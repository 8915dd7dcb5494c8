package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.experiment.ExperimentDesign;
import io.storeloop.campaign.offer.Offer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign: its plan and where it stands.
 *
 * @param state as people have decided; {@link #stateAt} adds what the clock says
 * @param version grows with every change; who changes it names the version they have read
 * @param salt made once; with it the assignment is a pure function of the shopper's id
 * @param startedAt when it was first started; absent in a draft
 * @param occasionsSince when its trigger was changed after that: what happened before is no
 *     occasion for the new one; absent if it never was
 */
public record Campaign(
    UUID id,
    long version,
    CampaignState state,
    CampaignPlan plan,
    String salt,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant occasionsSince) {

  /** A campaign with the trigger that it was started with. */
  public Campaign(
      UUID id,
      long version,
      CampaignState state,
      CampaignPlan plan,
      String salt,
      Instant createdAt,
      @Nullable Instant startedAt) {
    this(id, version, state, plan, salt, createdAt, startedAt, null);
  }

  /** Where it stands at that moment, without anybody having to act: scheduled, or over in time. */
  public CampaignState stateAt(Instant now) {
    return switch (state) {
      case DRAFT, ENDED -> state;
      case PAUSED -> plan.period().isOver(now) ? CampaignState.ENDED : state;
      case RUNNING, SCHEDULED -> {
        if (plan.period().isOver(now)) {
          yield CampaignState.ENDED;
        }
        yield plan.period().contains(now) ? CampaignState.RUNNING : CampaignState.SCHEDULED;
      }
    };
  }

  /** Whether it may be shown at that moment. */
  public boolean isActive(Instant now) {
    return stateAt(now) == CampaignState.RUNNING && plan.schedule().allows(now);
  }

  public ExperimentDesign design() {
    return ExperimentDesign.of(
        salt, plan.holdoutShare(), plan.offers().stream().map(Offer::weight).toList());
  }

  Campaign in(CampaignState next) {
    return new Campaign(id, version, next, plan, salt, createdAt, startedAt, occasionsSince);
  }

  Campaign startedAt(Instant now) {
    Instant first = startedAt == null ? now : startedAt;
    return new Campaign(
        id, version, CampaignState.RUNNING, plan, salt, createdAt, first, occasionsSince);
  }

  Campaign with(CampaignPlan next) {
    return new Campaign(id, version, state, next, salt, createdAt, startedAt, occasionsSince);
  }

  /** The same with a plan of that moment, from which another trigger counts. */
  Campaign changedTo(CampaignPlan next, Instant now) {
    Instant since = plan.hasSameTriggerAs(next) ? occasionsSince : now;
    return new Campaign(id, version, state, next, salt, createdAt, startedAt, since);
  }
}
