package io.storeloop.ingestion.validation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record while it is being judged: what was sent, and the fields as repaired so far. A field that
 * was sent as null counts as absent.
 *
 * <p>Not thread-safe: one per record.
 */
final class Draft {
  private final Map<String, @Nullable Object> sent;
  private final Arrival arrival;
  private final Map<Field, Object> fields = new EnumMap<>(Field.class);
  private final List<String> unknown = new ArrayList<>();
  private final List<String> repairs;
  private @Nullable String readTimestamp;
  private @Nullable Instant occurredAt;

  Draft(Map<String, @Nullable Object> sent, Arrival arrival, List<String> earlierRepairs) {
    this.sent = sent;
    this.arrival = arrival;
    this.repairs = new ArrayList<>(earlierRepairs);
    sent.forEach(this::take);
  }

  private void take(String name, @Nullable Object value) {
    Field field = Field.ofWireName(name).orElse(null);
    if (field == null) {
      unknown.add(name);
    } else if (value != null) {
      fields.put(field, value);
    }
  }

  Map<String, @Nullable Object> sent() {
    return sent;
  }

  Arrival arrival() {
    return arrival;
  }

  List<String> unknownFields() {
    return unknown;
  }

  boolean has(Field field) {
    return fields.containsKey(field);
  }

  @Nullable Object value(Field field) {
    return fields.get(field);
  }

  /** The field's text; null when it is absent or of another type. */
  @Nullable String text(Field field) {
    return fields.get(field) instanceof String text ? text : null;
  }

  /** The field's number, exact; null when it is absent or of another type. */
  @Nullable BigDecimal number(Field field) {
    return Numbers.exact(fields.get(field));
  }

  /** When it happened; null when the timestamp is absent or no time. Read once, asked often. */
  @Nullable Instant occurredAt() {
    String text = text(Field.TIMESTAMP);
    if (text != null && !text.equals(readTimestamp)) {
      readTimestamp = text;
      occurredAt = Timestamps.parse(text).orElse(null);
    }
    return text == null ? null : occurredAt;
  }

  /** The properties; empty when absent or no object. */
  Map<String, @Nullable Object> properties() {
    if (!(fields.get(Field.PROPERTIES) instanceof Map<?, ?> map) || map.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    map.forEach((name, value) -> properties.put(String.valueOf(name), value));
    return properties;
  }

  void repair(String rule, Field field, Object value) {
    fields.put(field, value);
    note(rule);
  }

  void repairByRemoving(String rule, Field field) {
    fields.remove(field);
    note(rule);
  }

  private void note(String rule) {
    if (!repairs.contains(rule)) {
      repairs.add(rule);
    }
  }

  List<String> repairs() {
    return List.copyOf(repairs);
  }
}
