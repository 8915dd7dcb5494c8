package io.storeloop.algorithms.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectTest {

  @Test
  void twoSmallGroupsByHand() {
    var effect = Effect.between(SampleMoments.of(4, 6, 8), SampleMoments.of(1, 3));

    // 6 − 2; variances 4 and 2, so √(4/3 + 2/2)
    assertThat(effect.difference()).isEqualTo(4);
    assertThat(effect.standardError()).isCloseTo(Math.sqrt(4.0 / 3 + 1), within(1e-12));
    assertThat(effect.observations()).isEqualTo(5);
    assertThat(effect.interval(0.95).upper())
        .isCloseTo(4 + 1.959964 * effect.standardError(), within(1e-5));
  }

  @Test
  void aGroupOfOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Effect.between(SampleMoments.of(1), SampleMoments.of(1, 2)))
        .withMessageContaining("1 and 2");
  }

  @Test
  void theDeltaMethodByHand() {
    var sums = new JointMoments(2);
    sums.add(2, 1);
    sums.add(6, 3);
    sums.add(4, 4);

    var ratio = RatioOfMeans.of(sums);

    // 12/8 = 1.5; residuals y − 1.5 x: 0.5, 1.5, −2, variance 6.5/2 = 3.25; √(3.25/3) / (8/3)
    assertThat(ratio.ratio()).isEqualTo(1.5);
    assertThat(ratio.standardError()).isCloseTo(Math.sqrt(3.25 / 3) / (8.0 / 3), within(1e-12));
  }

  @Test
  void theDeltaMethodAgreesWithTheBootstrap() {
    var random = new SplittableRandom(3);
    int users = 2_000;
    double[][] rows = new double[users][];
    var sums = new JointMoments(2);
    for (int user = 0; user < users; user++) {
      double sessions = 1 + random.nextInt(9);
      rows[user] = new double[] {sessions * (0.5 + random.nextDouble()), sessions};
      sums.add(rows[user]);
    }

    var drawn = SampleMoments.EMPTY;
    for (int resample = 0; resample < 2_000; resample++) {
      double numerator = 0;
      double denominator = 0;
      for (int draw = 0; draw < users; draw++) {
        double[] row = rows[random.nextInt(users)];
        numerator += row[0];
        denominator += row[1];
      }
      drawn = drawn.plus(numerator / denominator);
    }

    double bootstrap = Math.sqrt(drawn.variance());
    assertThat(RatioOfMeans.of(sums).standardError() / bootstrap).isBetween(0.95, 1.05);
  }

  @Test
  void theDifferenceOfTwoRatiosAddsTheirVariances() {
    var effect = RatioOfMeans.between(new RatioOfMeans(2, 0.3, 10), new RatioOfMeans(1.5, 0.4, 20));

    assertThat(effect.difference()).isEqualTo(0.5);
    assertThat(effect.standardError()).isCloseTo(0.5, within(1e-15));
    assertThat(effect.observations()).isEqualTo(30);
  }
}
