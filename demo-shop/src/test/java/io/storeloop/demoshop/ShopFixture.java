package io.storeloop.demoshop;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shops that several tests look at, and words for looking at their events. */
final class ShopFixture {
  static final Instant SUMMER = Instant.parse("2026-07-01T00:00:00Z");

  private static @Nullable List<ShopEvent> events;

  private ShopFixture() {}

  static DemoShopOptions aShopOf(int shoppers) {
    return DemoShopOptions.endingAt(SUMMER).withShoppers(shoppers);
  }

  static DemoShop middling() {
    return DemoShop.open(aShopOf(1_200));
  }

  /** The events of {@link #middling()}, simulated once. */
  static synchronized List<ShopEvent> middlingEvents() {
    if (events == null) {
      events = middling().events().toList();
    }
    return events;
  }

  static List<ShopEvent> of(ShopEvent.Type type, List<ShopEvent> events) {
    return events.stream().filter(event -> event.type() == type).toList();
  }

  static Map<String, ShopItem> itemsById(DemoShop shop) {
    return shop.items().stream().collect(Collectors.toMap(ShopItem::itemId, Function.identity()));
  }

  /** The simulator's number of the shopper, which is part of every message id. */
  static int shopperOf(ShopEvent event) {
    return Integer.parseInt(event.messageId().split("-")[2]);
  }

  static Map<Integer, List<ShopEvent>> byShopper(List<ShopEvent> events) {
    return events.stream().collect(Collectors.groupingBy(ShopFixture::shopperOf));
  }
}
