package io.storeloop.campaign.report;

import static io.storeloop.campaign.CampaignFixture.aCampaign;
import static io.storeloop.campaign.CampaignFixture.offer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.inference.SampleMoments;
import io.storeloop.campaign.allocation.OfferWeights;
import io.storeloop.campaign.experiment.ExperimentDesign;
import io.storeloop.campaign.experiment.Group;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Experiment;
import io.storeloop.campaign.lifecycle.Experiment.Allocation;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.Sums;
import io.storeloop.campaign.statistic.Weighing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Adaptive campaigns simulated with known truth: assignment by hashing, weights in batches. */
class AdaptiveReadOutTest {
  private static final int RUNS = 300;
  private static final int BATCHES = 10;
  private static final int SHOPPERS = 300;
  private static final double HELD_OUT = 0.2;
  private static final double[] RATES = {0.15, 0.15, 0.25};
  private static final double HOLDOUT_RATE = 0.10;
  private static final BigDecimal FLOOR = new BigDecimal("0.1");

  private final Campaign campaign =
      aCampaign()
          .holdingOut("0.2")
          .offering(offer("a", 1))
          .offering(offer("b", 1))
          .offering(offer("c", 1))
          .sharedOutBy(new Allocation.Thompson(FLOOR))
          .make();

  /** What regular customers pay; they buy four times as often as the others, and pay more. */
  private static final double REGULAR_MARGIN = 8;

  private static final double OTHER_MARGIN = 6;
  private static final double REGULAR_FACTOR = 1.6;
  private static final double OTHER_FACTOR = 0.4;

  /** Of a rate of 1: half of the shoppers are regular. */
  private static final double MARGIN =
      (REGULAR_FACTOR * REGULAR_MARGIN + OTHER_FACTOR * OTHER_MARGIN) / 2;

  private record Run(
      Map<Cell, Sums> sums,
      double plainRateOfA,
      double plainMarginOfWorse,
      long shownC,
      long treated) {}

  /** Shoppers who add the same numbers. */
  private record Kind(String arm, double chance, boolean isRegular, boolean bought) {}

  @Test
  void theReadOutIsUnbiasedWherePlainMeansAreNot() {
    SampleMoments plain = SampleMoments.EMPTY;
    SampleMoments plainMargin = SampleMoments.EMPTY;
    SampleMoments weighted = SampleMoments.EMPTY;
    SampleMoments uplift = SampleMoments.EMPTY;
    SampleMoments margin = SampleMoments.EMPTY;
    SampleMoments unadjusted = SampleMoments.EMPTY;
    SampleMoments narrowed = SampleMoments.EMPTY;
    SampleMoments claimed = SampleMoments.EMPTY;
    int covered = 0;
    int marginsCovered = 0;
    double shareOfBest = 0;
    for (int number = 0; number < RUNS; number++) {
      Run run = simulate(number);
      Results results =
          Results.of(campaign, run.sums, Reading.of(campaign, run.sums, 0, List.of(), 3000), null);
      MeasuredEffect.Estimate ofA = estimate(results.arms().getFirst(), "conversion");
      MeasuredEffect.Estimate ofC = estimate(results.arms().getLast(), "conversion");
      MeasuredEffect.Estimate marginOfC = estimate(results.arms().getLast(), "margin");
      plain = plain.plus(run.plainRateOfA);
      plainMargin = plainMargin.plus(run.plainMarginOfWorse);
      weighted = weighted.plus(ofA.treatedMean());
      uplift = uplift.plus(ofC.effect().difference());
      margin = margin.plus(marginOfC.effect().difference());
      unadjusted = unadjusted.plus(marginOfC.plain().difference());
      narrowed = narrowed.plus(marginOfC.narrowedBy());
      claimed = claimed.plus(Math.pow(marginOfC.effect().standardError(), 2));
      covered += ofC.interval().contains(RATES[2] - HOLDOUT_RATE) ? 1 : 0;
      marginsCovered += marginOfC.interval().contains(MARGIN * (RATES[2] - HOLDOUT_RATE)) ? 1 : 0;
      shareOfBest += (double) run.shownC / run.treated / RUNS;
    }

    assertThat(deviations(plain, RATES[0])).isLessThan(-3);
    assertThat(deviations(plainMargin, MARGIN * RATES[0])).isLessThan(-3);
    assertThat(deviations(weighted, RATES[0])).isBetween(-3.0, 3.0);
    assertThat(deviations(uplift, RATES[2] - HOLDOUT_RATE)).isBetween(-3.0, 3.0);
    assertThat(deviations(margin, MARGIN * (RATES[2] - HOLDOUT_RATE))).isBetween(-3.0, 3.0);
    assertThat(deviations(unadjusted, MARGIN * (RATES[2] - HOLDOUT_RATE))).isBetween(-3.0, 3.0);
    assertThat(narrowed.mean()).isGreaterThan(0.1);
    // what the interval claims to win is won
    assertThat(margin.variance()).isLessThan(0.9 * unadjusted.variance());
    assertThat(claimed.mean() / margin.variance()).isBetween(0.8, 1.25);
    assertThat(covered).isGreaterThanOrEqualTo((int) (0.95 * RUNS));
    assertThat(marginsCovered).isGreaterThanOrEqualTo((int) (0.95 * RUNS));
    assertThat(shareOfBest).isGreaterThan(0.5);
  }

