package io.storeloop.ingestion.validation;

/** {@code numeric_id}: an id sent as a whole number becomes the text of that number. */
final class NumericId implements Repair {
  @Override
  public void apply(Draft draft) {
    for (Field field : Field.ids()) {
      Object value = draft.value(field);
      if (value instanceof Integer || value instanceof Long) {
        draft.repair("numeric_id", field, value.toString());
      }
    }
  }
}
