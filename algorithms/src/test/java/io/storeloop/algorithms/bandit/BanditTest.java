package io.storeloop.algorithms.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.NormalDistribution;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BanditTest {
  private static final ThompsonSampling WITHOUT_FLOOR = new ThompsonSampling(0);

  @Test
  void ofTwoRatesByHand() {
    var allocation =
        WITHOUT_FLOOR.allocation(
            List.of(ArmPosterior.of(new Proportion(1, 1)), ArmPosterior.unknownRate()));

    // ∫ 2x · x dx = 2/3
    assertThat(allocation[0]).isCloseTo(2.0 / 3, within(1e-6));
    assertThat(DoubleStream.of(allocation).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void ofTwoMeansByHand() {
    var allocation =
        WITHOUT_FLOOR.allocation(
            List.of(new ArmPosterior.Normal(1, 3), new ArmPosterior.Normal(0, 4)));

    // the difference is normal with mean 1 and deviation 5
    assertThat(allocation[0]).isCloseTo(NormalDistribution.cumulative(0.2), within(1e-6));
  }

  @Test
  void theComputedShareIsThatOfDraws() {
    var arms =
        List.of(
            new ArmPosterior.Normal(0.3, 0.1),
            new ArmPosterior.Normal(0.25, 0.2),
            new ArmPosterior.Normal(0, 0.4));
    var random = new SplittableRandom(9);
    double[] best = new double[3];
    int draws = 200_000;
    for (int draw = 0; draw < draws; draw++) {
      double[] drawn =
          arms.stream()
              .mapToDouble(arm -> arm.mean() + arm.deviation() * random.nextGaussian())
              .toArray();
      best[IntStream.range(0, 3).reduce(0, (a, b) -> drawn[b] > drawn[a] ? b : a)]++;
    }

    double[] allocation = WITHOUT_FLOOR.allocation(arms);

    for (int arm = 0; arm < 3; arm++) {
      assertThat(allocation[arm]).isCloseTo(best[arm] / draws, within(0.005));
    }
  }

  @Test
  void noArmFallsBelowTheFloor() {
    var allocation =
        new ThompsonSampling(0.05)
            .allocation(
                List.of(
                    ArmPosterior.of(new Proportion(900, 1_000)),
                    ArmPosterior.of(new Proportion(1, 1_000))));

    assertThat(allocation[1]).isCloseTo(0.025, within(1e-9));
  }

  @Test
  void fewRewardsOfAnyKindLeaveThePriorInPlace() {
    var unknown = ArmPosterior.of(SampleMoments.EMPTY, 20, 5);
    var known = ArmPosterior.of(SampleMoments.of(10, 10, 40, 40), 20, 5);

    assertThat(unknown).isEqualTo(new ArmPosterior.Normal(20, 5));
    // (100 + 20) / 5; variance 300
    assertThat(known).isEqualTo(new ArmPosterior.Normal(24, Math.sqrt(300) / Math.sqrt(5)));
  }

  @Test
  void aPointOfTheUnitIntervalFallsToAnArm() {
    double[] allocation = {0.2, 0, 0.8};

    assertThat(ThompsonSampling.choose(allocation, 0.19)).isEqualTo(0);
    assertThat(ThompsonSampling.choose(allocation, 0.2)).isEqualTo(2);
    assertThat(ThompsonSampling.choose(allocation, Math.nextDown(1.0))).isEqualTo(2);
  }

  @Test
  void itRegretsFarLessThanEpsilonGreedy() {
    double[] rates = IntStream.range(0, 10).mapToDouble(arm -> 0.05 + 0.01 * arm).toArray();

    double thompson = regret(rates, new ThompsonSampling(0.02), 10);
    double greedy = regret(rates, null, 11);

    assertThat(thompson).isLessThan(0.6 * greedy);
  }

  /** Regret of 100,000 decisions; without Thompson by greedy choice with a tenth of exploration. */
  private static double regret(
      double[] rates, @org.jspecify.annotations.Nullable ThompsonSampling policy, long seed) {
    var random = new SplittableRandom(seed);
    long[] trials = new long[rates.length];
    long[] successes = new long[rates.length];
    double regret = 0;
    double[] allocation = new double[rates.length];
    for (int decision = 0; decision < 100_000; decision++) {
      if (policy != null && decision % 500 == 0) {
        allocation =
            policy.allocation(
                IntStream.range(0, rates.length)
                    .mapToObj(arm ->
                        new ArmPosterior.Beta(
                            1.0 + successes[arm], 1.0 + trials[arm] - successes[arm]))
                    .toList());
      }
      int arm =
          policy != null
              ? ThompsonSampling.choose(allocation, random.nextDouble())
              : random.nextDouble() < 0.1
                  ? random.nextInt(rates.length)
                  : IntStream.range(0, rates.length)
                      .reduce(
                          0,
                          (a, b) ->
                              rate(successes, trials, b) > rate(successes, trials, a) ? b : a);
      trials[arm]++;
      successes[arm] += random.nextDouble() < rates[arm] ? 1 : 0;
      regret += rates[rates.length - 1] - rates[arm];
    }
    return regret;
  }

  private static double rate(long[] successes, long[] trials, int arm) {
    return trials[arm] == 0 ? 1 : (double) successes[arm] / trials[arm];
  }

  @Test
  void weightedByProbabilityTheReadOutIsUnbiasedWhereThePlainMeanIsNot() {
    double[] rates = {0.3, 0.35};
    int runs = 800;
    var plain = SampleMoments.EMPTY;
    var weighted = SampleMoments.EMPTY;
    var differences = SampleMoments.EMPTY;
    int covered = 0;
    for (int run = 0; run < runs; run++) {
      var random = new SplittableRandom(1_000 + run);
      var readOut = new InverseProbabilityMeans(2);
      long[] trials = new long[2];
      long[] successes = new long[2];
      double[] allocation = {0.5, 0.5};
      for (int decision = 0; decision < 400; decision++) {
        if (decision % 40 == 0) {
          allocation =
              new ThompsonSampling(0.1)
                  .allocation(
                      List.of(
                          new ArmPosterior.Beta(1.0 + successes[0], 1.0 + trials[0] - successes[0]),
                          new ArmPosterior.Beta(
                              1.0 + successes[1], 1.0 + trials[1] - successes[1])));
        }
        int arm = ThompsonSampling.choose(allocation, random.nextDouble());
        double reward = random.nextDouble() < rates[arm] ? 1 : 0;
        double guess = 0.3;
        readOut.add(arm, allocation[arm], reward, guess, guess);
        trials[arm]++;
        successes[arm] += (long) reward;
      }
      plain = plain.plus(rate(successes, trials, 0));
      weighted = weighted.plus(readOut.mean(0).difference());
      differences = differences.plus(readOut.difference(1, 0).difference());
      covered += readOut.difference(1, 0).interval(0.95).contains(0.05) ? 1 : 0;
    }

    double error = Math.sqrt(weighted.variance() / runs);
    assertThat(plain.mean()).isLessThan(0.3 - 3 * Math.sqrt(plain.variance() / runs));
    assertThat(weighted.mean()).isCloseTo(0.3, within(3 * error));
    assertThat(differences.mean())
        .isCloseTo(0.05, within(3 * Math.sqrt(differences.variance() / runs)));
    assertThat(covered / (double) runs).isBetween(0.90, 0.98);
  }

  @Test
  void theReadOutByHand() {
    var readOut = new InverseProbabilityMeans(2);
    readOut.add(0, 0.5, 1, 0, 0);
    readOut.add(1, 0.25, 1, 0, 0);

    // z of arm 0: 2 and 0; of arm 1: 0 and 4
    assertThat(readOut.mean(0).difference()).isEqualTo(1);
    assertThat(readOut.mean(1).difference()).isEqualTo(2);
    // differences −2 and 4, variance 18, √(18/2)
    assertThat(readOut.difference(1, 0).standardError()).isCloseTo(3, within(1e-12));
    var other = new InverseProbabilityMeans(2);
    other.addAll(readOut);
    assertThat(other.mean(1)).isEqualTo(readOut.mean(1));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ThompsonSampling(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> WITHOUT_FLOOR.allocation(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ArmPosterior.Beta(0.5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ArmPosterior.Normal(0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InverseProbabilityMeans(2).add(0, 0, 1, 0, 0));
    assertThat(Arrays.stream(WITHOUT_FLOOR.allocation(List.of(ArmPosterior.unknownRate()))).sum())
        .isEqualTo(1);
  }
}
