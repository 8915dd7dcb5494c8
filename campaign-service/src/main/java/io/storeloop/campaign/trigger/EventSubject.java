package io.storeloop.campaign.trigger;

import io.storeloop.campaign.trigger.JdbcShopperActs.Item;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.events.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event, seen through the fields of the condition language; the catalogue stands in. */
record EventSubject(Event event, @Nullable Item item) implements Subject {
  private static final String PROPERTIES = "properties.";

  @Override
  public Optional<Value> value(String path) {
    return switch (path) {
      case "itemId" -> text(event.itemId());
      case "category" -> said("category").or(() -> text(item == null ? null : item.category()));
      case "brand" -> said("brand").or(() -> text(item == null ? null : item.brand()));
      case "currency" -> text(event.currency());
      case "orderId" -> text(event.orderId());
      case "query" -> text(event.query());
      case "listId" -> text(event.listId());
      case "recommendationId" -> text(event.recommendationId());
      case "decisionId" -> text(event.decisionId());
      case "source" -> text(event.source());
      case "quantity" -> number(event.quantity());
      case "price" -> number(event.price()).or(() -> number(item == null ? null : item.price()));
      case "rating" -> number(event.rating());
      case "position" -> number(event.position());
      case "durationMillis" -> number(event.durationMillis());
      default ->
          path.startsWith(PROPERTIES)
              ? of(event.properties().get(path.substring(PROPERTIES.length())))
              : Optional.empty();
    };
  }

  @Override
  public long count(Performed performed, Instant now) {
    throw new IllegalStateException("an event has no history");
  }

  private Optional<Value> said(String name) {
    String said = event.textProperty(name);
    return said == null || said.isBlank() ? Optional.empty() : text(said);
  }

  private static Optional<Value> of(@Nullable Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case String text -> text(text);
      case Boolean truth -> Optional.of(Value.of(truth));
      case Number number -> number(number);
      default -> Optional.of(new Value.OpaqueValue());
    };
  }

  private static Optional<Value> text(@Nullable String text) {
    return Optional.ofNullable(text).map(Value::of);
  }

  private static Optional<Value> number(@Nullable Number number) {
    return Optional.ofNullable(number).map(found -> Value.of(new BigDecimal(found.toString())));
  }
}
