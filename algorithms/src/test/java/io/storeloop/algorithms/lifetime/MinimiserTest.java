package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MinimiserTest {

  @Test
  void findsTheBottomOfABentValley() {
    Minimum minimum =
        Minimiser.of(
            p -> 100 * Math.pow(p[1] - p[0] * p[0], 2) + Math.pow(1 - p[0], 2),
            List.of(new double[] {-1.2, 1}));

    assertThat(minimum.point()[0]).isCloseTo(1, within(1e-4));
    assertThat(minimum.point()[1]).isCloseTo(1, within(1e-4));
    // second derivatives at (1, 1): 1200 - 400 + 2, -400, 200
    assertThat(minimum.curvature()[0][0]).isCloseTo(802, within(0.1));
    assertThat(minimum.curvature()[0][1]).isCloseTo(-400, within(0.1));
    assertThat(minimum.curvature()[1][1]).isCloseTo(200, within(0.1));
  }

  @Test
  void theBetterOfTwoValleysCounts() {
    // minima near -1 and 1, the second 0.4 lower
    Minimum minimum =
        Minimiser.of(
            p -> Math.pow(p[0] * p[0] - 1, 2) - 0.2 * p[0],
            List.of(new double[] {-1.5}, new double[] {1.5}));

    assertThat(minimum.point()[0]).isGreaterThan(0.9);
  }

  @Test
  void staysInsideTheBox() {
    Minimum minimum = Minimiser.of(p -> -p[0], List.of(new double[] {0}));

    assertThat(minimum.point()[0]).isEqualTo(Minimiser.FURTHEST);
  }

  @Test
  void whatIsNoNumberIsAvoided() {
    Minimum minimum = Minimiser.of(p -> p[0] - Math.log(p[0]), List.of(new double[] {0.1}));

    assertThat(minimum.point()[0]).isCloseTo(1, within(1e-4));
  }
}
