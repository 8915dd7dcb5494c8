package io.storeloop.ingestion.imports;

/** Another worker has taken the task over: this one must not commit anything more. */
final class LostLeaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostLeaseException() {
    super("another worker has taken the import over", null, false, false);
  }
}
