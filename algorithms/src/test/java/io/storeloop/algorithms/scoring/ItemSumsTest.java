package io.storeloop.algorithms.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemSumsTest {
  private static final int ITEMS = 50;

  private final ItemSums sums = new ItemSums(ITEMS);

  @Test
  void itemsStandInTheOrderInWhichTheyWereMet() {
    sums.add(7, 1);
    sums.add(3, 0.5);
    sums.add(7, 0.25);

    assertThat(sums.count()).isEqualTo(2);
    assertThat(sums.item(0)).isEqualTo(7);
    assertThat(sums.sum(0)).isEqualTo(1.25);
    assertThat(sums.of(3)).isEqualTo(0.5);
    assertThat(sums.of(4)).isZero();
    assertThat(sums.of(ITEMS + 1)).isZero();
    assertThat(sums.largest()).isEqualTo(1.25);
  }

  @Test
  void multipliesWhatWasMetAlone() {
    sums.add(7, 3);

    sums.multiplyOf(7, 2);
    sums.multiplyOf(8, 2);
    sums.multiply(0, 0.5);

    assertThat(sums.of(7)).isEqualTo(3);
    assertThat(sums.count()).isEqualTo(1);
  }

  @Test
  void agreesWithAMapFromUseToUse() {
    Random random = new Random(1);
    for (int use = 0; use < 100; use++) {
      Map<Integer, Double> expected = new HashMap<>();
      for (int amount = random.nextInt(200); amount > 0; amount--) {
        int item = random.nextInt(ITEMS);
        double added = random.nextDouble();
        sums.add(item, added);
        expected.merge(item, added, Double::sum);
      }

      assertThat(sums.count()).isEqualTo(expected.size());
      for (int item = 0; item < ITEMS; item++) {
        assertThat(sums.of(item)).isEqualTo(expected.getOrDefault(item, 0.0));
      }
      sums.clear();
      assertThat(sums.count()).isZero();
    }
  }
}
