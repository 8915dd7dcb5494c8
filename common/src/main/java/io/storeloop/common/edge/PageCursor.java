package io.storeloop.common.edge;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An opaque place in a list: {@code nextCursor} of one page is {@code cursor} of the next. */
public final class PageCursor {
  /** Most entries that any list gives at once. */
  public static final int MAX_LIMIT = 1000;

  /** PostgreSQL's texts cannot hold it, so none of our keys does. */
  private static final char NUL = '\0';

  private PageCursor() {}

  public static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key behind a cursor; the empty text for no cursor, which sorts before every key.
   *
   * @throws ProblemException {@code invalid_cursor} if it is none of ours
   */
  public static String decode(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (key.indexOf(NUL) >= 0) {
        throw notOurs();
      }
      return key;
    } catch (IllegalArgumentException notBase64) {
      throw notOurs();
    }
  }

  private static ProblemException notOurs() {
    return ProblemException.invalid(
        "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
  }

  /**
   * The limit asked for.
   *
   * @throws ProblemException {@code invalid_limit} unless it is 1 to {@value #MAX_LIMIT}
   */
  public static int limit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.invalid(
          "?limit", "invalid_limit", "limit must be 1 to %d, not %d".formatted(MAX_LIMIT, limit));
    }
    return limit;
  }
}
