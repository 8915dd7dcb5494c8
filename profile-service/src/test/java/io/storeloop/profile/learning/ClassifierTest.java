package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.calibration.IsotonicCurve;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  private static final int ROWS = 99;
  private static final int[] ALL = IntStream.range(0, ROWS).toArray();

  /** Probabilities from 0.01 to 0.99. */
  private static final FeatureTable TABLE =
      new FeatureTable(
          List.of(
              new FeatureColumn.Numeric(
                  "told",
                  IntStream.rangeClosed(1, ROWS).mapToDouble(row -> row / 100.0).toArray())));

  private static final Classifier SCALED = scaled(0.395);

  @Test
  void allProbabilitiesMoveAndTheSameRowsAreCalledYes() {
    Classifier moved = SCALED.moved(-1.4);

    assertMoved(SCALED, moved, -1.4);
  }

  @Test
  void aCurveStaysOne() {
    var curve = new IsotonicCurve(new double[] {-4, 0, 4}, new double[] {0.05, 0.3, 0.9});
    var curved =
        new Classifier(SCALED.features(), SCALED.members(), SCALED.stack(), curve, null, 0.29);

    Classifier moved = curved.moved(0.8);

    assertThat(moved.isotonic()).isNotNull();
    assertThat(called(moved)).isEqualTo(called(curved)).isNotEmpty().hasSizeLessThan(ROWS);
    assertThat(moved.probabilities(TABLE, ALL)[49])
        .as("at the curve's middle point")
        .isCloseTo(1 / (1 + 0.7 / 0.3 * Math.exp(-0.8)), within(1e-9));
  }

  @Test
  void whoIsAlwaysOrNeverCalledYesStaysSo() {
    assertThat(scaled(0).moved(2).threshold()).isZero();
    assertThat(scaled(1).moved(-2).threshold()).isEqualTo(1);
  }

  private static Classifier scaled(double threshold) {
    Classifier taking = Classifier.taking(List.of("told"), "told", 0.5, false);
    return new Classifier(
        taking.features(), taking.members(), taking.stack(), null, taking.platt(), threshold);
  }

  private static void assertMoved(Classifier before, Classifier after, double by) {
    double[] told = before.probabilities(TABLE, ALL);
    double[] now = after.probabilities(TABLE, ALL);
    for (int row = 0; row < ROWS; row++) {
      assertThat(Math.log(now[row] / (1 - now[row])) - Math.log(told[row] / (1 - told[row])))
          .isCloseTo(by, within(1e-9));
    }
    assertThat(called(after)).isEqualTo(called(before)).isNotEmpty().hasSizeLessThan(ROWS);
  }

  private static List<Integer> called(Classifier classifier) {
    double[] told = classifier.probabilities(TABLE, ALL);
    return IntStream.of(ALL).filter(row -> told[row] >= classifier.threshold()).boxed().toList();
  }
}
