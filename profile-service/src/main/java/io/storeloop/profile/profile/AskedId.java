package io.storeloop.profile.profile;

import io.storeloop.common.edge.ProblemException;
import org.jspecify.annotations.Nullable;

/** An id of a shopper in a body: 1 to 256 characters that a database can hold. */
final class AskedId {
  private static final int LONGEST = 256;

  private AskedId() {}

  /**
   * The id.
   *
   * @throws ProblemException with the pointer if it is none
   */
  static String checked(@Nullable String id, String pointer) {
    if (id == null || id.isEmpty()) {
      throw ProblemException.invalid(pointer, "missing_value", "expected an id");
    }
    if (id.length() > LONGEST) {
      throw ProblemException.invalid(
          pointer, "text_too_long", "expected at most %d characters".formatted(LONGEST));
    }
    if (id.codePoints().anyMatch(AskedId::isUnstorable)) {
      throw ProblemException.invalid(
          pointer, "invalid_text", "the id holds U+0000 or half a surrogate pair");
    }
    return id;
  }

  private static boolean isUnstorable(int codePoint) {
    return codePoint == 0 || (codePoint >= 0xD800 && codePoint <= 0xDFFF);
  }
}
