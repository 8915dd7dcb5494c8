package io.storeloop.campaign.decision;

import static io.storeloop.campaign.CampaignFixture.NOON;
import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.CampaignFixture;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.CampaignState;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Subject NOBODY = profile(Map.of());
  private static final Policy NO_POLICY =
      new Policy(0, BigDecimal.ZERO, "policy", List.of(), Map.of());

  private static Selection select(Subject profile, CampaignFixture... campaigns) {
    List<Campaign> sorted =
        Stream.of(campaigns).map(CampaignFixture::make).sorted(Selection.PRECEDENCE).toList();
    return Selection.of(
        new InForce(0, sorted, NO_POLICY), Denials.NONE, "home", profile, "anna", NOON);
  }

  private static String shown(Selection selection) {
    return switch (selection.choice()) {
      case Choice.Show show -> show.campaign().plan().name();
      case Choice.HoldOut heldOut -> "held out of " + heldOut.campaign().plan().name();
      case Choice.HoldOutOfAll heldOut -> "held out of all";
      case Choice.Default standIn -> "default";
      case Choice.Nothing nothing -> "nothing";
    };
  }

  @Test
  void theHighestPriorityWinsAndThenTheOlder() {
    assertThat(
            shown(
                select(
                    NOBODY,
                    aCampaign().numbered(1).withPriority(1),
                    aCampaign().numbered(2).withPriority(5),
                    aCampaign().numbered(3).withPriority(5))))
        .isEqualTo("Campaign 2");
  }

  @Test
  void onlyWhatRunsHereAndNowIsConsidered() {
    assertThat(
            shown(
                select(
                    NOBODY,
                    aCampaign().numbered(1).in(CampaignState.PAUSED),
                    aCampaign().numbered(2).at("cart"),
                    aCampaign().numbered(3).during(NOON.plusSeconds(1), NOON.plusSeconds(9)),
                    aCampaign().numbered(4).during(NOON.minusSeconds(9), NOON))))
        .isEqualTo("nothing");
  }

  @Test
  void theReasonsNameTheClausesThatHeldWithTheirValues() {
    Subject quiet = profile(Map.of("features.recencyDays", Value.of(42)));

    Selection selection =
        select(
            quiet,
            aCampaign()
                .where(
                    "{\"features.recencyDays\": {\"$gte\": 30}, \"$or\": [{\"traits.country\": \"DE\"}, {\"features.orders\": {\"$exists\": false}}]}"));

    assertThat(selection.reasons())
        .extracting(Reason::text)
        .containsExactly(
            "features.recencyDays is 42 and must be at least 30",
            "features.orders is not known and must not be known");
    assertThat(selection.inputs())
        .containsEntry("features.recencyDays", Value.of(42))
        .containsEntry("traits.country", null)
        .containsEntry("features.orders", null);
  }

  @Test
  void whoIsNotAddressedLearnsWhatWasMissing() {
    Selection selection =
        select(
            NOBODY,
            aCampaign().where("{\"features.orders\": {\"$gte\": 3}, \"segments\": \"vip\"}"));

    assertThat(shown(selection)).isEqualTo("nothing");
    assertThat(selection.reasons())
        .extracting(Reason::text)
        .containsExactly(
            "features.orders is not known and must be at least 3",
            "segments is not known and must contain vip");
  }

  @Test
  void reasonsAreBoundedHoweverManyCampaignsRefuse() {
    CampaignFixture[] many =
        IntStream.range(1, 100)
            .mapToObj(number -> aCampaign().numbered(number).where("{\"segments\": \"vip\"}"))
            .toArray(CampaignFixture[]::new);

    assertThat(select(NOBODY, many).reasons()).hasSize(Selection.MOST_REASONS);
  }

  @Test
  void withoutAnyCampaignTheReasonSaysSo() {
    assertThat(select(NOBODY).reasons())
        .extracting(Reason::text)
        .containsExactly("no campaign runs for the placement 'home'");
  }

  @Test
  void aCampaignForEverybodySaysThatItRestsOnNothing() {
    assertThat(select(NOBODY, aCampaign()).reasons())
        .extracting(Reason::text)
        .containsExactly("the campaign addresses everybody, whatever their behaviour");
  }

  @Test
  void aHoldoutKeepsThePlaceEmptyThoughAnotherCampaignWouldFillIt() {
    List<Campaign> campaigns =
        List.of(
            aCampaign().numbered(1).withPriority(9).holdingOut("0.5").make(),
            aCampaign().numbered(2).make());
    List<String> shown =
        IntStream.range(0, 200)
            .mapToObj(i ->
                Selection.of(
                    new InForce(0, campaigns, NO_POLICY),
                    Denials.NONE,
                    "home",
                    NOBODY,
                    "shopper-" + i,
                    NOON))
            .map(SelectionTest::shown)
            .distinct()
            .toList();

    assertThat(shown).containsExactlyInAnyOrder("Campaign 1", "held out of Campaign 1");
  }

  @Test
  void whoIsDeniedGetsTheNextCampaignAndTheReason() {
    Campaign first = aCampaign().numbered(1).withPriority(9).make();
    Campaign second = aCampaign().numbered(2).make();

    Selection selection =
        Selection.of(
            new InForce(0, List.of(first, second), NO_POLICY),
            Denials.NONE.and(first.id(), "the campaign's budget is used up"),
            "home",
            NOBODY,
            "anna",
            NOON);

    assertThat(shown(selection)).isEqualTo("Campaign 2");
    assertThat(selection.reasons().getFirst())
        .isEqualTo(Reason.plain(first.id(), "the campaign's budget is used up"));
  }

  @Test
  void aDenialIsSilentWhereTheConditionDoesNotHoldAnyway() {
    Campaign vip = aCampaign().where("{\"segments\": \"vip\"}").make();

    Selection selection =
        Selection.of(
            new InForce(0, List.of(vip), NO_POLICY),
            Denials.NONE.and(vip.id(), "the campaign's budget is used up"),
            "home",
            NOBODY,
            "anna",
            NOON);

    assertThat(selection.reasons())
        .extracting(Reason::text)
        .containsExactly("segments is not known and must contain vip");
  }

  @Test
  void theGlobalHoldoutKeepsTheSameShareOutOfEveryCampaign() {
    Policy fifth = new Policy(1, new BigDecimal("0.2"), "policy", List.of(), Map.of());
    List<String> outOfFirst = keptOut(fifth, aCampaign().numbered(1).make());
    List<String> outOfSecond = keptOut(fifth, aCampaign().numbered(2).make());

    // 2,000 shoppers at 0.2: 400 expected, standard deviation 18
    assertThat(outOfFirst).hasSizeBetween(330, 470).isEqualTo(outOfSecond);
  }

  @Test
  void aLargerGlobalHoldoutKeepsTheSameShoppersOutAndSomeMore() {
    Campaign campaign = aCampaign().make();
    List<String> few =
        keptOut(new Policy(1, new BigDecimal("0.05"), "p", List.of(), Map.of()), campaign);
    List<String> more =
        keptOut(new Policy(2, new BigDecimal("0.1"), "p", List.of(), Map.of()), campaign);

    assertThat(more).containsAll(few).hasSizeGreaterThan(few.size());
  }

  private static List<String> keptOut(Policy policy, Campaign campaign) {
    return IntStream.range(0, 2000)
        .mapToObj(i -> "shopper-" + i)
        .filter(key ->
            Selection.of(
                        new InForce(0, List.of(campaign), policy),
                        Denials.NONE,
                        "home",
                        NOBODY,
                        key,
                        NOON)
                    .choice()
                instanceof Choice.HoldOutOfAll)
        .toList();
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    CampaignFixture campaign =
        aCampaign().holdingOut("0.3").where("{\"userId\": {\"$exists\": false}}");

    assertThat(select(NOBODY, campaign)).isEqualTo(select(NOBODY, campaign));
  }
}
