package io.storeloop.campaign.rehearsal;

import static io.storeloop.campaign.CampaignFixture.NOON;
import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.offer;
import static io.storeloop.campaign.CampaignFixture.profile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.cap.FrequencyCap;
import io.storeloop.campaign.experiment.Group;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.campaign.rehearsal.JdbcPastActs.Kin;
import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Policy NO_POLICY =
      new Policy(0, BigDecimal.ZERO, "shop", List.of(), Map.of());

  private static final Campaign LOYAL =
      aCampaign()
          .where("{\"features.orders\": {\"$gte\": 2}, \"traits.country\": {\"$ne\": \"FR\"}}")
          .holdingOut("0.3")
          .offering(offer("a", 1))
          .make();

  private static Known knows(int orders) {
    return new Known(
        null,
        profile(Map.of("features.orders", Value.of(BigDecimal.valueOf(orders)))),
        Optional.empty(),
        null);
  }

  private static List<Opportunity> visits(int count) {
    List<Opportunity> visits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      visits.add(new Opportunity(NOON.plus(Duration.ofHours(i)), "visit"));
    }
    return visits;
  }

  @Test
  void groupsAreThoseThatTheCampaignWillDraw() {
    Replay replay = new Replay(LOYAL, NO_POLICY, List.of(), false);
    long heldOut = 0;
    for (int i = 0; i < 500; i++) {
      String key = "shopper-" + i;
      replay.add(new Shopper(key, null), visits(1), List.of(knows(i % 2 == 0 ? 2 : 1)), false);
      if (i % 2 == 0 && LOYAL.design().groupOf(key) instanceof Group.Holdout) {
        heldOut++;
      }
    }

    Replay.Told told = replay.told();

    assertThat(told.audience())
        .isEqualTo(new RehearsalReport.Audience(250, 250 - heldOut, heldOut, 0));
    assertThat(told.days()).hasSize(1);
    assertThat(told.days().getFirst().addressed()).isEqualTo(250);
    assertThat(told.sends()).containsEntry("visit", 250 - heldOut);
    assertThat(told.cost().offers()).isEqualTo(250 - heldOut);
  }

  @Test
  void whoIsAddressedFirstIsToldAndClausesThatAreNeverTrueAreNamed() {
    Campaign never =
        aCampaign()
            .where(
                "{\"$or\": [{\"features.orders\": {\"$gte\": 2}}, {\"traits.country\": \"AT\"}]}")
            .offering(offer("a", 1))
            .make();
    Replay replay = new Replay(never, NO_POLICY, List.of(), false);

    Optional<Instant> first =
        replay.add(
            new Shopper("anna", null), visits(3), List.of(knows(1), knows(2), knows(3)), false);

    assertThat(first).contains(NOON.plus(Duration.ofHours(1)));
    assertThat(replay.told().clauses())
        .extracting(RehearsalReport.Clause::trueMoments, RehearsalReport.Clause::unreachable)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2L, false),
            org.assertj.core.groups.Tuple.tuple(0L, true));
  }

  @Test
  void capsConsentAndExclusionDeny() {
    Policy capped =
        new Policy(
            0,
            BigDecimal.ZERO,
            "shop",
            List.of(new FrequencyCap(1, Duration.ofHours(2))),
            Map.of());
    Campaign all = aCampaign().offering(offer("a", 1)).make();
    Replay replay = new Replay(all, capped, List.of(), false);
    Known refuses = new Known(null, profile(Map.of()), Optional.of(false), null);

    replay.add(
        new Shopper("capped", null),
        visits(4),
        List.of(knows(0), knows(0), knows(0), knows(0)),
        false);
    replay.add(new Shopper("refuses", null), visits(1), List.of(refuses), false);
    replay.add(new Shopper("excluded", null), visits(1), List.of(knows(0)), true);

    Replay.Told told = replay.told();
    assertThat(told.denials())
        .isEqualTo(Map.of("frequency_cap", 2L, "no_consent", 1L, "exclusion_list", 1L));
    assertThat(told.audience()).isEqualTo(new RehearsalReport.Audience(3, 1, 0, 2));
    assertThat(told.cost().offers()).isEqualTo(2);
  }

  @Test
  void whatIsFixedCostsAndWhereNothingIsSentNoMessageDoes() {
    Campaign costly = aCampaign().offering(offer("a", 1)).costing("99.5", "0.1").make();
    Replay replay = new Replay(costly, NO_POLICY, List.of(), false);
    replay.add(new Shopper("anna", null), visits(2), List.of(knows(0), knows(0)), false);

    RehearsalReport.Cost cost = replay.told().cost();

    assertThat(cost.amount()).isEqualByComparingTo("99.5");
    assertThat(requireNonNull(cost.costs()).sends()).isZero();
    assertThat(cost.currency()).isEqualTo("EUR");
  }

  @Test
  void everyTreatedMomentOfACampaignThatSendsCostsAMessage() {
    Campaign sending =
        aCampaign()
            .offering(offer("a", 1))
            .costing("10", "0.25")
            .sending(
                """
                {"channel": "email", "trigger": {"type": "event", "event": "review"}, "message": {"subject": "S", "text": "T"}}
                """)
            .make();
    Replay replay = new Replay(sending, NO_POLICY, List.of(), false);
    replay.add(new Shopper("anna", null), visits(2), List.of(knows(0), knows(0)), false);

    RehearsalReport.Cost cost = replay.told().cost();

    // two messages at 0.25, and 10
    assertThat(cost.amount()).isEqualByComparingTo("10.5");
    assertThat(requireNonNull(cost.costs()).sends()).isEqualByComparingTo("0.5");
  }

  @Test
  void whereConsentHasToBeAskedSilenceIsANo() {
    Campaign all = aCampaign().offering(offer("a", 1)).make();
    Replay replay = new Replay(all, NO_POLICY, List.of(), true);

    replay.add(new Shopper("silent", null), visits(1), List.of(knows(0)), false);

    assertThat(replay.told().denials()).containsEntry("no_consent", 1L);
  }

  @Test
  void shoppersOfOtherCampaignsAreCountedOnce() {
    Campaign other = aCampaign().numbered(2).offering(offer("b", 1)).make();
    Campaign elsewhere = aCampaign().numbered(3).at("cart").offering(offer("b", 1)).make();
    Replay replay = new Replay(LOYAL, NO_POLICY, List.of(other, elsewhere), false);

    replay.add(new Shopper("anna", null), visits(2), List.of(knows(2), knows(3)), false);
    replay.add(new Shopper("ben", null), visits(1), List.of(knows(0)), false);

    assertThat(replay.told().overlaps())
        .extracting(RehearsalReport.Overlap::shoppers, RehearsalReport.Overlap::samePlacement)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, true),
            org.assertj.core.groups.Tuple.tuple(1L, false));
  }

  @Test
  void theSmallestEffectFollowsFromTheGroups() {
    // by hand: (1.95996 + 0.84162) * sqrt(0.1 * 0.9 * (1 / 900 + 1 / 100))
    assertThat(Expectation.smallestDetectable(0.1, 900, 100)).isCloseTo(0.08859, within(1e-4));
    assertThat(Expectation.smallestDetectable(0.1, 900, 0)).isNull();
    assertThat(Expectation.smallestDetectable(null, 900, 100)).isNull();
  }

  @Test
  void thePastSaysWhatCampaignsOfAKindChanged() {
    assertThat(Expectation.estimate(List.of()).state()).isEqualTo("insufficient_evidence");
    assertThat(Expectation.estimate(List.of(new Kin(LOYAL.id(), 50, 10, 50, 5))).state())
        .isEqualTo("insufficient_evidence");
    RehearsalReport.Estimate estimate =
        Expectation.estimate(
            List.of(
                new Kin(LOYAL.id(), 1_000, 150, 1_000, 100),
                new Kin(LOYAL.id(), 1_000, 150, 1_000, 100)));
    assertThat(estimate.campaigns()).isEqualTo(2);
    assertThat(estimate.difference()).isCloseTo(0.05, within(1e-9));
    // by hand: standard error of one sqrt((0.1275 + 0.09) / 1000), of two that over sqrt 2
    assertThat(estimate.lower()).isCloseTo(0.05 - 1.95996 * 0.010428, within(1e-4));
  }
}
