package io.storeloop.campaign.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.JointMoments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumsTest {
  private static List<BigDecimal> row(Random random) {
    return List.of(
        BigDecimal.valueOf(random.nextLong(1_000_000), 2),
        BigDecimal.valueOf(random.nextInt(2)),
        BigDecimal.valueOf(random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L), 4));
  }

  @Test
  void whoIsTakenOutAgainLeavesNothing() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Sums> shoppers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        shoppers.add(Sums.of(row(random)));
      }
      Sums all = shoppers.stream().reduce(Sums::plus).orElseThrow();
      Collections.shuffle(shoppers, random);

      Sums rest = all;
      for (Sums shopper : shoppers) {
        rest = rest.plus(shopper.negated());
      }

      assertThat(rest.isZero()).isTrue();
    }
  }

  @Test
  void centredProductsAreThoseOfAStreamWithZerosForWhoeverHasNoNumbers() {
    Random random = new Random(12);
    JointMoments stream = new JointMoments(2);
    Sums sums = null;
    for (int i = 0; i < 100; i++) {
      List<BigDecimal> row = row(random);
      sums = sums == null ? Sums.of(row) : sums.plus(Sums.of(row));
      // the first column plus twice the third, and the second
      stream.add(
          row.get(0).doubleValue() + 2 * row.get(2).doubleValue(), row.get(1).doubleValue());
      stream.add(0, 0);
    }
    List<BigDecimal> x = List.of(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.TWO);
    List<BigDecimal> y = List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ZERO);

    assertThat(sums.centred(x, x, 200).doubleValue())
        .isCloseTo(stream.products(0, 0), within(1e-9 * stream.products(0, 0)));
    assertThat(sums.centred(x, y, 200).doubleValue())
        .isCloseTo(stream.products(0, 1), within(1e-6 * Math.abs(stream.products(0, 1))));
  }

  @Test
  void productsOfOtherColumnsAreRefused() {
    assertThatThrownBy(() -> new Sums(List.of(BigDecimal.ONE), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
