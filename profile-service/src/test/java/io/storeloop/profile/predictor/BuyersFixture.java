package io.storeloop.profile.predictor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Customers made up for tests: each buys at a rate of the own and leaves after some purchase. */
final class BuyersFixture {
  static final int DAYS = 400;
  static final Instant START = Instant.parse("2025-01-01T12:00:00Z");
  static final Instant NOW = at(DAYS);

  private static final double LEAVES = 0.12;

  private BuyersFixture() {}

  static List<ShopperHistory> buyers(int count, long seed) {
    var random = new Random(seed);
    List<ShopperHistory> buyers = new ArrayList<>();
    for (int buyer = 0; buyer < count; buyer++) {
      double gap = 12 / (0.1 + random.nextExponential());
      double usual = 20 + 60 * random.nextDouble();
      List<Act> acts = new ArrayList<>();
      double day = 250 * random.nextDouble();
      while (day < DAYS) {
        acts.add(order(day, usual * (0.7 + 0.6 * random.nextDouble())));
        day += random.nextDouble() < LEAVES ? DAYS : gap * random.nextExponential();
      }
      buyers.add(new ShopperHistory(acts));
    }
    return buyers;
  }

  /** Three orders, 200, 100 and 12 days ago. */
  static List<Act> anna() {
    return new ShopperHistory(
            List.of(order(DAYS - 200, 30), order(DAYS - 100, 40), order(DAYS - 12, 53.6)))
        .acts();
  }

  private static Act order(double day, double amount) {
    return new Act(at(day), ActKind.PURCHASE, 1, amount, "EUR");
  }

  private static Instant at(double day) {
    return START.plus(Duration.ofSeconds((long) (day * 86_400)));
  }
}
