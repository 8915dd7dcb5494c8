package io.storeloop.profile;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events in words: {@code aPurchase().of("shoes").by("anna").at("2026-03-01T10:00:00Z").event()}.
 */
public final class EventFixture {
  private static long number;

  private final EventType type;
  private String messageId;
  private String userId;
  private String anonymousId;
  private Instant at = Instant.parse("2026-03-01T10:00:00Z");
  private Instant receivedAt;
  private String itemId;
  private Integer quantity;
  private BigDecimal price;
  private String orderId;
  private BigDecimal rating;
  private Long durationMillis;
  private final Map<String, Object> properties = new LinkedHashMap<>();

  private EventFixture(EventType type) {
    this.type = type;
    this.messageId = "message-" + ++number;
  }

  public static EventFixture a(EventType type) {
    return new EventFixture(type);
  }

  public static EventFixture aView() {
    return a(EventType.VIEW);
  }

  public static EventFixture aPurchase() {
    return a(EventType.PURCHASE);
  }

  public static EventFixture anIdentify() {
    return a(EventType.IDENTIFY);
  }

  public EventFixture called(String messageId) {
    this.messageId = messageId;
    return this;
  }

  public EventFixture by(String userId) {
    this.userId = userId;
    return this;
  }

  public EventFixture on(String anonymousId) {
    this.anonymousId = anonymousId;
    return this;
  }

  public EventFixture at(String instant) {
    return at(Instant.parse(instant));
  }

  public EventFixture at(Instant instant) {
    this.at = instant;
    return this;
  }

  public EventFixture received(Instant instant) {
    this.receivedAt = instant;
    return this;
  }

  public EventFixture of(String itemId) {
    this.itemId = itemId;
    return this;
  }

  public EventFixture times(int quantity) {
    this.quantity = quantity;
    return this;
  }

  public EventFixture costing(String price) {
    this.price = new BigDecimal(price);
    return this;
  }

  public EventFixture inOrder(String orderId) {
    this.orderId = orderId;
    return this;
  }

  public EventFixture rated(String rating) {
    this.rating = new BigDecimal(rating);
    return this;
  }

  public EventFixture lasting(long millis) {
    this.durationMillis = millis;
    return this;
  }

  public EventFixture with(String property, Object value) {
    properties.put(property, value);
    return this;
  }

  public Event event() {
    return new Event(
        messageId,
        type,
        userId,
        anonymousId,
        null,
        at,
        receivedAt == null ? at.plusSeconds(1) : receivedAt,
        itemId,
        quantity,
        price,
        price == null ? null : "EUR",
        orderId,
        null,
        rating,
        null,
        null,
        null,
        null,
        durationMillis,
        "test",
        new LinkedHashMap<>(properties));
  }
}
