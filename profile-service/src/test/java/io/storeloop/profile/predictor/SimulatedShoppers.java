package io.storeloop.profile.predictor;

import io.storeloop.demoshop.DemoShop;
import io.storeloop.demoshop.ShopEvent;
import io.storeloop.demoshop.ShopTruth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shoppers of a demo shop as profiles know them: the acts of a user with those of the devices
 * on which they signed in; other devices alone.
 */
final class SimulatedShoppers {
  private final Map<String, List<Act>> acts = new LinkedHashMap<>();
  private final Map<String, String> userOf = new HashMap<>();
  private final Map<String, Integer> items = new HashMap<>();

  /**
   * One profile.
   *
   * @param truth what only the simulator knows
   */
  record Simulated(ShopperHistory history, ShopTruth.Shopper truth) {}

  private SimulatedShoppers() {}

  static List<Simulated> of(DemoShop shop) {
    var shoppers = new SimulatedShoppers();
    shop.forEachEvent(shoppers::add);
    Map<String, ShopTruth.Shopper> truths = new HashMap<>();
    for (ShopTruth.Shopper truth : ShopTruth.of(shop).shoppers()) {
      truths.put(truth.userId(), truth);
      truth.anonymousIds().forEach(device -> truths.put(device, truth));
    }
    return shoppers.merged().entrySet().stream()
        .map(entry ->
            new Simulated(
                new ShopperHistory(entry.getValue()),
                Objects.requireNonNull(truths.get(entry.getKey()))))
        .toList();
  }

  private void add(ShopEvent event) {
    String user = event.userId();
    String device = event.anonymousId();
    String who = Objects.requireNonNull(user == null ? device : user);
    if (user != null && device != null) {
      userOf.put(device, user);
    }
    acts.computeIfAbsent(who, id -> new ArrayList<>())
        .add(
            new Act(
                event.timestamp(),
                kind(event.type()),
                event.itemId() == null
                    ? Act.NO_ITEM
                    : items.computeIfAbsent(event.itemId(), id -> items.size()),
                event.type() == ShopEvent.Type.PURCHASE ? amount(event) : Double.NaN,
                event.currency()));
  }

  private static double amount(ShopEvent event) {
    BigDecimal price = event.price();
    Integer quantity = event.quantity();
    return price == null ? Double.NaN : price.doubleValue() * (quantity == null ? 1 : quantity);
  }

  private static ActKind kind(ShopEvent.Type type) {
    return switch (type) {
      case VIEW, CLICK -> ActKind.VIEW;
      case ADD_TO_CART -> ActKind.CART;
      case WISHLIST -> ActKind.WISH;
      case PURCHASE -> ActKind.PURCHASE;
      case REFUND -> ActKind.REFUND;
      default -> ActKind.OTHER;
    };
  }

  private Map<String, List<Act>> merged() {
    Map<String, List<Act>> merged = new LinkedHashMap<>();
    acts.forEach((id, own) ->
        merged.computeIfAbsent(profileOf(id), profile -> new ArrayList<>()).addAll(own));
    return merged;
  }

  private String profileOf(String id) {
    @Nullable String user = userOf.get(id);
    return user == null ? id : user;
  }
}
