package io.storeloop.ingestion.quarantine;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in the quarantine, oldest first: the record after which a page begins. */
record QuarantinePlace(Instant receivedAt, UUID id) {
  private static final QuarantinePlace START = new QuarantinePlace(Instant.EPOCH, new UUID(0, 0));

  /**
   * The place that a cursor names; the start without one.
   *
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  static QuarantinePlace of(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    if (key.isEmpty()) {
      return START;
    }
    try {
      String[] parts = key.split(" ", 2);
      return new QuarantinePlace(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
    } catch (DateTimeException | IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }

  static String cursorAfter(Instant receivedAt, UUID id) {
    return PageCursor.encode(receivedAt + " " + id);
  }
}
