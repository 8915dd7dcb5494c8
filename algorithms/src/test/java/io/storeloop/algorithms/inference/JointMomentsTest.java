package io.storeloop.algorithms.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JointMomentsTest {

  @Test
  void someColumnsAloneAreWhatTheyWouldBeIfOnlyTheyHadBeenCounted() {
    var all = new JointMoments(3);
    var some = new JointMoments(2);
    double[][] rows = {{1, 2, 5}, {2, 9, 4}, {4, 4, 1}};
    for (double[] row : rows) {
      all.add(row);
      some.add(row[2], row[0]);
    }

    JointMoments selected = all.select(2, 0);

    assertThat(selected.count()).isEqualTo(3);
    assertThat(selected.mean(0)).isEqualTo(some.mean(0));
    assertThat(selected.products(0, 1)).isCloseTo(some.products(0, 1), within(1e-12));
    assertThat(selected.products(1, 1)).isCloseTo(some.products(1, 1), within(1e-12));
  }

  @Test
  void threeUsersByHand() {
    var sample = new JointMoments(2);

    sample.add(1, 10);
    sample.add(2, 20);
    sample.add(6, 30);

    // means 3 and 20; products (−2)(−10) + (−1)(0) + 3·10 = 50
    assertThat(sample.mean(0)).isEqualTo(3);
    assertThat(sample.mean(1)).isEqualTo(20);
    assertThat(sample.products(0, 1)).isCloseTo(50, within(1e-12));
    assertThat(sample.products(1, 0)).isEqualTo(sample.products(0, 1));
    assertThat(sample.covariance(1, 1)).isCloseTo(100, within(1e-12));
    assertThat(sample.column(0).mean()).isEqualTo(3);
    assertThat(sample.column(0).squares()).isCloseTo(14, within(1e-12));
  }

  @Test
  void partsAddUpToTheWhole() {
    var random = new SplittableRandom(2);
    var left = new JointMoments(3);
    var right = new JointMoments(3);
    var whole = new JointMoments(3);
    for (int user = 0; user < 500; user++) {
      double a = random.nextDouble();
      double[] row = {a, a + random.nextDouble(), random.nextDouble()};
      (user % 3 == 0 ? left : right).add(row);
      whole.add(row);
    }

    left.addAll(right);
    left.addAll(new JointMoments(3));

    assertThat(left.count()).isEqualTo(500);
    for (int a = 0; a < 3; a++) {
      assertThat(left.mean(a)).isCloseTo(whole.mean(a), within(1e-12));
      for (int b = 0; b < 3; b++) {
        assertThat(left.products(a, b)).isCloseTo(whole.products(a, b), within(1e-9));
      }
    }
  }

  @Test
  void otherColumnsAreRefused() {
    var sample = new JointMoments(2);

    assertThatIllegalArgumentException().isThrownBy(() -> sample.add(1)).withMessageContaining("1");
    assertThatIllegalArgumentException().isThrownBy(() -> sample.addAll(new JointMoments(3)));
    assertThatIllegalArgumentException().isThrownBy(() -> new JointMoments(0));
  }
}
