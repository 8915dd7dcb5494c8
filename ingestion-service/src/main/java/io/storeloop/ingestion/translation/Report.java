package io.storeloop.ingestion.translation;

import io.storeloop.common.events.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message reports, told apart but not yet in canonical events.
 *
 * @param shared the fields that every event of it has: who, when, in which session
 * @param whole what belongs to the message as a whole: the order, the list, the promotion
 * @param items the items it is about, where each is a row of its own
 * @param aside what else the first row says, unless {@code whole} says it already
 */
public record Report(
    EventType type,
    Map<String, @Nullable Object> shared,
    Properties whole,
    List<Properties> items,
    Map<String, @Nullable Object> aside) {
  private static final String PROPERTIES = "properties";
  private static final String PRICE = "price";
  private static final String QUANTITY = "quantity";

  /** What an order or refund as a whole is worth, by any tracker's name, best first. */
  private static final List<String> WORTH =
      List.of("revenue", "total", "value", "subtotal", "refund_amount");

  public Report {
    items = List.copyOf(items);
  }

  /** The canonical events without their ids, at least one. */
  public List<Map<String, @Nullable Object>> events() {
    if (!items.isEmpty()) {
      return rows();
    }
    return List.of(
        switch (type) {
          case PURCHASE, REFUND -> worth();
          case CUSTOM, PAGE -> loose();
          default -> single();
        });
  }

  /** One row per item; what belongs to the message as a whole goes with the first. */
  private List<Map<String, @Nullable Object>> rows() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(shared);
    whole.takeFieldsInto(all);
    all.put("type", type.wireName());
    List<Map<String, @Nullable Object>> rows = new ArrayList<>(items.size());
    for (Properties item : items) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>(all);
      item.takeFieldsInto(row);
      row.put(PROPERTIES, rows.isEmpty() ? firstProperties(item.left()) : item.left());
      rows.add(row);
    }
    return rows;
  }

  /** The item's own properties, and the whole's; where both have one of a name, under "order". */
  private Map<String, @Nullable Object> firstProperties(Map<String, @Nullable Object> item) {
    Map<String, @Nullable Object> both = new LinkedHashMap<>();
    Map<String, @Nullable Object> clashing = new LinkedHashMap<>();
    withAside(whole.left())
        .forEach((name, value) -> (item.containsKey(name) ? clashing : both).put(name, value));
    both.putAll(item);
    if (!clashing.isEmpty()) {
      both.putIfAbsent("order", clashing);
    }
    return both;
  }

  /** An order that does not say what was bought: one row with the order's worth. */
  private Map<String, @Nullable Object> worth() {
    Object total = whole.take(WORTH);
    Map<String, @Nullable Object> event = single();
    if (total == null) {
      return event;
    }
    if (event.putIfAbsent(PRICE, total) != null) {
      return with(event, "revenue", total);
    }
    Object units = event.remove(QUANTITY);
    // the total is the worth of all units: it must not be multiplied by them
    return units == null ? event : with(event, QUANTITY, units);
  }

  private Map<String, @Nullable Object> single() {
    Map<String, @Nullable Object> event = new LinkedHashMap<>(shared);
    event.put("type", type.wireName());
    whole.takeFieldsInto(event);
    event.put(PROPERTIES, withAside(whole.left()));
    return event;
  }

  /** The shop's own event: its properties are fields only where they look like ours. */
  private Map<String, @Nullable Object> loose() {
    Map<String, @Nullable Object> event = new LinkedHashMap<>(shared);
    event.put("type", type.wireName());
    whole.takeFittingFieldsInto(event);
    event.put(PROPERTIES, withAside(whole.left()));
    return event;
  }

  private Map<String, @Nullable Object> withAside(Map<String, @Nullable Object> properties) {
    if (aside.isEmpty()) {
      return properties;
    }
    Map<String, @Nullable Object> both = new LinkedHashMap<>(properties);
    aside.forEach(both::putIfAbsent);
    return both;
  }

  /** The event with one property more, or another value of it; unchanged if there is no value. */
  public static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> event, String name, @Nullable Object value) {
    if (value != null) {
      Map<String, @Nullable Object> properties = new LinkedHashMap<>();
      if (event.get(PROPERTIES) instanceof Map<?, ?> present) {
        present.forEach((key, one) -> properties.put(String.valueOf(key), one));
      }
      properties.put(name, value);
      event.put(PROPERTIES, properties);
    }
    return event;
  }
}
