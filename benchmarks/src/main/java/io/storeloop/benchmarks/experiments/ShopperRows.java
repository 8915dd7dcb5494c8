package io.storeloop.benchmarks.experiments;

import io.storeloop.demoshop.DemoShop;
import io.storeloop.demoshop.ShopEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a shop can know of its signed-in shoppers from their events until a moment: nothing here
 * looks at the truth.
 */
final class ShopperRows {
  static final int FEATURES = 8;

  private final Map<String, Shopper> shoppers = new LinkedHashMap<>();
  private final Map<String, String> userOfDevice = new LinkedHashMap<>();
  private final Instant until;

  private ShopperRows(Instant until) {
    this.until = until;
  }

  static ShopperRows of(DemoShop shop, Instant until) {
    ShopperRows rows = new ShopperRows(until);
    shop.forEachEvent(event -> {
      if (event.timestamp().isBefore(until)) {
        rows.learn(event);
      }
    });
    return rows;
  }

  Map<String, Shopper> byUser() {
    return shoppers;
  }

  private void learn(ShopEvent event) {
    String userId = event.userId();
    String device = event.anonymousId();
    if (userId != null && device != null) {
      userOfDevice.put(device, userId);
    }
    String known = userId != null ? userId : device == null ? null : userOfDevice.get(device);
    if (known != null) {
      shoppers.computeIfAbsent(known, absent -> new Shopper()).learn(event);
    }
  }

  /** What one shopper did. */
  final class Shopper {
    private int visits;
    private int views;
    private int carts;
    private int purchases;
    private int discounted;
    private boolean newsletter;
    private double spent;
    private Instant lastSeen = Instant.EPOCH;
    private Instant lastBought = Instant.EPOCH;

    private void learn(ShopEvent event) {
      lastSeen = event.timestamp();
      switch (event.type()) {
        case PAGE -> visits++;
        case VIEW -> views++;
        case ADD_TO_CART -> carts++;
        case IDENTIFY -> newsletter |= Boolean.TRUE.equals(event.properties().get("newsletter"));
        case PURCHASE -> {
          purchases++;
          lastBought = event.timestamp();
          BigDecimal price = event.price();
          spent += price == null ? 0 : price.doubleValue();
          discounted += event.properties().containsKey("discountPercent") ? 1 : 0;
        }
        default -> {
          // says nothing of how somebody takes an offer
        }
      }
    }

    int purchases() {
      return purchases;
    }

    double spent() {
      return spent;
    }

    /** Days without a purchase until the moment, very many for who never bought. */
    double daysSincePurchase() {
      return days(lastBought);
    }

    private double days(Instant since) {
      return Math.min(365, Duration.between(since, until).toHours() / 24.0);
    }

    void write(float[] rows, int at) {
      rows[at] = (float) Math.log1p(visits);
      rows[at + 1] = (float) Math.log1p(views);
      rows[at + 2] = (float) Math.log1p(carts);
      rows[at + 3] = (float) Math.log1p(purchases);
      rows[at + 4] = purchases == 0 ? 0 : (float) discounted / purchases;
      rows[at + 5] = newsletter ? 1 : 0;
      rows[at + 6] = (float) Math.log1p(days(lastSeen));
      rows[at + 7] = purchases == 0 ? 0 : (float) Math.log(spent / purchases);
    }
  }
}
