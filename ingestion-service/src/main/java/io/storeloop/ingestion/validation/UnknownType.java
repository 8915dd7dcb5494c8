package io.storeloop.ingestion.validation;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A type that is missing or none of ours. */
final class UnknownType implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    String type = draft.text(Field.TYPE);
    if (type != null && EventType.ofWireName(type).isPresent()) {
      return null;
    }
    return Refusal.ofField(
        "type",
        "unknown_type",
        "type must be one of %s, not %s"
            .formatted(EventType.wireNames(), type == null ? "absent" : "\"" + type + "\""));
  }
}
