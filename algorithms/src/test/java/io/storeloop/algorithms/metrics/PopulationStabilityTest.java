package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PopulationStabilityTest {
  @Test
  void indexIsThatByHand() {
    // with half a case more in each bin: shares 0.5 and 0.5, then 0.25 and 0.75
    double index = PopulationStability.index(new long[] {3, 3}, new long[] {3, 10});

    // (0.25 − 0.5) ln 0.5 + (0.75 − 0.5) ln 1.5
    assertThat(index).isCloseTo(0.25 * Math.log(2) + 0.25 * Math.log(1.5), within(1e-12));
  }

  @Test
  void anotherDrawOfTheSameIsStableAndAShiftIsNot() {
    var random = new SplittableRandom(2);
    double[] before = random.doubles(5_000).toArray();
    double[] same = random.doubles(5_000).toArray();
    double[] shifted = random.doubles(5_000).map(value -> value + 0.4).toArray();
    double[] edges = PopulationStability.edges(before);
    long[] counts = PopulationStability.counts(before, edges);

    double stable = PopulationStability.index(counts, PopulationStability.counts(same, edges));
    double moved = PopulationStability.index(counts, PopulationStability.counts(shifted, edges));

    assertThat(edges).hasSize(9);
    assertThat(stable).isLessThan(0.02);
    assertThat(moved).isGreaterThan(0.25);
  }

  @Test
  void missingValuesHaveABinOfTheirOwn() {
    double[] edges = {1};

    long[] counts =
        PopulationStability.counts(new double[] {0, 1, 2, Double.NaN, Double.NaN}, edges);

    assertThat(counts).containsExactly(1, 2, 2);
    assertThat(PopulationStability.edges(new double[] {Double.NaN})).isEmpty();
  }

  @Test
  void differentBinsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PopulationStability.index(new long[2], new long[3]));
  }
}
