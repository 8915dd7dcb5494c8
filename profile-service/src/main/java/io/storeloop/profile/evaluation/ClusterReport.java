package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.profile.grouping.Column;
import io.storeloop.profile.grouping.GroupCount;
import io.storeloop.profile.grouping.GroupPlan;
import io.storeloop.profile.grouping.GroupTraining;
import io.storeloop.profile.grouping.Persona;
import io.storeloop.profile.grouping.Quality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what groups were found: lines for a person, and JSON. */
final class ClusterReport {
  private static final int MOST_WORDS = 4;

  private final Path file;
  private final GroupPlan plan;
  private final ClusterRows rows;
  private final GroupTraining.Outcome outcome;
  private final ClusterFigures figures;
  private final List<String> lines = new ArrayList<>();

  ClusterReport(
      Path file,
      GroupPlan plan,
      ClusterRows rows,
      GroupTraining.Outcome outcome,
      ClusterFigures figures) {
    this.file = file;
    this.plan = plan;
    this.rows = rows;
    this.outcome = outcome;
    this.figures = figures;
  }

  EvaluationReport with(Map<String, Double> seconds) {
    add("");
    add("cluster: %s", file.getFileName());
    add("  %,d %s by %d columns: %s", rows.count(), rows.kind(), rows.columns().size(), names());
    rows.notes().forEach(note -> add("  %s", note));
    addCurve();
    addCandidates();
    add("");
    add("  chosen: %s, %s", outcome.chosen().algorithm().label(), outcome.reason());
    add("");
    add("  %-26s %10s %14s", "metric", "groups", "equal slices");
    figures.metrics().forEach(this::addMetric);
    addGroups();
    addOutliers();
    add("");
    seconds.forEach((name, value) -> add("  %-26s %10.2f s", name, value));
    return new EvaluationReport(lines, json(seconds));
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  private String names() {
    return rows.columns().stream()
        .map(column -> column.heavyTailed() ? "log " + column.name() : column.name())
        .collect(Collectors.joining(", "));
  }

  private void addCurve() {
    if (!outcome.curve().isEmpty()) {
      add("");
      add("  %4s %12s %10s %12s", "k", "silhouette", "±", "stability");
      outcome
          .curve()
          .forEach(point ->
              add(
                  "  %4d %12.4f %10.4f %12s",
                  point.k(),
                  point.silhouette(),
                  point.standardError(),
                  stability(point.stability())));
    }
  }

  private void addCandidates() {
    if (outcome.candidates().size() > 1) {
      add("");
      add(
          "  %-10s %4s %12s %12s %16s %10s %10s",
          "algorithm", "k", "silhouette", "stability", "Davies-Bouldin", "outliers", "largest");
      for (GroupTraining.Candidate candidate : outcome.candidates()) {
        Quality quality = candidate.quality();
        add(
            "  %-10s %4d %12.4f %12s %16.4f %10.4f %10.4f",
            candidate.algorithm().label(),
            candidate.k(),
            quality.silhouette(),
            stability(quality.stability()),
            quality.daviesBouldin(),
            quality.outliers(),
            quality.largest());
      }
    }
  }

  private static String stability(@Nullable Double stability) {
    return stability == null ? "unknown" : String.format(Locale.ROOT, "%.4f", stability);
  }

  private void addMetric(String name, double value) {
    Double floor = figures.baseline().get(name);
    add(
        "  %-26s %10.4f %14s",
        name, value, floor == null ? "" : String.format(Locale.ROOT, "%.4f", floor));
  }

  private void addGroups() {
    add("");
    for (Persona persona : figures.personas()) {
      add(
          "  %d  %,9d  %5.1f %%  %s",
          persona.cluster(), persona.size(), persona.share() * 100, persona.label());
      String words =
          persona.distinguishing().stream()
              .limit(MOST_WORDS)
              .map(trait ->
                  String.format(Locale.ROOT, "%s %+.2f sd", trait.feature(), trait.deviations()))
              .collect(Collectors.joining(", "));
      if (!words.isEmpty()) {
        add("       %s", words);
      }
    }
  }

  private void addOutliers() {
    add("");
    add(
        "  %,d outliers%s",
        figures.outlierCount(),
        figures.outliers().isEmpty()
            ? ""
            : ", furthest first: " + String.join(", ", figures.outliers()));
  }

  private Map<String, Object> json(Map<String, Double> seconds) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", "cluster");
    json.put("metrics", figures.metrics());
    json.put("baseline", figures.baseline());
    json.put("clusters", figures.personas().stream().map(ClusterReport::cluster).toList());
    json.put("curve", outcome.curve().stream().map(ClusterReport::point).toList());
    json.put("candidates", outcome.candidates().stream().map(ClusterReport::candidate).toList());
    json.put("outliers", Map.of("count", figures.outlierCount(), "furthest", figures.outliers()));
    json.put("settings", settings());
    json.put("seconds", seconds);
    json.put("notes", rows.notes());
    return json;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("algorithm", outcome.chosen().algorithm().label());
    settings.put("requestedAlgorithm", plan.algorithm().label());
    settings.put("requestedK", plan.k() == null ? "auto" : plan.k().toString());
    settings.put("reason", outcome.reason());
    settings.put("seed", plan.seed());
    settings.put("rows", rows.count());
    settings.put("columns", rows.columns().stream().map(Column::name).toList());
    settings.put(
        "logarithm",
        rows.columns().stream().filter(Column::heavyTailed).map(Column::name).toList());
    return settings;
  }

  private static Map<String, Object> cluster(Persona persona) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cluster", persona.cluster());
    json.put("name", persona.label());
    json.put("size", persona.size());
    json.put("share", persona.share());
    json.put("centroid", persona.centroid());
    Map<String, Double> distinguishing = new LinkedHashMap<>();
    persona
        .distinguishing()
        .forEach(trait -> distinguishing.put(trait.feature(), trait.deviations()));
    json.put("distinguishing", distinguishing);
    return json;
  }

  private static Map<String, Object> point(GroupCount.Point point) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("k", point.k());
    json.put("silhouette", point.silhouette());
    json.put("standardError", point.standardError());
    if (point.stability() != null) {
      json.put("stability", point.stability());
    }
    return json;
  }

  private static Map<String, Object> candidate(GroupTraining.Candidate candidate) {
    Map<String, Object> json = new LinkedHashMap<>();
    Quality quality = candidate.quality();
    json.put("algorithm", candidate.algorithm().label());
    json.put("k", candidate.k());
    json.put("silhouette", quality.silhouette());
    json.put("daviesBouldin", quality.daviesBouldin());
    if (quality.stability() != null) {
      json.put("stability", quality.stability());
    }
    json.put("outlierShare", quality.outliers());
    json.put("largestShare", quality.largest());
    return json;
  }
}
