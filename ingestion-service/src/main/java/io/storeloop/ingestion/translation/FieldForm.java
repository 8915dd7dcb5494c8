package io.storeloop.ingestion.translation;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.validation.Arrival;
import io.storeloop.ingestion.validation.EventRules;
import io.storeloop.ingestion.validation.Judgement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a value could stand in a canonical field: asked of the rules themselves. */
final class FieldForm {
  private static final EventRules RULES = new EventRules();
  private static final Arrival ANY = Arrival.inCall("translation", Instant.EPOCH, 0);

  private FieldForm() {}

  static boolean fits(String field, @Nullable Object value) {
    if (value == null) {
      return false;
    }
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("type", EventType.CUSTOM.wireName());
    event.put("anonymousId", "anyone");
    event.put("messageId", "any");
    event.put("timestamp", Instant.EPOCH.toString());
    event.put(field, value);
    return RULES.judge(event, ANY) instanceof Judgement.Sound;
  }
}
