package io.storeloop.common.conditions;

/** Which strings can be stored and told apart. */
final class Texts {

  private Texts() {}

  /** Whether PostgreSQL can hold the text: no NUL, no half of a surrogate pair. */
  static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(
            codePoint -> codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE);
  }

  /**
   * Whether the character cannot be seen: controls, zero-width marks, line separators, unassigned
   * code points, lone surrogates.
   */
  static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
