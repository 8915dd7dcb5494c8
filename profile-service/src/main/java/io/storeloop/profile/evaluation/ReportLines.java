package io.storeloop.profile.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report of {@link LifetimeReport}, as lines for a person at a terminal. */
final class ReportLines {
  private static final List<String> FAMILY_COLUMNS =
      List.of(
          "predictedTotal",
          "totalError",
          "mae",
          "rmse",
          "correlation",
          "aucExpected",
          "aucProbability",
          "aucAlive",
          "intervalCoverage");

  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  void fact(String name, long count) {
    add("  %-34s %,14d", words(name), count);
  }

  void figures(String title, Map<String, Double> figures) {
    if (figures.isEmpty()) {
      return;
    }
    add("");
    add("  %s", title);
    figures.forEach((name, value) -> add("    %-32s %14s", words(name), number(value)));
  }

  void familyHead() {
    add("");
    add(
        "  %-11s %9s %8s %7s %7s %7s %9s %9s %9s %9s",
        "family",
        "total",
        "error",
        "MAE",
        "RMSE",
        "corr.",
        "AUC E[Y]",
        "AUC P",
        "AUC alive",
        "in 80 %");
  }

  void family(String title, Map<String, Double> figures) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-11s", title));
    for (String column : FAMILY_COLUMNS) {
      Double value = figures.get(column);
      int width = width(column);
      String text = value == null ? "" : cell(column, value);
      line.append(String.format(Locale.ROOT, " %" + width + "s", text));
    }
    lines.add(line.toString());
  }

  private static int width(String column) {
    return switch (column) {
      case "totalError" -> 8;
      case "mae", "rmse", "correlation" -> 7;
      default -> 9;
    };
  }

  private static String cell(String column, double value) {
    return switch (column) {
      case "predictedTotal" -> String.format(Locale.ROOT, "%,.0f", value);
      case "totalError" -> String.format(Locale.ROOT, "%+.1f %%", 100 * value);
      default -> String.format(Locale.ROOT, "%.3f", value);
    };
  }

  void parameters(String title, Map<String, Double> values) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-12s", title));
    values.forEach((name, value) ->
        line.append(
            String.format(
                Locale.ROOT, name.equals("logLikelihood") ? " %s %.3f" : " %s %.4f", name, value)));
    lines.add(line.toString());
  }

  void setting(String name, Object value) {
    if (value instanceof Map<?, ?> parts) {
      parts.forEach((part, figure) -> setting(name + ", " + part, figure));
    } else {
      add("  %-34s %s", words(name), value instanceof Double number ? number(number) : value);
    }
  }

  void calibrationHead() {
    add("");
    add("  P(any purchase), a tenth of the customers each: foretold and actual");
  }

  void calibration(double predicted, double actual) {
    add("    %6.3f %6.3f", predicted, actual);
  }

  private static String number(double value) {
    return Math.abs(value) >= 1_000
        ? String.format(Locale.ROOT, "%,.1f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }

  /** {@code totalError} as words. */
  private static String words(String name) {
    return name.replaceAll("([a-z])([A-Z0-9])", "$1 $2").replaceAll("([0-9])([A-Z])", "$1 $2");
  }
}
