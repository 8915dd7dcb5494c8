package io.storeloop.algorithms.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateDifferenceTest {

  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80,  0.2,    0.0524, 0.3339",
    " 9, 10,  3, 10,  0.6,    0.1705, 0.8090",
    " 5, 56,  0, 29,  0.0893, -0.0381, 0.1926"
  })
  void agreesWithTheTableOfThePaper(
      long treated,
      long ofTreated,
      long control,
      long ofControl,
      double difference,
      double lower,
      double upper) {
    // Newcombe 1998, table II, contrasts a, b and e, method 10, rounded to four places there
    var result =
        RateDifference.between(
            new Proportion(treated, ofTreated), new Proportion(control, ofControl), 0.95);

    assertThat(result.difference()).isCloseTo(difference, within(5e-5));
    assertThat(result.interval().lower()).isCloseTo(lower, within(5.1e-5));
    assertThat(result.interval().upper()).isCloseTo(upper, within(5.1e-5));
  }

  @Test
  void swappingTheGroupsMirrorsTheInterval() {
    var shown = new Proportion(37, 500);
    var control = new Proportion(21, 480);

    var uplift = RateDifference.between(shown, control, 0.9);
    var mirrored = RateDifference.between(control, shown, 0.9);

    assertThat(mirrored.difference()).isEqualTo(-uplift.difference());
    assertThat(mirrored.interval().lower()).isCloseTo(-uplift.interval().upper(), within(1e-15));
    assertThat(mirrored.interval().upper()).isCloseTo(-uplift.interval().lower(), within(1e-15));
  }

  @Test
  void extremeGroupsStayWithinMinusOneAndOne() {
    var result = RateDifference.between(new Proportion(3, 3), new Proportion(0, 2), 0.999);

    assertThat(result.difference()).isEqualTo(1);
    assertThat(result.interval().upper()).isEqualTo(1);
    assertThat(result.interval().lower()).isGreaterThan(-1).isLessThan(1);
  }

  @Test
  void aLargeDifferenceExcludesZeroAndASmallOneDoesNot() {
    assertThat(
            RateDifference.between(new Proportion(120, 1000), new Proportion(60, 1000), 0.95)
                .excludesZero())
        .isTrue();
    assertThat(
            RateDifference.between(new Proportion(62, 1000), new Proportion(60, 1000), 0.95)
                .excludesZero())
        .isFalse();
  }

  @Test
  void coverageOfTheTruthIsAsPromised() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(22);
    int held = 0;
    for (int run = 0; run < 2_000; run++) {
      var treated = simulate(random, 300, 0.08);
      var control = simulate(random, 200, 0.05);
      held += RateDifference.between(treated, control, 0.95).interval().contains(0.03) ? 1 : 0;
    }

    assertThat(held / 2_000.0).isBetween(0.935, 0.97);
  }

  @Test
  void anIntervalDoesNotRunBackwards() {
    assertThatThrownBy(() -> new Interval(0.2, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower must be at most upper, but were 0.2 and 0.1");
  }

  private static Proportion simulate(RandomGenerator random, int users, double rate) {
    int successes = 0;
    for (int user = 0; user < users; user++) {
      successes += random.nextDouble() < rate ? 1 : 0;
    }
    return new Proportion(successes, users);
  }
}
