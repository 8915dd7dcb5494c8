package io.storeloop.campaign.report;

import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.offer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.experiment.CovariateAdjustment;
import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Experiment.Allocation;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.Sums;
import io.storeloop.campaign.statistic.Weighing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Effects by inverse probability from sums, against a walk over the shoppers one by one. */
class InverseProbabilityTest {
  private static final BigDecimal SHARE = new BigDecimal("0.4");
  private static final List<String> GROUPS = List.of("a", "b", Cell.HOLDOUT);

  private final Campaign campaign =
      aCampaign()
          .holdingOut("0.3333")
          .offering(offer("a", 1))
          .offering(offer("b", 1))
          .sharedOutBy(new Allocation.Thompson(new BigDecimal("0.1")))
          .make();

  private final Map<Cell, Sums> sums = new HashMap<>();

  /** Of a against the holdout, column by column: score, and the control variates. */
  private final JointMoments conversion = new JointMoments(3);

  private final JointMoments margin = new JointMoments(3);

  /** Every third has bought before, every sixth in kronor only; {@code uncosted} of the revenue. */
  private void happens(boolean uncosted) {
    Random random = new Random(17);
    for (int shopper = 0; shopper < 900; shopper++) {
      String arm = GROUPS.get(random.nextInt(3));
      double chance =
          arm.equals(Cell.HOLDOUT) ? 0.2 : (1 + random.nextInt(9_000)) / 10_000.0 * 0.8 + 0.05;
      int before = shopper % 3 == 0 ? 1 + random.nextInt(4) : 0;
      int converted = random.nextInt(10) < 2 + before ? 1 : 0;
      BigDecimal revenue = BigDecimal.valueOf(converted * (1_000L + random.nextInt(5_000)), 2);
      BigDecimal known = uncosted ? BigDecimal.ZERO : revenue.divide(BigDecimal.TWO);
      BigDecimal unknown = uncosted ? revenue : BigDecimal.ZERO;
      Map<String, List<BigDecimal>> numbers = new HashMap<>();
      numbers.put(Columns.SHOPPER, row(1, 1, 0, 0, 0, 0));
      numbers.put(Columns.GOAL, row(converted, converted, before, 0));
      if (converted > 0 || before > 0) {
        numbers.put(
            "EUR",
            List.of(revenue, known, unknown, BigDecimal.valueOf(before * 20L), BigDecimal.ZERO));
      }
      numbers.putAll(Weighing.of(numbers, chance));
      numbers.forEach((unit, row) ->
          sums.merge(
              new Cell(new UUID(0, 1), Cell.EVERYBODY, arm, unit), Sums.of(row), Sums::plus));

      double weight = arm.equals("a") ? 1 / chance : arm.equals("b") ? 0 : -1 / chance;
      conversion.add(weight * converted, weight, weight * before);
      margin.add(
          weight * known.add(SHARE.multiply(unknown)).doubleValue(), weight, weight * before * 20);
    }
  }

  private static List<BigDecimal> row(int... numbers) {
    return java.util.Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toList();
  }

  private List<MeasuredEffect> ofA(@Nullable BigDecimal marginShare) {
    return Results.of(campaign, sums, Reading.of(campaign, sums, 0, List.of(), 5000), marginShare)
        .arms()
        .getFirst()
        .effects();
  }

  private static MeasuredEffect effect(List<MeasuredEffect> effects, String metric) {
    return effects.stream()
        .filter(effect -> effect.measure().metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private static void assertAgrees(MeasuredEffect effect, JointMoments scores) {
    CovariateAdjustment expected = CovariateAdjustment.controlled(scores);
    MeasuredEffect.Estimate estimate = requireNonNull(effect.estimate());
    assertThat(estimate.isAdjusted()).isTrue();
    assertThat(estimate.plain().difference())
        .isCloseTo(expected.plain().difference(), within(1e-9));
    assertThat(estimate.plain().standardError())
        .isCloseTo(expected.plain().standardError(), within(1e-9));
    assertThat(estimate.effect().difference())
        .isCloseTo(expected.adjusted().difference(), within(1e-8));
    assertThat(estimate.effect().standardError())
        .isCloseTo(expected.adjusted().standardError(), within(1e-8));
    assertThat(estimate.effect().observations()).isEqualTo(900);
  }

  @Test
  void fromSumsItIsWhatAWalkOverTheShoppersGives() {
    happens(false);

    List<MeasuredEffect> effects = ofA(null);

    assertThat(effects)
        .extracting(effect -> effect.measure().metric())
        .containsExactly("conversion", "revenue", "margin");
    assertAgrees(effect(effects, "conversion"), conversion);
    assertAgrees(effect(effects, "margin"), margin);
  }

  @Test
  void withoutACostTheMarginIsThatOfTheAssumedShareOrNone() {
    happens(true);

    assertThat(effect(ofA(null), "margin").verdict()).isEqualTo(Verdict.COST_UNKNOWN);
    assertThat(effect(ofA(null), "margin").estimate()).isNull();
    assertAgrees(effect(ofA(SHARE), "margin"), margin);
  }

  @Test
  void whereChancesWereNotKeptThereIsNoNumber() {
    happens(false);
    sums.keySet().removeIf(cell -> cell.unit().startsWith("weighted:"));

    MeasuredEffect effect = effect(ofA(null), "conversion");

    assertThat(effect.verdict()).isEqualTo(Verdict.INSUFFICIENT_EVIDENCE);
    assertThat(effect.note()).contains("not kept");
  }
}
