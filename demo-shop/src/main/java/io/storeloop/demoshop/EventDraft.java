package io.storeloop.demoshop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event being filled in. */
final class EventDraft {
  private final ShopEvent.Type type;
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private @Nullable String itemId;
  private @Nullable Integer quantity;
  private @Nullable BigDecimal price;
  private @Nullable String currency;
  private @Nullable String orderId;
  private @Nullable String query;
  private @Nullable Integer rating;
  private @Nullable Integer position;
  private @Nullable String listId;
  private @Nullable Long durationMillis;

  EventDraft(ShopEvent.Type type) {
    this.type = type;
  }

  EventDraft item(Goods good) {
    itemId = good.item().itemId();
    return property("category", good.item().category()).property("brand", good.item().brand());
  }

  /** The item at its price of the moment. */
  EventDraft item(Goods good, int discountPercent) {
    price = good.priceLess(discountPercent);
    currency = good.item().currency();
    item(good);
    return discountPercent == 0 ? this : property("discountPercent", discountPercent);
  }

  EventDraft quantity(int value) {
    quantity = value;
    return this;
  }

  EventDraft order(String value) {
    orderId = value;
    return this;
  }

  EventDraft query(String value) {
    query = value;
    return this;
  }

  EventDraft rating(int value) {
    rating = value;
    return this;
  }

  EventDraft list(ItemList list) {
    listId = list.id();
    return this;
  }

  EventDraft position(int value) {
    position = value;
    return this;
  }

  EventDraft duration(long millis) {
    durationMillis = millis;
    return this;
  }

  EventDraft property(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  ShopEvent at(long millis, String messageId, Who who) {
    return new ShopEvent(
        messageId,
        type,
        who.userId(),
        who.anonymousId(),
        who.sessionId(),
        Instant.ofEpochMilli(millis),
        itemId,
        quantity,
        price,
        currency,
        orderId,
        query,
        rating,
        position,
        listId,
        durationMillis,
        Collections.unmodifiableMap(properties));
  }

  /** Whom the shop sees doing it. */
  record Who(@Nullable String userId, @Nullable String anonymousId, @Nullable String sessionId) {}

  /** A list of items on a page, such as {@code category:shoes/running} or {@code search}. */
  record ItemList(String id) {}
}
