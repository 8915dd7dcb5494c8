package io.storeloop.recommendation.evaluation;

import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.algorithms.metrics.PairedDifference;
import io.storeloop.recommendation.evaluation.judge.CaseGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as lines for a person at a terminal. */
final class EvaluationTable {
  private final EvaluationReport report;
  private final List<String> lines = new ArrayList<>();

  EvaluationTable(EvaluationReport report) {
    this.report = report;
  }

  List<String> lines() {
    add("");
    add("%s: %s", report.options().protocol().label(), report.options().train().getFileName());
    report.data().forEach((name, count) -> add("  %-28s %,14d", words(name), count));
    add("");
    add("  %-22s %10s   %-21s %10s", "metric", "model", "95 % interval", "popularity");
    report.metrics().forEach(this::addMetric);
    report.gains().forEach(this::addGain);
    add("");
    report.groups().forEach(this::addGroup);
    add("");
    report.settings().forEach(this::addSetting);
    add("");
    report.seconds().forEach((name, value) -> add("  %-22s %10.2f s", words(name), value));
    report
        .latencyMicros()
        .forEach((name, value) -> add("  %-22s %10.1f µs", "one answer, " + name, value));
    add("");
    report.notes().forEach(note -> add("  %s", note));
    return lines;
  }

  private void addMetric(String name, double value) {
    Estimate estimate = report.intervals().get(name);
    String interval =
        estimate == null
            ? ""
            : text("%.4f to %.4f", estimate.interval().lower(), estimate.interval().upper());
    Double floor = report.baseline().get(name);
    add(
        "  %-22s %10.4f   %-21s %10s",
        name, value, interval, floor == null ? "" : text("%.4f", floor));
  }

  private void addGain(String metric, PairedDifference gain) {
    add(
        "  %s is %.4f above popularity (%.4f to %.4f, p %.3f)",
        metric, gain.difference(), gain.interval().lower(), gain.interval().upper(), gain.pValue());
  }

  private void addGroup(CaseGroup group) {
    StringBuilder line = new StringBuilder(text("  %-34s %,9d cases", group.name(), group.cases()));
    group
        .figures()
        .forEach((name, estimate) -> line.append(text("   %s %.4f", name, estimate.value())));
    add("%s", line);
  }

  private void addSetting(String name, Object value) {
    if (value instanceof Map<?, ?> parts) {
      parts.forEach((part, figures) -> add("  %-30s %s", name + ", " + part, shortened(figures)));
    } else {
      add("  %-30s %s", words(name), value);
    }
  }

  /** Numbers of a part; its settings are in the JSON. */
  private static String shortened(Object figures) {
    if (figures instanceof Double number) {
      return text("%.4f", number);
    }
    if (!(figures instanceof Map<?, ?> fields)) {
      return String.valueOf(figures);
    }
    StringBuilder line = new StringBuilder();
    fields.forEach((name, value) -> {
      if (value instanceof Double number) {
        line.append(text("%s %.4f   ", name, number));
      }
    });
    return line.toString().strip();
  }

  /** {@code casesWithoutHistory} as words. */
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private void add(String format, Object... values) {
    lines.add(text(format, values));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
