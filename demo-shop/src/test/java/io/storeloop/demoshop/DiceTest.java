package io.storeloop.demoshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.demoshop.Dice.Stream;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DiceTest {
  private static final int THROWS = 20_000;

  private final Dice dice = Dice.of(1, Stream.LIFE, 0);

  @Test
  void sameSeedStreamAndIndexThrowTheSame() {
    assertThat(Dice.of(1, Stream.LIFE, 0).unit()).isEqualTo(Dice.of(1, Stream.LIFE, 0).unit());
  }

  @Test
  void anyDifferenceInSeedStreamOrIndexThrowsDifferently() {
    assertThat(
            DoubleStream.of(
                    Dice.of(1, Stream.LIFE, 0).unit(),
                    Dice.of(2, Stream.LIFE, 0).unit(),
                    Dice.of(1, Stream.SHOPPER, 0).unit(),
                    Dice.of(1, Stream.LIFE, 1).unit())
                .distinct())
        .hasSize(4);
  }

  @Test
  void weightedChoosesInProportionAndNeverWeightZero() {
    int[] chosen = new int[3];

    for (int i = 0; i < THROWS; i++) {
      chosen[dice.weighted(new double[] {1, 0, 3})]++;
    }

    assertThat(chosen[0] / (double) THROWS).isCloseTo(0.25, within(0.02));
    assertThat(chosen[1]).isZero();
  }

  @Test
  void distributionsHaveTheirMeans() {
    double gaussian = 0;
    double exponential = 0;
    double streak = 0;

    for (int i = 0; i < THROWS; i++) {
      gaussian += dice.gaussian();
      exponential += dice.exponential(3);
      streak += dice.streak(0.5, 10);
    }

    assertThat(gaussian / THROWS).isCloseTo(0, within(0.03));
    assertThat(exponential / THROWS).isCloseTo(3, within(0.1));
    // 1/2 + 1/4 + … ≈ 1
    assertThat(streak / THROWS).isCloseTo(1, within(0.05));
  }
}
