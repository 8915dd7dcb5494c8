package io.storeloop.demoshop;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which shop to simulate. Equal options give equal bytes.
 *
 * @param endExclusive where the simulated period ends, cut to whole milliseconds; it begins {@code
 *     days} × 24 hours earlier
 */
public record DemoShopOptions(long seed, int shoppers, int items, int days, Instant endExclusive) {
  public static final long DEFAULT_SEED = 42;
  public static final int DEFAULT_SHOPPERS = 5_000;
  public static final int DEFAULT_ITEMS = 500;
  public static final int DEFAULT_DAYS = 90;

  /** The memory that a simulation needs grows with its shoppers, about 1 KB each. */
  public static final int MAX_SHOPPERS = 1_000_000;

  /** Every category of the shop holds at least one item. */
  public static final int MIN_ITEMS = 40;

  public static final int MAX_ITEMS = 100_000;
  public static final int MAX_DAYS = 1_100;

  private static final Instant EARLIEST_END = Instant.parse("1980-01-01T00:00:00Z");
  private static final Instant LATEST_END = Instant.parse("2200-01-01T00:00:00Z");

  public DemoShopOptions {
    requireWithin("shoppers", shoppers, 1, MAX_SHOPPERS);
    requireWithin("items", items, MIN_ITEMS, MAX_ITEMS);
    requireWithin("days", days, 1, MAX_DAYS);
    if (endExclusive.isBefore(EARLIEST_END) || endExclusive.isAfter(LATEST_END)) {
      throw new IllegalArgumentException(
          "endExclusive must lie between "
              + EARLIEST_END
              + " and "
              + LATEST_END
              + ", not "
              + endExclusive);
    }
    endExclusive = endExclusive.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The default shop, with its period ending at {@code endExclusive}. */
  public static DemoShopOptions endingAt(Instant endExclusive) {
    return new DemoShopOptions(
        DEFAULT_SEED, DEFAULT_SHOPPERS, DEFAULT_ITEMS, DEFAULT_DAYS, endExclusive);
  }

  public DemoShopOptions withSeed(long other) {
    return new DemoShopOptions(other, shoppers, items, days, endExclusive);
  }

  /**
   * A shop with the same items and the same first shoppers: shopper n behaves alike in a small and
   * in a large shop.
   */
  public DemoShopOptions withShoppers(int other) {
    return new DemoShopOptions(seed, other, items, days, endExclusive);
  }

  public DemoShopOptions withItems(int other) {
    return new DemoShopOptions(seed, shoppers, other, days, endExclusive);
  }

  public DemoShopOptions withDays(int other) {
    return new DemoShopOptions(seed, shoppers, items, other, endExclusive);
  }

  public DemoShopOptions withEnd(Instant other) {
    return new DemoShopOptions(seed, shoppers, items, days, other);
  }

  public Instant start() {
    return endExclusive.minus(Duration.ofDays(days));
  }

  private static void requireWithin(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be between " + min + " and " + max + ", not " + value);
    }
  }
}
