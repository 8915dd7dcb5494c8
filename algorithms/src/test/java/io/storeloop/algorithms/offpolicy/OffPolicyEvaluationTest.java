package io.storeloop.algorithms.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OffPolicyEvaluationTest {
  private static final double UNCUT = Double.POSITIVE_INFINITY;

  @Test
  void threeDecisionsByHand() {
    var sum = WeightedRewards.EMPTY.plus(2, 1, UNCUT).plus(0.5, 0, UNCUT).plus(1.5, 1, UNCUT);

    // Σw = 4, Σw² = 4 + 0.25 + 2.25 = 6.5, Σwr = 3.5
    assertThat(sum.effectiveSampleSize()).isCloseTo(16 / 6.5, within(1e-12));
    assertThat(sum.ips().difference()).isCloseTo(3.5 / 3, within(1e-12));
    assertThat(sum.snips().difference()).isCloseTo(3.5 / 4, within(1e-12));
    // w (r − 0.875): 0.25, −0.4375, 0.1875, squares 0.0625 + 0.19140625 + 0.03515625
    assertThat(sum.snips().standardError()).isCloseTo(Math.sqrt(0.2890625) / 4, within(1e-12));
    var ofRewards = SampleMoments.of(2, 0, 1.5);
    assertThat(sum.ips().standardError())
        .isCloseTo(Math.sqrt(ofRewards.variance() / 3), within(1e-12));
  }

  @Test
  void partsOfALogAddUp() {
    var one = WeightedRewards.EMPTY.plus(2, 1, 1.8).plus(0.5, 0, 1.8);
    var other = WeightedRewards.EMPTY.plus(1.5, 1, 1.8);

    var whole = one.plus(other);

    assertThat(whole)
        .isEqualTo(WeightedRewards.EMPTY.plus(2, 1, 1.8).plus(0.5, 0, 1.8).plus(1.5, 1, 1.8));
    assertThat(whole.clipped()).isEqualTo(1);
    assertThat(whole.largestWeight()).isEqualTo(2);
  }

  @Test
  void allThreeEstimatesFindTheKnownValue() {
    int seeds = 60;
    SampleMoments[] errors = {SampleMoments.EMPTY, SampleMoments.EMPTY, SampleMoments.EMPTY};
    int[] covered = new int[3];
    for (int seed = 0; seed < seeds; seed++) {
      var bandit = new SyntheticBandit(seed);
      var result =
          (OffPolicyResult.Estimates)
              OffPolicyEvaluation.evaluate(
                  bandit.log(5_000), bandit.target(), OffPolicyOptions.seeded(seed));
      Effect[] estimates = {result.ips(), result.snips(), result.doublyRobust()};
      for (int i = 0; i < 3; i++) {
        errors[i] = errors[i].plus(estimates[i].difference() - bandit.value());
        covered[i] += estimates[i].interval(0.95).contains(bandit.value()) ? 1 : 0;
      }
    }

    // 100,000 decisions and 200 seeds in benchmarks/results/experiments.md
    for (int i = 0; i < 3; i++) {
      double error = Math.sqrt(errors[i].variance() / seeds);
      assertThat(Math.abs(errors[i].mean())).isLessThan(3 * error);
      assertThat(covered[i]).isBetween(51, 60);
    }
    assertThat(errors[2].variance()).isLessThan(errors[0].variance());
  }

  @Test
  void aLogThatShowsNextToNothingOfThePolicyIsRefused() {
    var bandit = new SyntheticBandit(1);
    var log = bandit.log(5_000);
    // all of the target's weight on the rarest choice
    TargetPolicy rare = (context, action) -> action == log.actionCount() - 1 ? 1 : 0;

    var result = OffPolicyEvaluation.evaluate(log, rare, new OffPolicyOptions(5, 5_000, 1));

    assertThat(result).isInstanceOf(OffPolicyResult.InsufficientEvidence.class);
    assertThat(result.effectiveSampleSize()).isGreaterThan(0).isLessThan(5_000);
  }

  @Test
  void twoHundredDecisionsOfThePolicyItselfAreEnoughAndOneLessIsNot() {
    TargetPolicy same = TargetPolicy.uniform(2);

    var below =
        OffPolicyEvaluation.evaluate(alternating(199, 0.5), same, OffPolicyOptions.seeded(1));
    var enough =
        OffPolicyEvaluation.evaluate(alternating(200, 0.5), same, OffPolicyOptions.seeded(1));

    assertThat(below).isInstanceOf(OffPolicyResult.InsufficientEvidence.class);
    assertThat(below.effectiveSampleSize()).isCloseTo(199, within(1e-9));
    assertThat(enough).isInstanceOf(OffPolicyResult.Estimates.class);
    assertThat(enough.meanWeight().difference()).isCloseTo(1, within(1e-12));
  }

  @Test
  void propensitiesThatCannotBeTrueAreRefused() {
    // both actions as often as each other, but said to be taken with 0.4: weights of 1.25
    var result =
        OffPolicyEvaluation.evaluate(
            alternating(5_000, 0.4), TargetPolicy.uniform(2), OffPolicyOptions.seeded(1));

    assertThat(result).isInstanceOf(OffPolicyResult.InsufficientEvidence.class);
    assertThat(((OffPolicyResult.InsufficientEvidence) result).isTooSmall()).isFalse();
    assertThat(result.meanWeight().difference()).isCloseTo(1.25, within(1e-12));
  }

  private static LoggedDecisions alternating(int rows, double propensity) {
    int[] actions = new int[rows];
    double[] rewards = new double[rows];
    double[] propensities = new double[rows];
    for (int row = 0; row < rows; row++) {
      actions[row] = row % 2;
      rewards[row] = row % 3 == 0 ? 1 : 0;
      propensities[row] = propensity;
    }
    return new LoggedDecisions(1, 2, new int[rows], actions, rewards, propensities);
  }

  @Test
  void aPropensityOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new LoggedDecisions(
                1, 1, new int[] {0}, new int[] {0}, new double[] {1}, new double[] {0}))
        .withMessageContaining("propensity");
  }

  /** Rewards and propensities depend on context and action; the target likes other actions. */
  private record SyntheticBandit(
      double[][] rates, double[][] logging, double[][] wanted, SplittableRandom random) {
    private static final int CONTEXTS = 4;
    private static final int ACTIONS = 5;

    SyntheticBandit(long seed) {
      var random = new SplittableRandom(seed);
      this(table(random, false), table(random, true), table(random, true), random);
    }

    private static double[][] table(SplittableRandom random, boolean probabilities) {
      double[][] table = new double[CONTEXTS][ACTIONS];
      for (double[] row : table) {
        double sum = 0;
        for (int action = 0; action < ACTIONS; action++) {
          row[action] = 0.1 + random.nextDouble() * 0.4;
          sum += row[action];
        }
        for (int action = 0; action < ACTIONS && probabilities; action++) {
          row[action] /= sum;
        }
      }
      return table;
    }

    TargetPolicy target() {
      return (context, action) -> wanted[context][action];
    }

    double value() {
      double value = 0;
      for (int context = 0; context < CONTEXTS; context++) {
        for (int action = 0; action < ACTIONS; action++) {
          value += wanted[context][action] * rates[context][action] / CONTEXTS;
        }
      }
      return value;
    }

    LoggedDecisions log(int rows) {
      int[] contexts = new int[rows];
      int[] actions = new int[rows];
      double[] rewards = new double[rows];
      double[] propensities = new double[rows];
      for (int row = 0; row < rows; row++) {
        contexts[row] = random.nextInt(CONTEXTS);
        double unit = random.nextDouble();
        int action = 0;
        while (action < ACTIONS - 1 && unit >= logging[contexts[row]][action]) {
          unit -= logging[contexts[row]][action++];
        }
        actions[row] = action;
        propensities[row] = logging[contexts[row]][action];
        rewards[row] = random.nextDouble() < rates[contexts[row]][action] ? 1 : 0;
      }
      return new LoggedDecisions(CONTEXTS, ACTIONS, contexts, actions, rewards, propensities);
    }
  }
}
