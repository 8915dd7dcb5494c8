package io.storeloop.campaign.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final UUID AUTUMN = new UUID(0, 1);
  private static final UUID WINTER = new UUID(0, 2);
  private static final GroupSizes MANY = new GroupSizes(900, 100);

  private static PaidLine line(String currency, String revenue, UUID... touches) {
    return new PaidLine(
        currency, new BigDecimal(revenue), List.of(touches), List.of(), List.of(touches).stream().distinct().toList());
  }

  @Test
  void aLineGoesToTheLastTouchAndInEqualPartsToAll() {
    Ledger ledger = new Ledger(Map.of());
    ledger.add(line("EUR", "10.00", AUTUMN, WINTER, WINTER));
    ledger.add(line("EUR", "5.00"));

    Ledger.Shares shares = ledger.shares().getFirst();

    // 3.33 + 3.33 + 3.34: the odd cent goes to the latest touch
    assertThat(shares.parts().get(AUTUMN))
        .isEqualTo(new Ledger.Part(new BigDecimal("0.00"), new BigDecimal("3.33"), new BigDecimal("0.00")));
    assertThat(shares.parts().get(WINTER).lastTouch()).isEqualTo(new BigDecimal("10.00"));
    assertThat(shares.parts().get(WINTER).linear()).isEqualTo(new BigDecimal("6.67"));
    assertThat(shares.none().linear()).isEqualTo(new BigDecimal("5.00"));
    assertThat(shares.revenue()).isEqualTo(new BigDecimal("15.00"));
  }

  @Test
  void incrementalIsWhatTheTreatedBroughtBeyondAsManyOfTheHoldout() {
    Ledger ledger = new Ledger(Map.of(AUTUMN, MANY));
    ledger.add(line("EUR", "2000.00", AUTUMN));
    ledger.add(new PaidLine("EUR", new BigDecimal("100.00"), List.of(), List.of(AUTUMN), List.of()));

    // 2000 − 100 · 900 / 100
    assertThat(ledger.shares().getFirst().parts().get(AUTUMN).incremental())
        .isEqualTo(new BigDecimal("1100.00"));
    assertThat(ledger.shares().getFirst().none().incremental())
        .isEqualTo(new BigDecimal("1000.00"));
  }

  @Test
  void withTooFewShoppersNothingIsIncremental() {
    Ledger ledger = new Ledger(Map.of(AUTUMN, new GroupSizes(900, 99)));
    ledger.add(line("EUR", "2000.00", AUTUMN));

    assertThat(ledger.shares().getFirst().parts().get(AUTUMN).incremental().signum()).isZero();
  }

  @Test
  void currenciesHaveTheirOwnMinorUnits() {
    Ledger ledger = new Ledger(Map.of());
    ledger.add(line("JPY", "101", AUTUMN, WINTER));
    ledger.add(line("ZZZ", "1.005"));

    assertThat(ledger.shares()).extracting(Ledger.Shares::currency).containsExactly("JPY", "ZZZ");
    assertThat(ledger.shares().getFirst().parts().get(WINTER).linear())
        .isEqualTo(new BigDecimal("51"));
  }

  @Test
  void underEveryRuleThePartsAddUpToTheRevenueExactly() {
    Random random = new Random(3);
    List<UUID> campaigns = List.of(AUTUMN, WINTER, new UUID(0, 3), new UUID(0, 4));
    for (int round = 0; round < 300; round++) {
      Map<UUID, GroupSizes> sizes = new HashMap<>();
      campaigns.forEach(
          id -> sizes.put(id, new GroupSizes(random.nextInt(3000), random.nextInt(500))));
      Ledger ledger = new Ledger(sizes);
      Map<String, BigDecimal> revenue = new HashMap<>();
      for (int i = random.nextInt(60); i >= 0; i--) {
        String currency = List.of("EUR", "JPY", "BHD", "XXX").get(random.nextInt(4));
        int digits = Map.of("EUR", 2, "JPY", 0, "BHD", 3, "XXX", 2).get(currency);
        BigDecimal amount = BigDecimal.valueOf(random.nextLong(10_000_000), 4);
        revenue.merge(
            currency, amount.setScale(digits, RoundingMode.HALF_EVEN), BigDecimal::add);
        ledger.add(
            new PaidLine(
                currency,
                amount,
                some(campaigns, random),
                some(campaigns, random).stream().distinct().toList(),
                some(campaigns, random).stream().distinct().toList()));
      }

      for (Ledger.Shares shares : ledger.shares()) {
        assertThat(shares.revenue()).isEqualByComparingTo(revenue.get(shares.currency()));
        for (Function<Ledger.Part, BigDecimal> rule :
            List.<Function<Ledger.Part, BigDecimal>>of(
                Ledger.Part::lastTouch, Ledger.Part::linear, Ledger.Part::incremental)) {
          BigDecimal sum =
              shares.parts().values().stream()
                  .map(rule)
                  .reduce(rule.apply(shares.none()), BigDecimal::add);
          assertThat(sum).isEqualByComparingTo(shares.revenue());
        }
      }
    }
  }

  private static List<UUID> some(List<UUID> campaigns, Random random) {
    List<UUID> some = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      some.add(campaigns.get(random.nextInt(campaigns.size())));
    }
    return some;
  }
}
