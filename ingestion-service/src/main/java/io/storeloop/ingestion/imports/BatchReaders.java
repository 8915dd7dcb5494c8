package io.storeloop.ingestion.imports;

import java.time.Clock;

/**
 * Makes readers of batches of one size.
 *
 * @param batchRows most rows in a batch
 */
record BatchReaders(int batchRows, Clock clock) {
  /** Begins to read behind the rows that are done. */
  BatchReader reading(
      RowSource rows, PlainFile file, String source, String occasion, long rowsDone) {
    return new BatchReader(rows, file, source, occasion, rowsDone, batchRows, clock);
  }
}
