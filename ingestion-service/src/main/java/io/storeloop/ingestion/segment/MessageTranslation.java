package io.storeloop.ingestion.segment;

import io.storeloop.common.events.EventType;
import java.util.ArrayList;
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
  private static final List<String> ORDER_TOTAL = List.of("revenue", "total", "value", "subtotal");

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
    Properties properties = new Properties(message.fields().get("properties"));
    if (type == EventType.PURCHASE || type == EventType.REFUND) {
      List<Properties> products = properties.takeProducts();
      if (!products.isEmpty()) {
        return lines(message, type, properties, products);
      }
      return List.of(order(message, type, properties));
    }
    return List.of(
        type == EventType.CUSTOM
            ? custom(message, name, properties)
            : single(message, type, properties));
  }

  private static Map<String, @Nullable Object> single(
      Message message, EventType type, Properties properties) {
    Map<String, @Nullable Object> event = message.shared();
    event.put("type", type.wireName());
    properties.takeFieldsInto(event);
    event.put("properties", withContext(message, properties.left()));
    return event;
  }

  /** An order that does not say what was bought: one row with the order's worth. */
  private static Map<String, @Nullable Object> order(
      Message message, EventType type, Properties properties) {
    Object total = properties.take(ORDER_TOTAL);
    Map<String, @Nullable Object> event = single(message, type, properties);
    if (total != null && event.putIfAbsent("price", total) == null) {
      Object units = event.remove("quantity");
      if (units != null) { // the total is the worth of all units: it must not be multiplied by them
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(properties.left());
        kept.put("quantity", units);
        event.put("properties", withContext(message, kept));
      }
    }
    return event;
  }

  /** One row per product; what belongs to the order as a whole goes with the first. */
  private static List<Map<String, @Nullable Object>> lines(
      Message message, EventType type, Properties order, List<Properties> products) {
    Map<String, @Nullable Object> shared = message.shared();
    order.takeFieldsInto(shared);
    shared.put("type", type.wireName());
    List<Map<String, @Nullable Object>> lines = new ArrayList<>(products.size());
    for (Properties product : products) {
      Map<String, @Nullable Object> line = new LinkedHashMap<>(shared);
      product.takeFieldsInto(line);
      Map<String, @Nullable Object> rest = new LinkedHashMap<>();
      if (lines.isEmpty()) {
        rest.putAll(withContext(message, order.left()));
      }
      rest.putAll(product.left());
      line.put("properties", rest);
      lines.add(line);
    }
    return lines;
  }

  private static Map<String, @Nullable Object> custom(
      Message message, @Nullable String name, Properties properties) {
    Map<String, @Nullable Object> event = single(message, EventType.CUSTOM, properties);
    return withProperty(event, "event", name);
  }

  private static Map<String, @Nullable Object> identify(Message message) {
    Map<String, @Nullable Object> event = message.shared();
    event.put("type", EventType.IDENTIFY.wireName());
    event.put("properties", new Properties(message.fields().get("traits")).left());
    return event;
  }

  private static Map<String, @Nullable Object> page(Message message) {
    Map<String, @Nullable Object> event =
        single(message, EventType.PAGE, new Properties(message.fields().get("properties")));
    withProperty(event, "name", message.name());
    return message.kind() == MessageKind.SCREEN ? withProperty(event, "kind", "screen") : event;
  }

  private static Map<String, @Nullable Object> group(Message message) {
    Map<String, @Nullable Object> event =
        custom(message, "group", new Properties(message.fields().get("traits")));
    return withProperty(event, "groupId", message.fields().get("groupId"));
  }

  /** Two ids of one shopper: the earlier one is tied to the user as an anonymous id is. */
  private static Map<String, @Nullable Object> alias(Message message) {
    Map<String, @Nullable Object> event = message.shared();
    event.put("type", EventType.IDENTIFY.wireName());
    event.put("anonymousId", message.fields().get("previousId"));
    return event;
  }

  private static Map<String, @Nullable Object> withContext(
      Message message, Map<String, @Nullable Object> properties) {
    Map<String, @Nullable Object> context = message.context();
    if (context.isEmpty()) {
      return properties;
    }
    Map<String, @Nullable Object> both = new LinkedHashMap<>(properties);
    both.putIfAbsent("context", context);
    return both;
  }

  private static Map<String, @Nullable Object> withProperty(
      Map<String, @Nullable Object> event, String name, @Nullable Object value) {
    if (value != null) {
      Map<String, @Nullable Object> properties = new LinkedHashMap<>();
      if (event.get("properties") instanceof Map<?, ?> present) {
        present.forEach((key, one) -> properties.put(String.valueOf(key), one));
      }
      properties.put(name, value);
      event.put("properties", properties);
    }
    return event;
  }
}
