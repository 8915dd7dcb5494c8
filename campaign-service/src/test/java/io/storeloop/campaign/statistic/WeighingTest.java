package io.storeloop.campaign.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeighingTest {
  private static List<BigDecimal> row(String... numbers) {
    return Arrays.stream(numbers).map(BigDecimal::new).toList();
  }

  @Test
  void everyNumberIsByOneOverTheChance() {
    Map<String, List<BigDecimal>> weighted =
        Weighing.of(
            Map.of(
                Columns.SHOPPER,
                row("1", "2", "1", "0", "0", "0"),
                Columns.GOAL,
                row("1", "3", "2", "0"),
                "EUR",
                row("20.50", "7", "2.25", "5", "0")),
            0.25);

    assertThat(weighted)
        .containsOnlyKeys("weighted:goal", "weighted:EUR")
        .containsEntry("weighted:goal", row("4", "4", "12", "8", "1"))
        .containsEntry("weighted:EUR", row("4", "82.00", "28", "9.00", "20"));
    assertThat(Columns.isCurrency("weighted:EUR")).isFalse();
    assertThat(Columns.isCurrency("EUR")).isTrue();
  }

  @Test
  void whoIsTakenOutAgainLeavesNothingWhateverTheChance() {
    Random random = new Random(3);
    List<Sums> shoppers = new ArrayList<>();
    for (int shopper = 0; shopper < 500; shopper++) {
      BigDecimal revenue = BigDecimal.valueOf(random.nextLong(1_000_000), 2);
      Map<String, List<BigDecimal>> numbers =
          Weighing.of(
              Map.of("SEK", List.of(revenue, revenue, revenue, revenue, BigDecimal.ZERO)),
              (1 + random.nextInt(9_999)) / 10_000.0 * 0.9);
      shoppers.add(Sums.of(numbers.getOrDefault("weighted:SEK", List.of())));
    }
    Sums rest = shoppers.stream().reduce(Sums::plus).orElseThrow();
    Collections.shuffle(shoppers, random);

    for (Sums shopper : shoppers) {
      rest = rest.plus(shopper.negated());
    }

    assertThat(rest.isZero()).isTrue();
  }
}
