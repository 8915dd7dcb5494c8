package io.storeloop.ingestion.validation;

/** {@code missing_timestamp}: an event without a time happened when it arrived. */
final class MissingTimestamp implements Repair {
  @Override
  public void apply(Draft draft) {
    if (!draft.has(Field.TIMESTAMP)) {
      draft.repair("missing_timestamp", Field.TIMESTAMP, draft.arrival().receivedAt().toString());
    }
  }
}
