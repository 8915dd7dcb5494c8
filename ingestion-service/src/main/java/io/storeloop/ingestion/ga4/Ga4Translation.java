package io.storeloop.ingestion.ga4;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.intake.Translated;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.translation.EpochTime;
import io.storeloop.ingestion.translation.Properties;
import io.storeloop.ingestion.translation.Report;
import io.storeloop.ingestion.validation.Arrival;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in canonical fields what a call with one GA4 event says.
 *
 * <p>The protocol has no id of an event; {@code params.message_id} is ours. Without one the id is
 * made from the content and the event's place in its call, so that one of two equal events is not
 * taken for the other sent again; and a purchase that names its transaction counts once, even twice
 * in a call and without a time.
 */
final class Ga4Translation {
  /** Events in which a person becomes known, and may bring traits. */
  private static final Set<String> INTRODUCTIONS = Set.of("login", "sign_up");

  private Ga4Translation() {}

  static Translated translated(Map<String, @Nullable Object> call, Arrival arrival) {
    Object sent =
        call.get("events") instanceof List<?> events && !events.isEmpty()
            ? events.getFirst()
            : null;
    if (sent == null) {
      return refused(
          new Refusal("null_element", "/events/0", "an event must be an object, not null"));
    }
    if (!(sent instanceof Map<?, ?> event)) {
      return refused(new Refusal("not_an_object", "/events/0", "an event must be a JSON object"));
    }
    if (!(event.get("name") instanceof String name) || name.isBlank()) {
      return refused(new Refusal("missing_event", "/events/0/name", "an event needs a name"));
    }
    EventType type = Ga4Names.typeOf(name).orElse(EventType.CUSTOM);
    Properties params = new Properties(event.get("params"), Ga4Names.params(type));
    String messageId = text(params.take("message_id"));
    Object timestamp = timestamp(call, event, params);
    Map<String, @Nullable Object> shared = shared(call, params);
    shared.put("timestamp", timestamp);
    boolean numberedOrder =
        type == EventType.PURCHASE && params.left().get("transaction_id") != null;
    String content = RecordReader.canonical(call);
    return new Translated.Understood(
        TranslatedMessage.ofWholeOrders(
            messageId,
            events(name, type, shared, params, call),
            numberedOrder ? content : content + "#" + arrival.index(),
            timestamp != null || numberedOrder));
  }

  private static List<Map<String, @Nullable Object>> events(
      String name,
      EventType type,
      Map<String, @Nullable Object> shared,
      Properties params,
      Map<String, @Nullable Object> call) {
    Map<String, @Nullable Object> traits = traits(call.get("user_properties"));
    Map<String, @Nullable Object> aside = new LinkedHashMap<>();
    if (call.get("consent") != null) {
      aside.put("consent", call.get("consent"));
    }
    boolean introduces = INTRODUCTIONS.contains(name) && !traits.isEmpty();
    if (!introduces && !traits.isEmpty()) {
      aside.put("userProperties", traits);
    }
    List<Properties> items =
        Ga4Names.isOfEachItem(type) ? params.takeList("items", Ga4Names.ITEM) : List.of();
    List<Map<String, @Nullable Object>> events =
        new ArrayList<>(new Report(type, shared, params, items, aside).events());
    if (type == EventType.CUSTOM) {
      Report.with(events.getFirst(), "event", name);
    }
    if (name.equals("screen_view")) {
      Report.with(events.getFirst(), "kind", "screen");
    }
    if (introduces) {
      events.addFirst(identify(shared, traits));
    }
    return events;
  }

  private static Map<String, @Nullable Object> identify(
      Map<String, @Nullable Object> shared, Map<String, @Nullable Object> traits) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>(shared);
    event.put("type", EventType.IDENTIFY.wireName());
    event.put("properties", traits);
    return event;
  }

  private static Map<String, @Nullable Object> shared(
      Map<String, @Nullable Object> call, Properties params) {
    Map<String, @Nullable Object> shared = new LinkedHashMap<>();
    shared.put("userId", textOrElse(call.get("user_id")));
    Object device =
        call.get("client_id") == null ? call.get("app_instance_id") : call.get("client_id");
    shared.put("anonymousId", textOrElse(device));
    shared.put("sessionId", textOrElse(params.take(List.of("session_id", "ga_session_id"))));
    return shared;
  }

  /** The event's own time before the call's. */
  private static @Nullable Object timestamp(
      Map<String, @Nullable Object> call, Map<?, ?> event, Properties params) {
    Object own = event.get("timestamp_micros");
    Object inParams = params.take("timestamp_micros");
    Object time = own != null ? own : inParams != null ? inParams : call.get("timestamp_micros");
    return EpochTime.MICROS.text(time);
  }

  /** {@code {"tier": {"value": "gold"}}} says that tier is gold. */
  private static Map<String, @Nullable Object> traits(@Nullable Object sent) {
    Map<String, @Nullable Object> traits = new LinkedHashMap<>();
    if (sent instanceof Map<?, ?> properties) {
      properties.forEach((name, value) ->
          traits.put(
              String.valueOf(name),
              value instanceof Map<?, ?> wrapped && wrapped.containsKey("value")
                  ? wrapped.get("value")
                  : value));
    }
    return traits;
  }

  /** Sessions and clients are numbered in this protocol: their ids come as numbers too. */
  private static @Nullable Object textOrElse(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long ? value.toString() : value;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String || value instanceof Integer || value instanceof Long
        ? value.toString()
        : null;
  }

  private static Translated refused(Refusal refusal) {
    return new Translated.NotUnderstood(null, refusal);
  }
}
