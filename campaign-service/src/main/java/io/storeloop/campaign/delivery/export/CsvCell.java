package io.storeloop.campaign.delivery.export;

/** A cell of a CSV file (RFC 4180). */
final class CsvCell {
  private static final String FORMULA_SIGNS = "=+-@\t\r\n";

  private CsvCell() {}

  /** In quotes; what a spreadsheet would take for a formula begins with an apostrophe. */
  static String of(String text) {
    boolean formula = !text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
