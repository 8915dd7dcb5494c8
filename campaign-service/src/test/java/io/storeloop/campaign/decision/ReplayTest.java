package io.storeloop.campaign.decision;

import static io.storeloop.campaign.CampaignFixture.NOON;
import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.CampaignFixture;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.CampaignPlan;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ReplayTest {
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Shopper ANNA = new Shopper("anna", null);

  private static Policy policy(long version) {
    return new Policy(version, new BigDecimal("0.1"), "shop", List.of(), Map.of());
  }

  private static Question question() {
    return new Question(ANNA, "home", JsonNodeFactory.instance.objectNode(), "de");
  }

  private static Basis basis(InForce inForce, Subject subject, Denials denials) {
    return Basis.of(
        inForce, question(), new Known("anna", subject, Optional.of(true), null), true, denials);
  }

  private static Campaign withCondition(Campaign campaign, Condition condition) {
    CampaignPlan plan = campaign.plan();
    CampaignPlan other =
        new CampaignPlan(
            plan.name(),
            plan.placements(),
            condition,
            plan.period(),
            plan.schedule(),
            plan.priority(),
            plan.holdoutShare(),
            plan.offers(),
            plan.goal(),
            plan.experiment(),
            plan.limits(),
            plan.costs(),
            plan.exclusionLists(),
            plan.delivery());
    return new Campaign(
        campaign.id(),
        campaign.version(),
        campaign.state(),
        other,
        campaign.salt(),
        campaign.createdAt(),
        campaign.startedAt());
  }

  private static List<Campaign> campaigns(SplittableRandom random) {
    List<Campaign> campaigns = new ArrayList<>();
    for (int number = 1; number <= 12; number++) {
      CampaignFixture fixture =
          aCampaign()
              .numbered(number)
              .withPriority(random.nextInt(4))
              .holdingOut(random.nextBoolean() ? "0.3" : "0")
              .offering(CampaignFixture.offer("a", 1))
              .offering(CampaignFixture.offer("b", 2));
      campaigns.add(
          withCondition(
              fixture.make(), ClauseIndexTest.conditions(random).grow(1 + random.nextInt(3))));
    }
    return campaigns;
  }

  @Test
  void whatWasKeptGivesTheSameSelectionAgain() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 2_000; round++) {
      InForce inForce = new InForce(round, campaigns(random), policy(3));
      Map<String, Value> values = ClauseIndexTest.values(random);
      // its path is no path of a profile, where a time is read as one
      values.remove("seenAt");
      Denials denials =
          random.nextBoolean()
              ? Denials.NONE
              : Denials.NONE.and(inForce.campaigns().get(random.nextInt(12)).id(), "used up");
      String key = "shopper-" + round;
      Basis basis = basis(inForce, profile(values), denials);

      Selection decided = Selection.of(inForce, denials, "home", profile(values), key, NOON);
      Basis kept = EXACT.readValue(EXACT.writeValueAsString(basis), Basis.class);

      assertThat(Selection.of(inForce, kept, "home", key, NOON)).isEqualTo(decided);
    }
  }

  @Test
  void everyValueThatChangedIsNamedAndNoOther() {
    Campaign campaign =
        aCampaign()
            .where(
                "{\"features.orders\": {\"$gte\": 3}, \"segments\": \"vip\", \"traits.country\": \"DE\"}")
            .make();
    InForce inForce = new InForce(1, List.of(campaign), policy(1));
    Map<String, Value> values =
        Map.of(
            "features.orders", Value.of(3),
            "segments", Value.of(List.of("vip")),
            "traits.country", Value.of("DE"),
            "traits.unasked", Value.of("whatever"));
    Basis then = basis(inForce, profile(values), Denials.NONE);
    for (String path : Set.of("features.orders", "segments", "traits.country")) {
      Map<String, Value> other = new HashMap<>(values);
      other.remove(path);

      List<ChangedInput> changed =
          ChangedInput.between(then, basis(inForce, profile(other), Denials.NONE));

      assertThat(changed).extracting(ChangedInput::input).containsExactly("profile");
      assertThat(changed).extracting(ChangedInput::name).containsExactly(path);
    }
    assertThat(ChangedInput.between(then, then)).isEmpty();
    Basis silent =
        Basis.of(
            inForce,
            question(),
            new Known("anna", profile(values), Optional.empty(), null),
            true,
            Denials.NONE);
    assertThat(ChangedInput.between(then, silent))
        .extracting(ChangedInput::input)
        .containsExactly("consent");
  }

  @Test
  void editedStartedAndEndedCampaignsAndThePolicyAreNamed() {
    Campaign stays = aCampaign().numbered(1).make();
    Campaign ends = aCampaign().numbered(2).make();
    Campaign starts = aCampaign().numbered(3).make();
    Campaign edited =
        new Campaign(
            stays.id(), 9, stays.state(), stays.plan(), stays.salt(), NOON, stays.startedAt());
    InForce then = new InForce(1, List.of(stays, ends), policy(1));

    assertThat(ChangedInput.between(then, then, "home")).isEmpty();
    assertThat(
            ChangedInput.between(then, new InForce(2, List.of(edited, starts), policy(2)), "home"))
        .extracting(change -> change.input() + " " + change.then() + " " + change.now())
        .containsExactly("policy 1 2", "campaign 3 9", "campaign 3 null", "campaign null 3");
  }
}
