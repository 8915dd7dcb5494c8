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
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
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

  private record Run(Map<Cell, Sums> sums, double plainRateOfA, long shownC, long treated) {}

  @Test
  void theReadOutIsUnbiasedWherePlainRatesAreNot() {
    SampleMoments plain = SampleMoments.EMPTY;
    SampleMoments weighted = SampleMoments.EMPTY;
    SampleMoments uplift = SampleMoments.EMPTY;
    int covered = 0;
    double shareOfBest = 0;
    for (int number = 0; number < RUNS; number++) {
      Run run = simulate(number);
      Results results =
          Results.of(campaign, run.sums, Reading.of(campaign, run.sums, 0, List.of(), 3000), null);
      MeasuredEffect.Estimate ofA =
          requireNonNull(results.arms().getFirst().effects().getFirst().estimate());
      MeasuredEffect.Estimate ofC =
          requireNonNull(results.arms().getLast().effects().getFirst().estimate());
      plain = plain.plus(run.plainRateOfA);
      weighted = weighted.plus(ofA.treatedMean());
      uplift = uplift.plus(ofC.effect().difference());
      covered += ofC.interval().contains(RATES[2] - HOLDOUT_RATE) ? 1 : 0;
      shareOfBest += (double) run.shownC / run.treated / RUNS;
    }

    assertThat(deviations(plain, RATES[0])).isLessThan(-3);
    assertThat(deviations(weighted, RATES[0])).isBetween(-3.0, 3.0);
    assertThat(deviations(uplift, RATES[2] - HOLDOUT_RATE)).isBetween(-3.0, 3.0);
    assertThat(covered).isGreaterThanOrEqualTo((int) (0.95 * RUNS));
    assertThat(shareOfBest).isGreaterThan(0.5);
  }

  /** By how many standard errors the mean of all runs is off. */
  private static double deviations(SampleMoments runs, double truth) {
    return (runs.mean() - truth) / Math.sqrt(runs.variance() / runs.count());
  }

  private Run simulate(int number) {
    Random random = new Random(number);
    List<BigDecimal> weights = List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);
    long[] shown = new long[RATES.length];
    long[] converted = new long[RATES.length];
    Map<Cell, Sums> sums = new HashMap<>();
    for (int shopper = 0; shopper < BATCHES * SHOPPERS; shopper++) {
      if (shopper % SHOPPERS == 0 && shopper > 0) {
        weights = OfferWeights.of(shown(shown, converted), FLOOR);
        assertThat(weights).allMatch(weight -> weight.doubleValue() > 0.0332);
      }
      ExperimentDesign design =
          ExperimentDesign.of("salt-" + number, BigDecimal.valueOf(HELD_OUT), weights);
      switch (design.groupOf("shopper-" + shopper)) {
        case Group.Holdout heldOut ->
            count(sums, Cell.HOLDOUT, random.nextDouble() < HOLDOUT_RATE, HELD_OUT);
        case Group.Arm arm -> {
          boolean bought = random.nextDouble() < RATES[arm.index()];
          shown[arm.index()]++;
          converted[arm.index()] += bought ? 1 : 0;
          String offer = campaign.plan().offers().get(arm.index()).offerId();
          count(sums, offer, bought, design.expectedShare(arm.index()));
        }
      }
    }
    return new Run(
        sums, (double) converted[0] / shown[0], shown[2], shown[0] + shown[1] + shown[2]);
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

  private static void count(Map<Cell, Sums> sums, String arm, boolean bought, double probability) {
    BigDecimal one = bought ? BigDecimal.ONE : BigDecimal.ZERO;
    BigDecimal zero = BigDecimal.ZERO;
    add(
        sums,
        arm,
        Columns.SHOPPER,
        List.of(BigDecimal.ONE, BigDecimal.ONE, zero, zero, zero, zero));
    BigDecimal weighted = one.divide(BigDecimal.valueOf(probability), MathContext.DECIMAL64);
    add(sums, arm, Columns.GOAL, List.of(one, one, zero, weighted));
  }

  private static void add(Map<Cell, Sums> sums, String arm, String unit, List<BigDecimal> row) {
    sums.merge(new Cell(new UUID(0, 1), Cell.EVERYBODY, arm, unit), Sums.of(row), Sums::plus);
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
