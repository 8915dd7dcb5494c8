package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.cost.Costs;
import io.storeloop.campaign.lifecycle.Change.Granted;
import io.storeloop.campaign.lifecycle.Change.Refused;
import java.time.Instant;

/**
 * What may happen to a campaign when: draft → scheduled → running ⇄ paused → ended. Starting before
 * {@code startsAt} schedules; the clock does the rest. Asking for the state that it is already in
 * changes nothing and is granted, so that a repeated call is harmless.
 */
final class Lifecycle {
  private static final Refused HAS_ENDED =
      new Refused("campaign_ended", "an ended campaign stays as it is; duplicate it");

  private static final Refused NEVER_STARTED =
      new Refused("campaign_not_started", "a draft must be started first");

  private Lifecycle() {}

  static Change start(Campaign campaign, Instant now) {
    return switch (campaign.stateAt(now)) {
      case ENDED -> HAS_ENDED;
      case RUNNING, SCHEDULED -> new Granted(campaign);
      case DRAFT, PAUSED ->
          campaign.plan().period().isOver(now)
              ? new Refused(
                  "period_over",
                  "endsAt %s has passed; it is %s now"
                      .formatted(campaign.plan().period().endsAt(), now))
              : new Granted(campaign.startedAt(now));
    };
  }

  static Change pause(Campaign campaign, Instant now) {
    return switch (campaign.stateAt(now)) {
      case ENDED -> HAS_ENDED;
      case DRAFT -> NEVER_STARTED;
      case RUNNING, SCHEDULED, PAUSED -> new Granted(campaign.in(CampaignState.PAUSED));
    };
  }

  static Change end(Campaign campaign, Instant now) {
    return switch (campaign.stateAt(now)) {
      case DRAFT -> NEVER_STARTED;
      case RUNNING, SCHEDULED, PAUSED, ENDED -> new Granted(campaign.in(CampaignState.ENDED));
    };
  }

  /**
   * A draft may become anything; once started, the experiment is fixed or its results would lie.
   */
  static Change edit(Campaign campaign, CampaignPlan plan, Instant now) {
    return switch (campaign.stateAt(now)) {
      case ENDED -> HAS_ENDED;
      case RUNNING, SCHEDULED -> new Refused("campaign_running", "pause the campaign to change it");
      case DRAFT -> new Granted(campaign.with(plan));
      case PAUSED ->
          campaign.plan().hasSameExperimentAs(plan)
              ? new Granted(campaign.changedTo(plan, now))
              : new Refused(
                  "experiment_fixed",
                  "holdoutShare, goal, design, allocation, breakdowns, and the offers' ids and weights are fixed once a campaign has started");
    };
  }

  /** Costs change no decision and no effect, and invoices come late: always. */
  static Change cost(Campaign campaign, Costs costs) {
    return new Granted(campaign.with(campaign.plan().costing(costs)));
  }

  static Change delete(Campaign campaign) {
    return campaign.state() == CampaignState.DRAFT
        ? new Granted(campaign)
        : new Refused(
            "campaign_not_a_draft",
            "only a draft can be deleted, this campaign is %s"
                .formatted(campaign.state().wireName()));
  }
}
