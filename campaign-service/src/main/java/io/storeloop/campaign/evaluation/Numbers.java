package io.storeloop.campaign.evaluation;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Cells read as numbers. */
final class Numbers {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");

  /** Squares and products of larger ones are not finite. */
  static final double LARGEST = 1e30;

  private static final Set<String> YES = Set.of("true", "yes", "t", "y");
  private static final Set<String> NO = Set.of("false", "no", "f", "n");
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  private Numbers() {}

  static boolean isMissing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** The number in a cell up to {@link #LARGEST}, truth as 1 and 0, empty for any other text. */
  static OptionalDouble of(String cell) {
    if (NUMBER.matcher(cell).matches()) {
      double number = Double.parseDouble(cell);
      return Math.abs(number) <= LARGEST ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
    String lower = cell.toLowerCase(Locale.ROOT);
    if (YES.contains(lower) || NO.contains(lower)) {
      return OptionalDouble.of(YES.contains(lower) ? 1 : 0);
    }
    return OptionalDouble.empty();
  }
}
