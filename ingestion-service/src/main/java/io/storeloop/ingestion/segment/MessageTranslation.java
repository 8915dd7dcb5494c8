package io.storeloop.ingestion.segment;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.translation.FieldNames;
import io.storeloop.ingestion.translation.Properties;
import io.storeloop.ingestion.translation.Report;
import io.storeloop.ingestion.translation.UsualNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says in canonical fields what a Segment message says: mostly one event, for an order or a refund
 * of n products n events under one order id.
 *
 * <p>Source: Segment, Spec: V2 Ecommerce Events.
 */
final class MessageTranslation {
  private static final String PRODUCTS = "products";

  /** By which the shop's server vouches for the user's id; profile-service checks it. */
  private static final String SIGNATURE = "identitySignature";

  private MessageTranslation() {}

  /** The canonical events of a message, at least one. */
  static List<Map<String, @Nullable Object>> events(Message message) {
    return switch (message.kind()) {
      case TRACK -> track(message);
      case IDENTIFY -> List.of(identify(message));
      case PAGE, SCREEN -> List.of(page(message));
      case GROUP -> List.of(group(message));
      case ALIAS -> List.of(alias(message));
    };
  }

  private static List<Map<String, @Nullable Object>> track(Message message) {
    String name = message.event();
    EventType type =
        name == null ? EventType.CUSTOM : EventNames.typeOf(name).orElse(EventType.CUSTOM);
    Properties properties = properties(message, "properties");
    List<Properties> products =
        type == EventType.PURCHASE || type == EventType.REFUND
            ? properties.takeList(PRODUCTS, UsualNames.PROPERTIES)
            : List.of();
    List<Map<String, @Nullable Object>> events = report(message, type, properties, products);
    return type == EventType.CUSTOM
        ? List.of(Report.with(events.getFirst(), "event", name))
        : events;
  }

  private static Map<String, @Nullable Object> identify(Message message) {
    Map<String, @Nullable Object> event = message.shared();
    event.put("type", EventType.IDENTIFY.wireName());
    event.put("properties", new Properties(message.fields().get("traits"), FieldNames.NONE).left());
    Report.with(event, SIGNATURE, message.context().get(SIGNATURE));
    return Report.with(event, "consent", message.context().get("consent"));
  }

  private static Map<String, @Nullable Object> page(Message message) {
    Map<String, @Nullable Object> event =
        report(message, EventType.PAGE, properties(message, "properties"), List.of()).getFirst();
    Report.with(event, "name", message.text("name"));
    Report.with(event, "category", message.text("category"));
    return message.kind() == MessageKind.SCREEN ? Report.with(event, "kind", "screen") : event;
  }

  private static Map<String, @Nullable Object> group(Message message) {
    Map<String, @Nullable Object> event =
        report(message, EventType.CUSTOM, properties(message, "traits"), List.of()).getFirst();
    Report.with(event, "event", "group");
    return Report.with(event, "groupId", message.fields().get("groupId"));
  }

  /** Two ids of one shopper: the earlier one is tied to the user as an anonymous id is. */
  private static Map<String, @Nullable Object> alias(Message message) {
    Map<String, @Nullable Object> event = message.shared();
    event.put("type", EventType.IDENTIFY.wireName());
    event.put("anonymousId", message.fields().get("previousId"));
    return Report.with(event, SIGNATURE, message.context().get(SIGNATURE));
  }

  private static Properties properties(Message message, String field) {
    return new Properties(message.fields().get(field), UsualNames.PROPERTIES);
  }

  private static List<Map<String, @Nullable Object>> report(
      Message message, EventType type, Properties properties, List<Properties> products) {
    Map<String, @Nullable Object> context = message.context();
    Map<String, @Nullable Object> aside = new LinkedHashMap<>();
    if (!context.isEmpty()) {
      aside.put("context", context);
    }
    return new Report(type, message.shared(), properties, products, aside).events();
  }
}
