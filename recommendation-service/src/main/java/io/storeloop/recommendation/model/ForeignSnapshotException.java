package io.storeloop.recommendation.model;

import java.io.IOException;

/**
 * A snapshot is whole, but this process does not read it: a newer program wrote it, or one that may
 * read more. The message says which.
 */
final class ForeignSnapshotException extends IOException {
  private static final long serialVersionUID = 1L;

  ForeignSnapshotException(String message) {
    super(message);
  }
}
