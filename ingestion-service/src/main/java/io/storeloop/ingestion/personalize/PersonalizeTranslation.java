package io.storeloop.ingestion.personalize;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.intake.Translated;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.translation.CommonNames;
import io.storeloop.ingestion.translation.EpochTime;
import io.storeloop.ingestion.translation.FieldNames;
import io.storeloop.ingestion.translation.Properties;
import io.storeloop.ingestion.translation.Report;
import io.storeloop.ingestion.validation.Arrival;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says in canonical fields what a call with one event of Amazon Personalize says.
 *
 * <p>Personalize knows an unknown shopper by the session, and ties the session to the user who logs
 * in during it; so the session is the anonymous id too, unless the properties name a better one.
 *
 * <p>Source: Amazon Personalize, API reference, PutEvents and Event.
 */
final class PersonalizeTranslation {
  private static final RecordReader READER = new RecordReader();
  private static final FieldNames PROPERTIES = new FieldNames(fields(), Map.of());

  private PersonalizeTranslation() {}

  static Translated translated(Map<String, @Nullable Object> call, Arrival arrival) {
    Object sent =
        call.get("eventList") instanceof List<?> events && !events.isEmpty()
            ? events.getFirst()
            : null;
    if (sent == null) {
      return refused(
          null,
          new Refusal("null_element", "/eventList/0", "an event must be an object, not null"));
    }
    if (!(sent instanceof Map<?, ?> event)) {
      return refused(
          null, new Refusal("not_an_object", "/eventList/0", "an event must be a JSON object"));
    }
    String messageId = event.get("eventId") instanceof String id ? id : null;
    if (!(event.get("eventType") instanceof String word) || word.isBlank()) {
      return refused(
          messageId,
          new Refusal("missing_event", "/eventList/0/eventType", "an event needs an eventType"));
    }
    if (!(event.get("properties") instanceof String json)) {
      return understood(messageId, word, call, event, event.get("properties"));
    }
    return switch (READER.read(json)) {
      case ReadRecord.Unreadable unreadable ->
          refused(
              messageId,
              new Refusal(
                  unreadable.refusal().code(),
                  "/eventList/0/properties",
                  unreadable.refusal().detail()));
      case ReadRecord.Readable readable ->
          understood(messageId, word, call, event, readable.fields());
    };
  }

  private static Translated understood(
      @Nullable String messageId,
      String word,
      Map<String, @Nullable Object> call,
      Map<?, ?> event,
      @Nullable Object properties) {
    EventType type = CommonNames.typeOf(word).orElse(EventType.CUSTOM);
    Properties whole = new Properties(properties, PROPERTIES);
    Map<String, @Nullable Object> shared = new LinkedHashMap<>();
    Object anonymousId = whole.take("anonymousId");
    shared.put("userId", call.get("userId"));
    shared.put("anonymousId", anonymousId == null ? call.get("sessionId") : anonymousId);
    shared.put("sessionId", call.get("sessionId"));
    shared.put("timestamp", EpochTime.SECONDS.text(event.get("sentAt")));
    shared.put("itemId", event.get("itemId"));
    shared.put("recommendationId", event.get("recommendationId"));
    Map<String, @Nullable Object> aside = new LinkedHashMap<>();
    putIfThere(aside, "impression", event.get("impression"));
    putIfThere(aside, "metricAttribution", event.get("metricAttribution"));
    if (type == EventType.REVIEW) {
      shared.put("rating", event.get("eventValue"));
    } else {
      putIfThere(aside, "eventValue", event.get("eventValue"));
    }
    Map<String, @Nullable Object> said =
        new Report(type, shared, whole, List.of(), aside).events().getFirst();
    if (type == EventType.CUSTOM) {
      Report.with(said, "event", word);
    }
    return new Translated.Understood(
        TranslatedMessage.ofOne(
            messageId, said, RecordReader.canonical(call), event.get("sentAt") != null));
  }

  private static void putIfThere(
      Map<String, @Nullable Object> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  private static Translated refused(@Nullable String messageId, Refusal refusal) {
    return new Translated.NotUnderstood(messageId, refusal);
  }

  /**
   * Keys of {@code properties}, which are in camel case where a schema of Personalize names them.
   */
  private static Map<String, List<String>> fields() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("quantity", List.of("quantity"));
    fields.put("price", List.of("price"));
    fields.put("currency", List.of("currency"));
    fields.put("orderId", List.of("orderId", "order_id"));
    fields.put("query", List.of("query"));
    fields.put("rating", List.of("rating"));
    fields.put("position", List.of("position"));
    fields.put("listId", List.of("listId", "list_id"));
    fields.put("decisionId", List.of("decisionId", "decision_id"));
    fields.put("durationMillis", List.of("durationMillis", "duration_millis"));
    return fields;
  }
}
