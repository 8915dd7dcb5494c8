package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A text field that holds no text, or properties that are no object. */
final class WrongType implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    for (Field field : Field.texts()) {
      if (draft.has(field) && draft.text(field) == null) {
        return refuse(field, "a text");
      }
    }
    Object properties = draft.value(Field.PROPERTIES);
    return properties == null || properties instanceof Map
        ? null
        : refuse(Field.PROPERTIES, "a JSON object");
  }

  private static Refusal refuse(Field field, String expected) {
    return Refusal.ofField(
        field.wireName(), "wrong_type", field.wireName() + " must be " + expected);
  }
}
