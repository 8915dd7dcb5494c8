package io.storeloop.profile.profile;

import io.storeloop.common.conditions.PerformedEvent;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.events.Event;
import io.storeloop.profile.feature.ItemFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as conditions see them, in memory. */
public final class PerformedEvents {
  private PerformedEvents() {}

  /** An event with what is known of its item, said by itself or by the catalogue. */
  public static PerformedEvent of(Event event, ItemFacts facts) {
    Map<String, Value> fields = new HashMap<>();
    put(fields, "itemId", event.itemId());
    put(fields, "category", facts.category());
    put(fields, "brand", facts.brand());
    put(fields, "currency", event.currency());
    put(fields, "orderId", event.orderId());
    put(fields, "query", event.query());
    put(fields, "listId", event.listId());
    put(fields, "recommendationId", event.recommendationId());
    put(fields, "decisionId", event.decisionId());
    put(fields, "source", event.source());
    put(fields, "quantity", event.quantity());
    put(fields, "price", facts.price());
    put(fields, "rating", event.rating());
    put(fields, "position", event.position());
    put(fields, "durationMillis", event.durationMillis());
    event.properties().forEach((name, value) -> put(fields, "properties." + name, value));
    Instant at =
        event.occurredAt().isBefore(event.receivedAt()) ? event.occurredAt() : event.receivedAt();
    return new PerformedEvent(event.type().wireName(), at, fields);
  }

  private static void put(Map<String, Value> fields, String name, @Nullable Object json) {
    Value.ofJson(json).ifPresent(value -> fields.put(name, value));
  }
}
