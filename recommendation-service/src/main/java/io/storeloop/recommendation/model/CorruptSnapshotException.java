package io.storeloop.recommendation.model;

import java.io.IOException;

/** A snapshot is not what was written. The message says what is wrong with it. */
final class CorruptSnapshotException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptSnapshotException(String message) {
    super(message);
  }
}
