package io.storeloop.ingestion.validation;

/** {@code blank_id}: an id without a character in it counts as absent. */
final class BlankId implements Repair {
  @Override
  public void apply(Draft draft) {
    for (Field field : Field.ids()) {
      String id = draft.text(field);
      if (id != null && id.isBlank()) {
        draft.repairByRemoving("blank_id", field);
      }
    }
  }
}
