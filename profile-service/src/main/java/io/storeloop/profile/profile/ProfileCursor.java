package io.storeloop.profile.profile;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The place behind the cursor of a list in the order of ids. */
final class ProfileCursor {
  private ProfileCursor() {}

  /**
   * The last id of the page before; empty for the first page.
   *
   * @throws ProblemException {@code invalid_cursor} if it is none of ours
   */
  static Optional<UUID> after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(key));
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }
}
