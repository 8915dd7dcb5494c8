package io.storeloop.ingestion.imports;

import java.io.IOException;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What a worker does with a task that it holds. */
interface ImportWork {
  /**
   * Goes on with a task until it is completed, has failed, or is to stop.
   *
   * @param worker who holds the task's lease
   * @param stopping asked after every batch
   * @throws LostLeaseException if the task is no longer this worker's: taken over, or cancelled
   * @throws IOException if the file could not be read, which may pass
   */
  void work(ImportTask task, UUID worker, BooleanSupplier stopping) throws IOException;
}
