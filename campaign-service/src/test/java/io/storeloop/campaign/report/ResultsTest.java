package io.storeloop.campaign.report;

import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.offer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.campaign.CampaignFixture;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Experiment.Design;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferKind;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.Look;
import io.storeloop.campaign.statistic.Sums;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final long MESSAGES = 20_000;
  private static final Campaign TEN_PERCENT_HELD_OUT = aCampaign().holdingOut("0.1").make();

  /**
   * So many who bought nothing before; the converted pay 10 each, of which the cost is not known.
   */
  private static GroupNumbers group(long shoppers, long converted) {
    GroupNumbers some = GroupNumbers.NONE;
    some = some.plus(times(shoppers - converted, numbers(0, 0)));
    return some.plus(times(converted, numbers(1, 0)));
  }

  private static Map<String, List<BigDecimal>> numbers(int converted, int before) {
    BigDecimal revenue = BigDecimal.valueOf(10L * converted);
    return Map.of(
        Columns.SHOPPER,
        row(1, 1, 0, 0, 0, 0),
        Columns.GOAL,
        row(converted, converted, before, 0),
        "EUR",
        List.of(revenue, BigDecimal.ZERO, revenue, BigDecimal.valueOf(before), BigDecimal.ZERO));
  }

  private static List<BigDecimal> row(int... numbers) {
    return Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toList();
  }

  private static GroupNumbers times(long count, Map<String, List<BigDecimal>> numbers) {
    BigDecimal times = BigDecimal.valueOf(count);
    Map<String, Sums> sums = new HashMap<>();
    numbers.forEach((unit, row) -> {
      Sums one = Sums.of(row);
      sums.put(
          unit,
          new Sums(
              one.sums().stream().map(times::multiply).toList(),
              one.products().stream().map(times::multiply).toList()));
    });
    return new GroupNumbers(sums);
  }

  private static Results results(Campaign campaign, Map<String, GroupNumbers> groups) {
    return results(campaign, groups, null);
  }

  private static Results results(
      Campaign campaign, Map<String, GroupNumbers> groups, @Nullable BigDecimal marginShare) {
    Map<Cell, Sums> sums = cells(groups);
    return Results.of(
        campaign, sums, Reading.of(campaign, sums, MESSAGES, List.of(), 5000), marginShare);
  }

  private static MeasuredEffect effect(Results results, String metric) {
    return results.effects().stream()
        .filter(effect -> effect.measure().metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void upliftIsTreatedMinusHoldoutInPercentagePointsWithNewcombesInterval() {
    // 162/1800 = 9 %, 12/200 = 6 % → 3 points; Wilson 7.76 to 10.41 and 3.47 to 10.19 %
    // lower 3 - √(1.24² + 4.19²) = -1.37, upper 3 + √(1.41² + 2.53²) = 5.90
    Results results =
        results(
            TEN_PERCENT_HELD_OUT, Map.of("ten", group(1800, 162), Cell.HOLDOUT, group(200, 12)));

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
        results(TEN_PERCENT_HELD_OUT, Map.of("ten", group(1800, 162), Cell.HOLDOUT, group(99, 12)));
    Results quiet =
        results(TEN_PERCENT_HELD_OUT, Map.of("ten", group(1800, 8), Cell.HOLDOUT, group(200, 1)));

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
        results(TEN_PERCENT_HELD_OUT, Map.of("ten", group(1700, 1), Cell.HOLDOUT, group(300, 1)));
    Results right =
        results(TEN_PERCENT_HELD_OUT, Map.of("ten", group(1795, 1), Cell.HOLDOUT, group(205, 1)));

    assertThat(wrong.sampleRatio()).get().matches(SampleRatioCheck::isAlarming);
    assertThat(right.sampleRatio()).get().matches(check -> !check.isAlarming());
  }

  @Test
  void aHandfulOfShoppersIsNotJudged() {
    assertThat(
            results(TEN_PERCENT_HELD_OUT, Map.of("ten", group(40, 1), Cell.HOLDOUT, group(0, 0)))
                .sampleRatio())
        .isEmpty();
  }

  @Test
  void armsAddUpToTheTreated() {
    Campaign two =
        aCampaign().holdingOut("0.1").offering(offer("ten", 1)).offering(offer("gift", 1)).make();

    Results results = results(two, Map.of("ten", group(4, 1), "gift", group(6, 3)));

    assertThat(results.arms()).extracting(Results.Arm::offerId).containsExactly("ten", "gift");
    assertThat(results.groups().treated().counts())
        .isEqualTo(new GroupCounts(10, 10, 0, 0, 4, 0, Map.of("EUR", new BigDecimal("40"))));
    assertThat(results.groups().holdout()).isEqualTo(GroupNumbers.NONE);
    assertThat(results.pairs())
        .extracting(pair -> pair.offerId() + " against " + pair.against())
        .containsExactly("gift against ten");
  }

  @Test
  void effectsAreTheDifferenceInMeansWithAnIntervalWiderThanThatOfOneLook() {
    Results results =
        results(
            TEN_PERCENT_HELD_OUT, Map.of("ten", group(1800, 162), Cell.HOLDOUT, group(200, 12)));

    MeasuredEffect conversion = effect(results, "conversion");
    MeasuredEffect.Estimate estimate = requireNonNull(conversion.estimate());

    // se = √(0.09·0.91/1799 + 0.06·0.94/199)
    assertThat(estimate.effect().difference()).isCloseTo(0.03, within(1e-12));
    assertThat(estimate.effect().standardError()).isCloseTo(0.018137, within(1e-5));
    assertThat(estimate.isAdjusted()).isFalse();
    assertThat(estimate.interval().upper()).isGreaterThan(1.5 * estimate.fixed().upper() - 0.015);
    assertThat(conversion.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(effect(results, "revenue").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(effect(results, "margin").verdict()).isEqualTo(Verdict.COST_UNKNOWN);
  }

  @Test
  void aMarginIsAssumedOnlyWhereItIsSet() {
    Results assumed =
        results(
            TEN_PERCENT_HELD_OUT,
            Map.of("ten", group(18_000, 3600), Cell.HOLDOUT, group(2000, 200)),
            new BigDecimal("0.3"));

    MeasuredEffect margin = effect(assumed, "margin");

    assertThat(margin.verdict()).isEqualTo(Verdict.INCREASE);
    // (0.2 − 0.1) · 10 · 0.3
    assertThat(requireNonNull(margin.estimate()).effect().difference())
        .isCloseTo(0.3, within(1e-9));
  }

  @Test
  void whatWasBoughtBeforeNarrowsTheInterval() {
    // who bought before converts in half of the cases, the others seldom
    GroupNumbers treated =
        times(400, numbers(1, 1))
            .plus(times(400, numbers(0, 1)))
            .plus(times(50, numbers(1, 0)))
            .plus(times(950, numbers(0, 0)));
    GroupNumbers holdout =
        times(40, numbers(1, 1))
            .plus(times(50, numbers(0, 1)))
            .plus(times(5, numbers(1, 0)))
            .plus(times(105, numbers(0, 0)));

    MeasuredEffect.Estimate estimate =
        requireNonNull(
            effect(
                    results(TEN_PERCENT_HELD_OUT, Map.of("ten", treated, Cell.HOLDOUT, holdout)),
                    "conversion")
                .estimate());

    assertThat(estimate.isAdjusted()).isTrue();
    assertThat(estimate.narrowedBy()).isBetween(0.10, 0.30);
    assertThat(estimate.plain().difference()).isCloseTo(450.0 / 1800 - 45.0 / 200, within(1e-12));
    assertThat(estimate.effect().difference()).isNotEqualTo(estimate.plain().difference());
  }

  @Test
  void brokenGroupsGiveNoNumbers() {
    Results wrong =
        results(
            TEN_PERCENT_HELD_OUT, Map.of("ten", group(1700, 170), Cell.HOLDOUT, group(300, 30)));

    assertThat(wrong.effects())
        .allMatch(effect -> effect.estimate() == null)
        .extracting(MeasuredEffect::verdict)
        .contains(Verdict.SAMPLE_RATIO_MISMATCH);
  }

  @Test
  void armsAreComparedWithTheErrorSharedOut() {
    Campaign two =
        aCampaign().holdingOut("0.2").offering(offer("ten", 1)).offering(offer("gift", 1)).make();

    Results results =
        results(
            two,
            Map.of(
                "ten", group(4000, 400), "gift", group(4000, 800), Cell.HOLDOUT, group(2000, 200)));

    // two arms against the holdout and one pair
    assertThat(
            requireNonNull(results.arms().getFirst().effects().getFirst().estimate()).confidence())
        .isCloseTo(1 - 0.05 / 3, within(1e-12));
    assertThat(results.pairs().getFirst().effects().getFirst().verdict())
        .isEqualTo(Verdict.INCREASE);
    assertThat(effect(results, "conversion").verdict()).isEqualTo(Verdict.INCREASE);
  }

  private static final Offer DEAR =
      new Offer(
          "ten",
          new OfferKind.Message(),
          offer("ten", 1).content(),
          BigDecimal.ONE,
          new BigDecimal("0.1"));

  @Test
  void returnIsIncrementalMarginLessCostByCost() {
    Campaign campaign = aCampaign().holdingOut("0.1").offering(DEAR).make();

    Results results =
        results(
            campaign,
            Map.of("ten", group(18_000, 3600), Cell.HOLDOUT, group(2000, 200)),
            new BigDecimal("0.3"));

    // 18,000 · 0.3 = 5400 of margin for 18,000 · 0.1 = 1800 of cost
    ReturnOnCost found = results.returns().getFirst();
    assertThat(found.spent().total()).isEqualByComparingTo("1800");
    assertThat(requireNonNull(found.roi()).value()).isCloseTo(2.0, within(1e-9));
  }

  @Test
  void theReturnPaysForMessagesAndForWhatIsFixed() {
    Campaign campaign =
        aCampaign().holdingOut("0.1").offering(DEAR).costing("650", "0.0125").make();

    Results results =
        results(
            campaign,
            Map.of("ten", group(18_000, 3600), Cell.HOLDOUT, group(2000, 200)),
            new BigDecimal("0.3"));

    // 5400 of margin for 1800 of offers, 20,000 · 0.0125 = 250 of messages and 650
    ReturnOnCost found = results.returns().getFirst();
    ResultsAnswer.ReturnAnswer answer = ResultsAnswer.ReturnAnswer.of(found);
    assertThat(answer.cost()).isEqualByComparingTo("2700");
    assertThat(answer.costs().offers()).isEqualByComparingTo("1800");
    assertThat(answer.costs().sends()).isEqualByComparingTo("250");
    assertThat(answer.costs().fixed()).isEqualByComparingTo("650");
    assertThat(requireNonNull(found.roi()).value()).isCloseTo(1.0, within(1e-9));
    double lower = requireNonNull(effect(results, "margin").estimate()).interval().lower();
    assertThat(found.roi().interval().lower()).isCloseTo(lower * 18_000 / 2700 - 1, within(1e-9));
  }

  @Test
  void costsSayTheCurrencyOfTheReturnWhereSeveralArePaidIn() {
    Map<String, GroupNumbers> groups =
        Map.of("ten", group(40, 1).plus(times(1, Map.of("SEK", row(5, 5, 0, 0, 0)))));

    assertThat(results(aCampaign().make(), groups).returns()).isEmpty();
    assertThat(results(aCampaign().costing("1", "0").make(), groups).returns())
        .extracting(ReturnOnCost::currency)
        .containsExactly("EUR");
  }

  @Test
  void atAPlannedLookTheReturnPaysForTheMessagesThatHadLeftByThen() {
    Campaign planned =
        aCampaign()
            .holdingOut("0.1")
            .readBy(new Design.GroupSequential(5, 20_000))
            .costing("0", "1")
            .make();
    Map<Cell, Sums> now = cells(Map.of("ten", group(18_000, 3600), Cell.HOLDOUT, group(2000, 200)));

    Results results =
        Results.of(
            planned,
            now,
            Reading.of(planned, now, MESSAGES, List.of(look(3, 12_000, now)), 5000),
            null);

    assertThat(results.returns().getFirst().spent().sends()).isEqualByComparingTo("30");
  }

  @Test
  void aGroupSequentialDesignIsReadAtItsLooksOnly() {
    Campaign planned =
        aCampaign().holdingOut("0.1").readBy(new Design.GroupSequential(5, 20_000)).make();
    Map<Cell, Sums> now = cells(Map.of("ten", group(18_000, 3600), Cell.HOLDOUT, group(2000, 200)));

    Results before =
        Results.of(planned, now, Reading.of(planned, now, MESSAGES, List.of(), 5000), null);
    List<Look> looks = List.of(look(1, 4_000, Map.of()), look(5, 20_000, now));
    Results after = Results.of(planned, now, Reading.of(planned, now, MESSAGES, looks, 5000), null);

    assertThat(effect(before, "conversion").verdict()).isEqualTo(Verdict.AWAITING_LOOK);
    MeasuredEffect.Estimate estimate = requireNonNull(effect(after, "conversion").estimate());
    assertThat(estimate.method()).isEqualTo("group_sequential");
    // the last look of O'Brien-Fleming is nearly a fixed test
    double reach = (estimate.interval().upper() - 0.1) / estimate.effect().standardError();
    assertThat(reach).isBetween(1.955, 2.06);
  }

  private static Look look(int number, long shoppers, Map<Cell, Sums> sums) {
    return new Look(number, CampaignFixture.NOON, shoppers, 10L * number, sums);
  }

  private static Map<Cell, Sums> cells(Map<String, GroupNumbers> groups) {
    Map<Cell, Sums> cells = new HashMap<>();
    groups.forEach((arm, numbers) ->
        numbers
            .units()
            .forEach((unit, sums) ->
                cells.put(new Cell(new UUID(0, 1), Cell.EVERYBODY, arm, unit), sums)));
    return cells;
  }
}
