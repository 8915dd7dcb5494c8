package io.storeloop.common.conditions;

/**
 * The order of strings by Unicode code point: the byte order of UTF-8, and so PostgreSQL's
 * collation "C".
 */
final class CodePointOrder {

  private CodePointOrder() {}

  /**
   * Negative, zero or positive. {@link String#compareTo} differs: it puts U+1F600 before U+FF5E.
   */
  static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(codePointOf(a, i), codePointOf(b, i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /**
   * The code point whose first or second half stands at the index; halves of equal first half order
   * by the second.
   */
  private static int codePointOf(String text, int index) {
    boolean secondHalf =
        index > 0 && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    return text.codePointAt(secondHalf ? index - 1 : index);
  }
}
