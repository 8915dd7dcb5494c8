package io.storeloop.common.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable fact that the shop sent.
 *
 * @param messageId the sender's id; the same id is the same event, however often it arrives
 * @param userId the shopper, once the shop knows them; this or {@code anonymousId} is present
 * @param anonymousId the browser or device before that
 * @param occurredAt when it happened by the sender's clock, corrected for skew ({@code timestamp}
 *     on the wire)
 * @param receivedAt when it arrived by ours
 * @param quantity units, 1 to 1,000,000
 * @param price of one unit, 0 to 1,000,000,000, at most four decimals
 * @param currency ISO 4217
 * @param rating 0 to 10
 * @param position place in the list shown, from 0
 * @param durationMillis how long the shopper dwelt, 0 to one day
 * @param source the door it came through: {@code events}, {@code segment}, {@code import:tmall2014}
 * @param properties everything else the sender said; for {@link EventType#IDENTIFY} the traits
 * @param traffic who did it instead of a shopper; null for a shopper, as far as we can tell
 */
public record Event(
    String messageId,
    EventType type,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String sessionId,
    Instant occurredAt,
    Instant receivedAt,
    @Nullable String itemId,
    @Nullable Integer quantity,
    @Nullable BigDecimal price,
    @Nullable String currency,
    @Nullable String orderId,
    @Nullable String query,
    @Nullable BigDecimal rating,
    @Nullable Integer position,
    @Nullable String listId,
    @Nullable String recommendationId,
    @Nullable String decisionId,
    @Nullable Long durationMillis,
    String source,
    Map<String, @Nullable Object> properties,
    @Nullable Traffic traffic) {

  /**
   * Refuses an event of nobody.
   *
   * @throws IllegalArgumentException if neither {@code userId} nor {@code anonymousId} is present
   */
  public Event {
    if (userId == null && anonymousId == null) {
      throw new IllegalArgumentException("an event needs a userId or an anonymousId");
    }
  }

  /** An event of a shopper. */
  public Event(
      String messageId,
      EventType type,
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String sessionId,
      Instant occurredAt,
      Instant receivedAt,
      @Nullable String itemId,
      @Nullable Integer quantity,
      @Nullable BigDecimal price,
      @Nullable String currency,
      @Nullable String orderId,
      @Nullable String query,
      @Nullable BigDecimal rating,
      @Nullable Integer position,
      @Nullable String listId,
      @Nullable String recommendationId,
      @Nullable String decisionId,
      @Nullable Long durationMillis,
      String source,
      Map<String, @Nullable Object> properties) {
    this(
        messageId,
        type,
        userId,
        anonymousId,
        sessionId,
        occurredAt,
        receivedAt,
        itemId,
        quantity,
        price,
        currency,
        orderId,
        query,
        rating,
        position,
        listId,
        recommendationId,
        decisionId,
        durationMillis,
        source,
        properties,
        null);
  }

  /** The same event, said to have been done by no shopper. */
  public Event by(Traffic nobody) {
    return new Event(
        messageId,
        type,
        userId,
        anonymousId,
        sessionId,
        occurredAt,
        receivedAt,
        itemId,
        quantity,
        price,
        currency,
        orderId,
        query,
        rating,
        position,
        listId,
        recommendationId,
        decisionId,
        durationMillis,
        source,
        properties,
        nobody);
  }

  /** Whether a shopper did it, as far as we can tell. */
  public boolean isOfShopper() {
    return traffic == null;
  }

  /** The text property of that name, or null when it is absent or no text. */
  public @Nullable String textProperty(String name) {
    return properties.get(name) instanceof String text ? text : null;
  }
}
