package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.catalogue.JudgedItem;
import io.storeloop.ingestion.eventlog.Submission;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A row as it was judged. A file has rows of one kind. */
sealed interface ImportedRow {
  /**
   * A row that reports an event.
   *
   * @param item what the row says about its item; null when nothing
   */
  record OfEvent(Submission submission, @Nullable Item item) implements ImportedRow {}

  /**
   * A row that describes an item.
   *
   * @param payload the row as it was sent, for the quarantine
   */
  record OfItem(JudgedItem judged, Supplier<String> payload) implements ImportedRow {}
}
