package io.storeloop.ingestion.validation;

/** {@code trimmed_id}: an id loses the white space around it. */
final class TrimmedId implements Repair {
  @Override
  public void apply(Draft draft) {
    for (Field field : Field.ids()) {
      String id = draft.text(field);
      if (id != null && !id.isBlank() && !id.strip().equals(id)) {
        draft.repair("trimmed_id", field, id.strip());
      }
    }
  }
}
