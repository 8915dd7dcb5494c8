package io.storeloop.campaign.lifecycle;

import static io.storeloop.campaign.CampaignFixture.NOON;
import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.cost.Costs;
import io.storeloop.campaign.lifecycle.Change.Granted;
import io.storeloop.campaign.lifecycle.Change.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
  @ParameterizedTest
  @CsvSource({
    "DRAFT,   start,  RUNNING",
    "PAUSED,  start,  RUNNING",
    "RUNNING, start,  RUNNING",
    "ENDED,   start,  campaign_ended",
    "RUNNING, pause,  PAUSED",
    "PAUSED,  pause,  PAUSED",
    "DRAFT,   pause,  campaign_not_started",
    "ENDED,   pause,  campaign_ended",
    "RUNNING, end,    ENDED",
    "PAUSED,  end,    ENDED",
    "ENDED,   end,    ENDED",
    "DRAFT,   end,    campaign_not_started",
    "DRAFT,   delete, DRAFT",
    "RUNNING, delete, campaign_not_a_draft",
    "PAUSED,  delete, campaign_not_a_draft",
    "ENDED,   delete, campaign_not_a_draft",
    "DRAFT,   edit,   DRAFT",
    "PAUSED,  edit,   PAUSED",
    "RUNNING, edit,   campaign_running",
    "ENDED,   edit,   campaign_ended",
    "DRAFT,   cost,   DRAFT",
    "RUNNING, cost,   RUNNING",
    "PAUSED,  cost,   PAUSED",
    "ENDED,   cost,   ENDED",
  })
  void everyStateAllowsOrRefusesEveryWish(CampaignState from, String wish, String expected) {
    Campaign campaign = aCampaign().in(from).make();

    Change change =
        switch (wish) {
          case "start" -> Lifecycle.start(campaign, NOON);
          case "pause" -> Lifecycle.pause(campaign, NOON);
          case "end" -> Lifecycle.end(campaign, NOON);
          case "delete" -> Lifecycle.delete(campaign);
          case "cost" -> Lifecycle.cost(campaign, new Costs(BigDecimal.TEN, BigDecimal.ONE, "EUR"));
          default -> Lifecycle.edit(campaign, campaign.plan(), NOON);
        };

    assertThat(outcome(change)).isEqualTo(expected);
  }

  private static String outcome(Change change) {
    return switch (change) {
      case Granted(Campaign campaign) -> campaign.state().name();
      case Refused(String code, String detail) -> code;
      case Change.Unknown() -> "unknown";
    };
  }

  @Test
  void whatIsOverCannotBeStarted() {
    Campaign campaign =
        aCampaign().in(CampaignState.DRAFT).during(NOON.minusSeconds(60), NOON).make();

    Change change = Lifecycle.start(campaign, NOON);

    assertThat(outcome(change)).isEqualTo("period_over");
  }

  @Test
  void theFirstStartIsRememberedThroughPauses() {
    Campaign paused = aCampaign().in(CampaignState.PAUSED).make();

    Change again = Lifecycle.start(paused, NOON.plusSeconds(3600));

    assertThat(again)
        .isInstanceOfSatisfying(
            Granted.class, granted -> assertThat(granted.campaign().startedAt()).isEqualTo(NOON));
  }

  @Test
  void aPausedCampaignMayChangeItsWordsButNotItsExperiment() {
    Campaign paused = aCampaign().in(CampaignState.PAUSED).holdingOut("0.1").make();
    CampaignPlan other = aCampaign().holdingOut("0.10").withPriority(9).at("cart").plan();

    assertThat(outcome(Lifecycle.edit(paused, other, NOON))).isEqualTo("PAUSED");
    assertThat(outcome(Lifecycle.edit(paused, aCampaign().holdingOut("0.2").plan(), NOON)))
        .isEqualTo("experiment_fixed");
    assertThat(
            outcome(
                Lifecycle.edit(paused, aCampaign().holdingOut("0.1").countingDays(8).plan(), NOON)))
        .isEqualTo("experiment_fixed");
    assertThat(
            outcome(
                Lifecycle.edit(
                    paused, aCampaign().holdingOut("0.1").offering(offer("ten", 2)).plan(), NOON)))
        .isEqualTo("experiment_fixed");
  }

  @Test
  void theClockAloneStartsAndEndsAScheduledCampaign() {
    Instant start = NOON.plusSeconds(60);
    Campaign draft =
        aCampaign().in(CampaignState.DRAFT).during(start, start.plusSeconds(60)).make();

    Campaign started = ((Granted) Lifecycle.start(draft, NOON)).campaign();

    assertThat(started.stateAt(NOON)).isEqualTo(CampaignState.SCHEDULED);
    assertThat(started.isActive(NOON)).isFalse();
    assertThat(started.stateAt(start.minusNanos(1))).isEqualTo(CampaignState.SCHEDULED);
    assertThat(started.stateAt(start)).isEqualTo(CampaignState.RUNNING);
    assertThat(started.isActive(start)).isTrue();
    assertThat(started.stateAt(start.plusSeconds(60))).isEqualTo(CampaignState.ENDED);
    assertThat(outcome(Lifecycle.pause(started, start.plusSeconds(60))))
        .isEqualTo("campaign_ended");
  }

  @Test
  void aScheduledCampaignMayBePausedAndEndedButNotChanged() {
    Campaign scheduled = aCampaign().during(NOON.plusSeconds(60), NOON.plusSeconds(120)).make();

    assertThat(outcome(Lifecycle.start(scheduled, NOON))).isEqualTo("RUNNING");
    assertThat(outcome(Lifecycle.edit(scheduled, scheduled.plan(), NOON)))
        .isEqualTo("campaign_running");
    assertThat(outcome(Lifecycle.pause(scheduled, NOON))).isEqualTo("PAUSED");
    assertThat(outcome(Lifecycle.end(scheduled, NOON))).isEqualTo("ENDED");
  }

  @Test
  void aPeriodIsHalfOpen() {
    Period period = new Period(NOON, NOON.plusSeconds(60));

    assertThat(period.contains(NOON.minusNanos(1))).isFalse();
    assertThat(period.contains(NOON)).isTrue();
    assertThat(period.contains(NOON.plusSeconds(60).minusNanos(1))).isTrue();
    assertThat(period.contains(NOON.plusSeconds(60))).isFalse();
    assertThat(new Period(null, null).contains(NOON)).isTrue();
  }
}
