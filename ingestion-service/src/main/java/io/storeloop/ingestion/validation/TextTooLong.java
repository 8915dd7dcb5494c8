package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A text longer than its field may be. */
final class TextTooLong implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    for (Field field : Field.texts()) {
      String text = draft.text(field);
      if (text != null && text.length() > field.maxLength()) {
        return Refusal.ofField(
            field.wireName(),
            "text_too_long",
            "%s may have %d characters, not %d"
                .formatted(field.wireName(), field.maxLength(), text.length()));
      }
    }
    return null;
  }
}
