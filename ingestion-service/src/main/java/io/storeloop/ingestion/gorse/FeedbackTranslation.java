package io.storeloop.ingestion.gorse;

import io.storeloop.common.events.EventType;
import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.intake.Translated;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.translation.CommonNames;
import io.storeloop.ingestion.validation.Arrival;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says in canonical fields what one feedback says.
 *
 * <p>Gorse keeps one row per type, user and item; we keep every event, so the time is part of its
 * id. Field names are read without regard to case, as Gorse reads them.
 */
final class FeedbackTranslation {
  private FeedbackTranslation() {}

  static Translated translated(Map<String, @Nullable Object> sent, Arrival arrival) {
    Map<String, @Nullable Object> feedback = new TreeMap<>();
    sent.forEach((name, value) -> feedback.put(name.toLowerCase(Locale.ROOT), value));
    if (!(feedback.remove("feedbacktype") instanceof String word) || word.isBlank()) {
      return new Translated.NotUnderstood(
          null,
          Refusal.ofField("FeedbackType", "missing_event", "a feedback needs a FeedbackType"));
    }
    Object timestamp = feedback.remove("timestamp");
    boolean timed = timestamp != null && !"".equals(timestamp);
    EventType type = CommonNames.typeOf(word).orElse(EventType.CUSTOM);
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("type", type.wireName());
    event.put("userId", feedback.remove("userid"));
    event.put("itemId", feedback.remove("itemid"));
    event.put("timestamp", timed ? GorseTime.text(timestamp) : null);
    if (type == EventType.REVIEW) {
      event.put("rating", feedback.remove("value"));
    }
    if (type == EventType.CUSTOM) {
      feedback.put("event", word);
    }
    event.put("properties", properties(feedback));
    String content = "gorse" + RecordReader.canonical(sent);
    String id = timed ? "gorse:" + Uuids.ofText(content) : null;
    return new Translated.Understood(TranslatedMessage.ofOne(id, event, content, timed));
  }

  /** The rest, without what Gorse's clients leave empty. */
  private static Map<String, @Nullable Object> properties(Map<String, @Nullable Object> rest) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(rest);
    properties.values().removeIf(value -> value == null || "".equals(value));
    return properties;
  }
}