  private static MeasuredEffect.Estimate estimate(Results.Arm arm, String metric) {
    return requireNonNull(
        arm.effects().stream()
            .filter(effect -> effect.measure().metric().equals(metric))
            .findFirst()
            .orElseThrow()
            .estimate());
  }

  /** By how many standard errors the mean of all runs is off. */
  private static double deviations(SampleMoments runs, double truth) {
    return (runs.mean() - truth) / Math.sqrt(runs.variance() / runs.count());
  }

  private Run simulate(int number) {
    Random random = new Random(number);
    ExperimentDesign design =
        design(number, List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));
    long[] shown = new long[RATES.length];
    long[] converted = new long[RATES.length];
    double[] paid = new double[RATES.length];
    Map<Kind, Long> kinds = new HashMap<>();
    for (int shopper = 0; shopper < BATCHES * SHOPPERS; shopper++) {
      if (shopper % SHOPPERS == 0 && shopper > 0) {
        List<BigDecimal> weights = OfferWeights.of(shown(shown, converted), FLOOR);
        assertThat(weights).allMatch(weight -> weight.doubleValue() > 0.0332);
        design = design(number, weights);
      }
      boolean isRegular = random.nextBoolean();
      double factor = isRegular ? REGULAR_FACTOR : OTHER_FACTOR;
      Kind kind =
          switch (design.groupOf("shopper-" + shopper)) {
            case Group.Holdout heldOut ->
                new Kind(
                    Cell.HOLDOUT, HELD_OUT, isRegular, random.nextDouble() < factor * HOLDOUT_RATE);
            case Group.Arm arm -> {
              boolean bought = random.nextDouble() < factor * RATES[arm.index()];
              shown[arm.index()]++;
              converted[arm.index()] += bought ? 1 : 0;
              paid[arm.index()] += bought ? (isRegular ? REGULAR_MARGIN : OTHER_MARGIN) : 0;
              String offer = campaign.plan().offers().get(arm.index()).offerId();
              yield new Kind(offer, design.expectedShare(arm.index()), isRegular, bought);
            }
          };
      kinds.merge(kind, 1L, Long::sum);
    }
    return new Run(
        sums(kinds),
        (double) converted[0] / shown[0],
        (paid[0] / shown[0] + paid[1] / shown[1]) / 2,
        shown[2],
        shown[0] + shown[1] + shown[2]);
  }

  private static ExperimentDesign design(int number, List<BigDecimal> weights) {
    return ExperimentDesign.of("salt-" + number, BigDecimal.valueOf(HELD_OUT), weights);
  }

  private static List<Optional<Proportion>> shown(long[] shown, long[] converted) {
    List<Optional<Proportion>> proportions = new ArrayList<>();
    for (int arm = 0; arm < shown.length; arm++) {
      proportions.add(
          shown[arm] == 0
              ? Optional.empty()
              : Optional.of(new Proportion(converted[arm], shown[arm])));
    }
    return proportions;
  }

  private static Map<Cell, Sums> sums(Map<Kind, Long> kinds) {
    Map<Cell, Sums> sums = new HashMap<>();
    kinds.forEach((kind, count) ->
        numbers(kind)
            .forEach((unit, row) -> {
              Cell cell = new Cell(new UUID(0, 1), Cell.EVERYBODY, kind.arm, unit);
              sums.merge(cell, times(BigDecimal.valueOf(count), Sums.of(row)), Sums::plus);
            }));
    return sums;
  }

  private static Sums times(BigDecimal count, Sums one) {
    return new Sums(
        one.sums().stream().map(count::multiply).toList(),
        one.products().stream().map(count::multiply).toList());
  }

  private static Map<String, List<BigDecimal>> numbers(Kind kind) {
    double paid = kind.bought ? (kind.isRegular ? REGULAR_MARGIN : OTHER_MARGIN) : 0;
    Map<String, List<BigDecimal>> numbers = new HashMap<>();
    numbers.put(Columns.SHOPPER, row(1, 1, 0, 0, 0, 0));
    numbers.put(
        Columns.GOAL, row(kind.bought ? 1 : 0, kind.bought ? 1 : 0, kind.isRegular ? 2 : 0, 0));
    numbers.put("EUR", row(3 * paid, paid, 0, kind.isRegular ? 40 : 0, 0));
    numbers.putAll(Weighing.of(numbers, kind.chance));
    return numbers;
  }

  private static List<BigDecimal> row(double... numbers) {
    return Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toList();
  }

  @Test
  void theUsualReadOutOfAnAdaptiveCampaignIsRefused() {
    assertThat(
            Results.of(
                    campaign,
                    simulate(1).sums,
                    Reading.of(campaign, Map.of(), 0, List.of(), 3000),
                    null)
                .arms()
                .getFirst()
                .uplift())
        .isInstanceOf(Uplift.Adaptive.class);
    assertThat(campaign.plan().experiment().alpha()).isEqualByComparingTo(Experiment.DEFAULT_ALPHA);
  }
}
