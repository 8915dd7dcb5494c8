package io.storeloop.profile.predictor;

/** A cell of a CSV file. */
final class CsvCell {
  /** The full-width forms as well: some spreadsheets read them as the others. */
  private static final String FORMULA_SIGNS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvCell() {}

  /** In quotes; what a spreadsheet would take for a formula begins with an apostrophe. */
  static String of(String text) {
    boolean formula = !text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
