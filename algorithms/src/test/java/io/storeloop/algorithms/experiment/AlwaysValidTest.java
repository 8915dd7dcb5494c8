package io.storeloop.algorithms.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlwaysValidTest {
  private static final int LOOKS = 100;

  @Test
  void theFormulaByHand() {
    var sequence = new ConfidenceSequence(0.95, 5_000);

    // −2 ln 0.05 = 5.991465, + ln 6.991465 = 1.944691: n ρ² = 7.936156 at n*;
    // √(2 · 8.936156 / 7.936156 · ln(√8.936156 / 0.05)) = √(2.252011 · 4.090757) = 3.035198
    assertThat(sequence.standardErrors(5_000)).isCloseTo(3.0352, within(1e-4));
    assertThat(sequence.interval(new Effect(1, 0.5, 5_000)).upper())
        .isCloseTo(2.5176, within(1e-4));
  }

  @Test
  void theWidthIsLeastAtTheDecisionSize() {
    var sequence = ConfidenceSequence.of(0.95);

    assertThat(sequence.standardErrors(1_000) / 1.959964).isCloseTo(1.72, within(0.01));
    assertThat(sequence.standardErrors(5_000) / 1.959964).isCloseTo(1.55, within(0.01));
    assertThat(sequence.standardErrors(20_000) / 1.959964).isCloseTo(1.60, within(0.01));
  }

  @Test
  void theBoundedSequenceAgreesWithAGrid() {
    var sequence = BoundedMeanSequence.ofRate(0.95);

    Interval interval = sequence.interval(SampleMoments.of(new Proportion(3, 20)));

    // the p at which ∫ q³ (1−q)¹⁷ dq / (p³ (1−p)¹⁷) stays below 20; the integral by a sum
    double integral = 0;
    for (int i = 0; i < 1_000_000; i++) {
      double q = (i + 0.5) / 1_000_000;
      integral += Math.pow(q, 3) * Math.pow(1 - q, 17) / 1_000_000;
    }
    double lower = 1;
    double upper = 0;
    for (int i = 1; i < 100_000; i++) {
      double p = i / 100_000.0;
      if (integral / (Math.pow(p, 3) * Math.pow(1 - p, 17)) <= 20) {
        lower = Math.min(lower, p);
        upper = Math.max(upper, p);
      }
    }
    assertThat(interval.lower()).isCloseTo(lower, within(2e-5));
    assertThat(interval.upper()).isCloseTo(upper, within(2e-5));
  }

  @Test
  void theBoundedSequenceKeepsToItsBounds() {
    var rate = BoundedMeanSequence.ofRate(0.95);
    var money = new BoundedMeanSequence(0.95, 0, 50);

    assertThat(rate.interval(SampleMoments.EMPTY)).isEqualTo(new Interval(0, 1));
    assertThat(rate.interval(SampleMoments.of(new Proportion(0, 50))).lower()).isEqualTo(0);
    assertThat(rate.interval(SampleMoments.of(new Proportion(50, 50))).upper()).isEqualTo(1);
    assertThat(money.interval(SampleMoments.of(10, 0, 20)).contains(10)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rate.interval(SampleMoments.of(2, 2)))
        .withMessageContaining("2.0");
  }

  @Test
  void lookingAHundredTimesRaisesFewFalseAlarms() {
    var random = new SplittableRandom(4);
    var sequence = new ConfidenceSequence(0.95, 5_000);
    var design = GroupSequentialDesign.evenly(0.95, SpendingFunction.OBRIEN_FLEMING, LOOKS);
    int runs = 1_000;
    int naive = 0;
    int always = 0;
    int planned = 0;
    int exact = 0;
    for (int run = 0; run < runs; run++) {
      boolean[] alarms = alarmsOfOneExperiment(random, sequence, design);
      naive += alarms[0] ? 1 : 0;
      always += alarms[1] ? 1 : 0;
      planned += alarms[2] ? 1 : 0;
      exact += alarms[3] ? 1 : 0;
    }

    // two arms of the same rate; 10,000 experiments in benchmarks/results/experiments.md
    assertThat(naive / (double) runs).isBetween(0.30, 0.45);
    assertThat(always / (double) runs).isLessThan(0.05);
    assertThat(planned / (double) runs).isLessThan(0.065);
    assertThat(exact / (double) runs).isLessThan(0.05);
  }

  private static boolean[] alarmsOfOneExperiment(
      SplittableRandom random, ConfidenceSequence sequence, GroupSequentialDesign design) {
    boolean[] alarms = new boolean[4];
    long[] successes = new long[2];
    for (int look = 0; look < LOOKS; look++) {
      for (int user = 0; user < 100; user++) {
        successes[0] += random.nextDouble() < 0.05 ? 1 : 0;
        successes[1] += random.nextDouble() < 0.05 ? 1 : 0;
      }
      long users = 100L * (look + 1);
      var treated = SampleMoments.of(new Proportion(successes[0], users));
      var control = SampleMoments.of(new Proportion(successes[1], users));
      Effect effect = Effect.between(treated, control);
      alarms[0] |= !effect.interval(0.95).contains(0);
      alarms[1] |= !sequence.interval(effect).contains(0);
      alarms[2] |= !design.interval(effect, look).contains(0);
      if (look % 10 == 9) {
        alarms[3] |= !BoundedMeanSequence.ofRate(0.95).difference(treated, control).contains(0);
      }
    }
    return alarms;
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceSequence(0.4, 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfidenceSequence.of(0.95).standardErrors(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new BoundedMeanSequence(0.95, 1, 1));
  }
}
