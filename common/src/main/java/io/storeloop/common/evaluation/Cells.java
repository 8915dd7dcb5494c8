package io.storeloop.common.evaluation;

import java.util.Locale;
import java.util.Set;

/** What cells of tables say beside values. */
public final class Cells {
  private static final Set<String> MISSING =
      Set.of(
          "", "na", "n/a", "#n/a", "<na>", "nan", "nat", "null", "(null)", "\\n", "none", "nil",
          "?", "-");

  private Cells() {}

  /** Whether a cell says that nothing is known. */
  public static boolean isMissing(String cell) {
    return cell.length() < 7 && MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }
}
