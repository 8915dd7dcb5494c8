package io.storeloop.ingestion.imports;

import java.io.IOException;

/** The disk under the import directory has no room for the file. */
final class SpoolFullException extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolFullException() {
    super("there is no room for the file in the import directory");
  }
}
