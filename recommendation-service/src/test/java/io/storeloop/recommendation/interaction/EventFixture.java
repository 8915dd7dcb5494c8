package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.ids.IdentitySignatures;
import io.storeloop.common.ids.SignatureFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as words: {@code aPurchase().of("shoes").by("anna").event()}. */
public final class EventFixture {
  public static final Instant MONDAY = Instant.parse("2026-05-04T10:00:00Z");

  private final EventType type;
  private @Nullable String userId;
  private @Nullable String anonymousId;
  private @Nullable String sessionId;
  private @Nullable String itemId;
  private @Nullable Integer quantity;
  private @Nullable BigDecimal rating;
  private Instant occurredAt = MONDAY;
  private Map<String, @Nullable Object> properties = Map.of();

  private EventFixture(EventType type) {
    this.type = type;
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

  public EventFixture by(String user) {
    this.userId = user;
    return this;
  }

  public EventFixture on(String device) {
    this.anonymousId = device;
    return this;
  }

  public EventFixture in(String session) {
    this.sessionId = session;
    return this;
  }

  public EventFixture of(String item) {
    this.itemId = item;
    return this;
  }

  public EventFixture units(int units) {
    this.quantity = units;
    return this;
  }

  public EventFixture rated(String value) {
    this.rating = new BigDecimal(value);
    return this;
  }

  public EventFixture after(Duration time) {
    this.occurredAt = MONDAY.plus(time);
    return this;
  }

  public EventFixture saying(String name, String value) {
    this.properties = Map.of(name, value);
    return this;
  }

  /** With the signature of the user's id, as the shop's server makes it. */
  public EventFixture signed() {
    return saying(
        IdentitySignatures.PROPERTY, SignatureFixture.signatureOf(String.valueOf(userId)));
  }

  public EventFixture consenting(String purpose, boolean granted) {
    this.properties = Map.of("consent", Map.of(purpose, granted));
    return this;
  }

  public Event event() {
    return new Event(
        "m",
        type,
        userId,
        anonymousId,
        sessionId,
        occurredAt,
        occurredAt,
        itemId,
        quantity,
        null,
        null,
        null,
        null,
        rating,
        null,
        null,
        null,
        null,
        null,
        "test",
        properties);
  }
}
