package io.storeloop.demoshop;

import io.storeloop.demoshop.ShopEvent.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints the measured shares of the default shop, which docs/demo-shop.md quotes; the seed may be
 * given as the argument.
 */
public final class ShopShares {
  private final Map<Type, Integer> types = new EnumMap<>(Type.class);
  private final Map<String, Set<Type>> sessions = new HashMap<>();
  private final Map<String, Integer> linesByOrder = new HashMap<>();
  private final Map<String, Integer> views = new HashMap<>();
  private final Set<Integer> signedIn = new HashSet<>();
  private final Set<Integer> buyers = new HashSet<>();
  private int events;

  private ShopShares() {}

  public static void main(String[] arguments) {
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : DemoShopOptions.DEFAULT_SEED;
    Instant end = Instant.parse("2026-07-01T00:00:00Z");
    DemoShop shop = DemoShop.open(DemoShopOptions.endingAt(end).withSeed(seed));
    ShopShares shares = new ShopShares();
    shop.forEachEvent(shares::count);
    shares.print();
    printTruth(ShopTruth.of(shop).shoppers());
  }

  private void count(ShopEvent event) {
    events++;
    types.merge(event.type(), 1, Integer::sum);
    if (event.sessionId() != null) {
      sessions.computeIfAbsent(event.sessionId(), id -> new HashSet<>()).add(event.type());
    }
    if (event.userId() != null) {
      signedIn.add(ShopFixture.shopperOf(event));
    }
    if (event.type() == Type.PURCHASE) {
      linesByOrder.merge(String.valueOf(event.orderId()), 1, Integer::sum);
      buyers.add(ShopFixture.shopperOf(event));
    }
    if (event.type() == Type.VIEW) {
      views.merge(String.valueOf(event.itemId()), 1, Integer::sum);
    }
  }

  private void print() {
    long carts = sessions.values().stream().filter(each -> each.contains(Type.ADD_TO_CART)).count();
    long bought = sessions.values().stream().filter(each -> each.contains(Type.PURCHASE)).count();
    long abandoned =
        sessions.values().stream()
            .filter(each -> each.contains(Type.ADD_TO_CART) && !each.contains(Type.PURCHASE))
            .count();
    int[] popular =
        views.values().stream()
            .sorted(Comparator.reverseOrder())
            .mapToInt(Integer::intValue)
            .toArray();
    say("events", events);
    types.forEach((type, count) -> say("  " + type.wireName(), count));
    say("sessions", sessions.size());
    say("  with a cart", carts / (double) sessions.size());
    say("  with a purchase", bought / (double) sessions.size());
    say("  carts abandoned", abandoned / (double) carts);
    say("orders", linesByOrder.size());
    say("  lines per order", types.get(Type.PURCHASE) / (double) linesByOrder.size());
    say("shoppers who signed in", signedIn.size());
    say("shoppers who bought", buyers.size());
    say(
        "views of the 100 most viewed items",
        Arrays.stream(popular).limit(100).sum() / (double) types.get(Type.VIEW));
  }

  private static void printTruth(List<ShopTruth.Shopper> shoppers) {
    say("churned", shoppers.stream().filter(each -> each.churnedAt().isPresent()).count());
    Map<ShopTruth.OfferType, List<ShopTruth.Shopper>> byType =
        shoppers.stream()
            .collect(
                Collectors.groupingBy(
                    ShopTruth.Shopper::offerType,
                    () -> new EnumMap<>(ShopTruth.OfferType.class),
                    Collectors.toList()));
    byType.forEach((type, members) -> {
      say(type.name(), members.size());
      say(
          "  buys without an offer",
          members.stream().collect(Collectors.averagingDouble(ShopTruth.Shopper::untreated)));
      say(
          "  uplift",
          members.stream().collect(Collectors.averagingDouble(ShopTruth.Shopper::uplift)));
    });
  }

  private static void say(String what, long count) {
    System.out.println(String.format(Locale.ROOT, "%-36s %,10d", what, count));
  }

  private static void say(String what, double share) {
    System.out.println(String.format(Locale.ROOT, "%-36s %10.4f", what, share));
  }
}
