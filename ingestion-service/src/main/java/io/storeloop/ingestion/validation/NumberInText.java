package io.storeloop.ingestion.validation;

/** {@code number_in_text}: a number sent in quotes becomes a number. */
final class NumberInText implements Repair {
  @Override
  public void apply(Draft draft) {
    for (Field field : Field.numbers()) {
      String text = draft.text(field);
      if (text != null) {
        PlainNumbers.parse(text).ifPresent(number -> draft.repair("number_in_text", field, number));
      }
    }
  }
}
