package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.quality.Refusal;

/** The characters a record may still have; what goes beyond them is not kept. Not thread-safe. */
final class RecordBudget {
  private int left = RecordReader.MAX_BYTES;

  /** As much of the text as is left for it; a name costs one character more than it has. */
  String take(String text) {
    String kept = text.length() <= left ? text : text.substring(0, Math.max(0, left));
    left -= text.length() + 1;
    return kept;
  }

  boolean isSpent() {
    return left < 0;
  }

  static Refusal refusal() {
    return Refusal.ofRecord(
        "event_too_large", "a record may have %d characters".formatted(RecordReader.MAX_BYTES));
  }
}
