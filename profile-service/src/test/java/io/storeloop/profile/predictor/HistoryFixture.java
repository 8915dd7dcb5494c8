package io.storeloop.profile.predictor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shoppers made up for tests: who looks around buys some days later, whatever was bought before.
 */
final class HistoryFixture {
  static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  static final int DAYS = 300;

  private static final int ITEMS = 20;

  private HistoryFixture() {}

  static List<ShopperHistory> shoppers(int count, long seed) {
    var random = new SplittableRandom(seed);
    List<ShopperHistory> shoppers = new ArrayList<>();
    for (int shopper = 0; shopper < count; shopper++) {
      List<Act> acts = new ArrayList<>();
      for (double day = 60 * random.nextDouble();
          day < DAYS;
          day += 15 + 60 * random.nextDouble()) {
        for (int view = 0; view < 3; view++) {
          acts.add(act(day + 2 * random.nextDouble(), ActKind.VIEW, random));
        }
        double bought = day + 8 + 12 * random.nextDouble();
        if (bought < DAYS && random.nextInt(10) < 8) {
          acts.add(act(bought, ActKind.PURCHASE, random));
        }
      }
      shoppers.add(new ShopperHistory(acts));
    }
    return shoppers;
  }

  private static Act act(double day, ActKind kind, SplittableRandom random) {
    return new Act(
        day(day),
        kind,
        random.nextInt(ITEMS),
        kind == ActKind.PURCHASE ? 5 + random.nextInt(50) : Double.NaN);
  }

  static Instant day(double day) {
    return START.plus(Duration.ofSeconds((long) (day * 86_400)));
  }
}
