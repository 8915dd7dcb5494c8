package io.storeloop.ingestion.imports;

/** The task was taken over or cancelled: this worker must not commit anything more. */
final class LostLeaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostLeaseException() {
    super("the import is no longer this worker's", null, false, false);
  }
}
