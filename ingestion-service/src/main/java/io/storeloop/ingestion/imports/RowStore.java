package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.eventlog.Result;
import java.time.Instant;
import java.util.List;

/** Stores the rows of a batch in one transaction. */
interface RowStore {
  /**
   * Stores a batch and counts it under its door.
   *
   * @param inSameTransaction called before the commit, again on every new attempt
   */
  void store(String source, Instant receivedAt, List<ImportedRow> rows, Outcomes inSameTransaction);

  /** Learns what became of a batch. */
  interface Outcomes {
    /**
     * Takes the outcomes in.
     *
     * @param results one per row, in their order
     * @param itemsAdded items the catalogue did not have
     */
    void accept(List<Result> results, long itemsAdded);
  }
}
