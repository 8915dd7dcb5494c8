package io.storeloop.campaign.report;

import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.campaign.lifecycle.Campaign;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final Campaign TEN_PERCENT_HELD_OUT = aCampaign().holdingOut("0.1").make();

  private static GroupCounts group(long shoppers, long converted) {
    return new GroupCounts(shoppers, shoppers, 0, 0, converted, 0, Map.of());
  }

  private static Results results(Campaign campaign, Map<String, GroupCounts> groups) {
    return Results.of(campaign, new JdbcResults.Counted(groups, 0));
  }

  @Test
  void upliftIsTreatedMinusHoldoutInPercentagePointsWithNewcombesInterval() {
    // 162/1800 = 9 %, 12/200 = 6 % → 3 points; Wilson 7.76 to 10.41 and 3.47 to 10.19 %
    // lower 3 - √(1.24² + 4.19²) = -1.37, upper 3 + √(1.41² + 2.53²) = 5.90
    Results results =
        results(
            TEN_PERCENT_HELD_OUT,
            Map.of("ten", group(1800, 162), JdbcResults.HOLDOUT, group(200, 12)));

    ResultsAnswer.UpliftAnswer uplift = ResultsAnswer.UpliftAnswer.of(results.uplift());

    assertThat(uplift.verdict()).isEqualTo("measured");
    assertThat(uplift.percentagePoints()).isCloseTo(3.0, within(1e-9));
    assertThat(uplift.relative()).isCloseTo(0.5, within(1e-9));
    assertThat(uplift.lower()).isCloseTo(-1.37, within(0.01));
    assertThat(uplift.upper()).isCloseTo(5.90, within(0.01));
    assertThat(uplift.note()).contains("one look");
  }

  @Test
  void withTooFewShoppersOrConversionsNoNumberIsGiven() {
    Results few =
        results(
            TEN_PERCENT_HELD_OUT,
            Map.of("ten", group(1800, 162), JdbcResults.HOLDOUT, group(99, 12)));
    Results quiet =
        results(
            TEN_PERCENT_HELD_OUT,
            Map.of("ten", group(1800, 8), JdbcResults.HOLDOUT, group(200, 1)));

    assertThat(few.uplift()).isInstanceOf(Uplift.InsufficientEvidence.class);
    assertThat(quiet.uplift()).isInstanceOf(Uplift.InsufficientEvidence.class);
    assertThat(ResultsAnswer.UpliftAnswer.of(few.uplift()).note())
        .isEqualTo(
            "1800 treated and 99 held-out shoppers with 174 conversions; needed are 100 shoppers on each side and 10 conversions");
    assertThat(ResultsAnswer.UpliftAnswer.of(few.uplift()).percentagePoints()).isNull();
  }

  @Test
  void withoutAHoldoutThereIsNothingToCompareWith() {
    assertThat(results(aCampaign().make(), Map.of("ten", group(5000, 500))).uplift())
        .isInstanceOf(Uplift.NoHoldout.class);
  }

  @Test
  void groupsOfTheWrongSizeRaiseTheAlarm() {
    Results wrong =
        results(
            TEN_PERCENT_HELD_OUT,
            Map.of("ten", group(1700, 1), JdbcResults.HOLDOUT, group(300, 1)));
    Results right =
        results(
            TEN_PERCENT_HELD_OUT,
            Map.of("ten", group(1795, 1), JdbcResults.HOLDOUT, group(205, 1)));

    assertThat(wrong.sampleRatio()).get().matches(SampleRatioCheck::isAlarming);
    assertThat(right.sampleRatio()).get().matches(check -> !check.isAlarming());
  }

  @Test
  void aHandfulOfShoppersIsNotJudged() {
    assertThat(
            results(
                    TEN_PERCENT_HELD_OUT,
                    Map.of("ten", group(40, 1), JdbcResults.HOLDOUT, group(0, 0)))
                .sampleRatio())
        .isEmpty();
  }

  @Test
  void armsAddUpToTheTreated() {
    Campaign two =
        aCampaign().holdingOut("0.1").offering(offer("ten", 1)).offering(offer("gift", 1)).make();
    GroupCounts ten = new GroupCounts(5, 4, 3, 2, 1, 1, Map.of("EUR", new BigDecimal("10.50")));
    GroupCounts gift =
        new GroupCounts(
            7, 6, 5, 4, 3, 2, Map.of("EUR", new BigDecimal("1.25"), "USD", BigDecimal.TEN));

    Results results = results(two, Map.of("ten", ten, "gift", gift));

    assertThat(results.arms()).extracting(Results.Arm::offerId).containsExactly("ten", "gift");
    assertThat(results.treated())
        .isEqualTo(
            new GroupCounts(
                12, 10, 8, 6, 4, 3, Map.of("EUR", new BigDecimal("11.75"), "USD", BigDecimal.TEN)));
    assertThat(results.holdout()).isEqualTo(GroupCounts.NONE);
  }
}
