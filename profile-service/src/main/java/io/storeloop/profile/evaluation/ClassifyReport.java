package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.metrics.AucComparison;
import io.storeloop.algorithms.metrics.BinaryFigures;
import io.storeloop.algorithms.metrics.CalibrationBin;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.ClassifierSearch;
import io.storeloop.profile.learning.LeakageWatch;
import io.storeloop.profile.learning.NestedValidation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Tells a person, and a program, what a validation came to. */
record ClassifyReport(
    Path data,
    String label,
    LabelledTable table,
    List<LeakageWatch.Finding> findings,
    Set<String> suspects,
    ClassifyFigures all,
    Optional<ClassifyFigures> without,
    Map<String, Double> seconds,
    int folds) {
  private static final int REASONS_SHOWN = 4;
  private static final double JSON_DECIMALS = 1e6;

  EvaluationReport toReport() {
    return new EvaluationReport(lines(), json());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("classify: is '%s' %s? %s".formatted(label, table.positive(), data));
    lines.add(
        "  %d rows judged, %d of them yes (%.1f %%), by %d features; %s"
            .formatted(
                all.rows(),
                all.yes(),
                100.0 * all.yes() / all.rows(),
                table.examples().table().columns().size(),
                folds == 1 ? "learned from the first file" : folds + " stratified folds"));
    table.leftOut().forEach((name, why) -> lines.add("  left out: %s (%s)".formatted(name, why)));
    table.readings().forEach(reading -> lines.add("  " + reading));
    lines.add(
        "  %d rows repeat the features of another%s; %s"
            .formatted(
                table.repeatedRows(),
                table.contradictions() == 0
                    ? ""
                    : ", %d of them with the other answer".formatted(table.contradictions()),
                table.groupsEqualRows()
                    ? "equal rows stay on one side of every split"
                    : "with so few values that is no sign of a copy, and every row stands alone"));
    if (table.unlabelled() > 0) {
      lines.add("  %d rows without an answer are left out".formatted(table.unlabelled()));
    }
    lines.add("");
    lines.add(
        row("", "AUC", "PR-AUC", "Brier", "ECE", "logloss", "prec.", "recall", "F1", "lift@10%"));
    lines.add(figures("model", all.model()));
    without.ifPresent(figures -> lines.add(figures("  without suspects", figures.model())));
    lines.add(figures("logistic regression", all.logistic()));
    without.ifPresent(figures -> lines.add(figures("  without suspects", figures.logistic())));
    lines.add(
        row(
            "best single feature",
            number(all.featureTest().incumbent()),
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            ""));
    lines.add(
        row(
            "share of yes",
            number(0.5),
            number((double) all.yes() / all.rows()),
            number(all.prevalenceBrier()),
            "",
            number(all.prevalenceLogLoss()),
            "",
            "",
            "",
            ""));
    lines.add("");
    all.estimates()
        .forEach((name, estimate) ->
            lines.add(
                "  %-9s %s, 95 %% interval %s to %s"
                    .formatted(
                        name,
                        number(estimate.value()),
                        number(estimate.interval().lower()),
                        number(estimate.interval().upper()))));
    if (!isBetterThanChance()) {
      lines.add("  no better than guessing: the interval of the AUC holds 0.5");
    }
    lines.add(test("logistic regression", all.logisticTest()));
    lines.add(test("the best single feature", all.featureTest()));
    leakage(lines);
    lines.add("  calibration: mean probability said, share of yes that came, rows");
    for (CalibrationBin bin : all.calibration()) {
      lines.add(
          "    %s  %s  %6d"
              .formatted(number(bin.meanProbability()), number(bin.rate()), bin.cases()));
    }
    lines.add("  chosen in the first fold: " + chosen(all.parts().getFirst().found()));
    lines.add("  reasons of three rows (log odds; base plus all shares is the margin):");
    all.examples().forEach(explanation -> lines.add("    " + explained(explanation)));
    lines.add("  seconds: " + seconds);
    return lines;
  }

  private boolean isBetterThanChance() {
    return Objects.requireNonNull(all.estimates().get("auc")).interval().lower() > 0.5;
  }

  private void leakage(List<String> lines) {
    for (LeakageWatch.Finding finding : findings) {
      if (finding.suspicious()) {
        lines.add(
            "  leakage? '%s' alone has AUC %s, and without it the AUC falls by %s: was it known when the prediction was due?"
                .formatted(finding.feature(), number(finding.alone()), number(finding.fall())));
      }
    }
    if (suspects.isEmpty()) {
      lines.add("  leakage: none of the strongest features looks as if it knew the answer");
    }
  }

  private static String chosen(ClassifierSearch.Found found) {
    return "%s; weights %s; calibration %s; %d settings tried, %d left"
        .formatted(
            found.chosen(), found.weights(), found.calibration(), found.tried(), found.left());
  }

  private static String explained(Classifier.Explanation explanation) {
    String shares =
        String.join(
            ", ",
            explanation.reasons().stream()
                .limit(REASONS_SHOWN)
                .map(Classifier.Reason::toString)
                .toList());
    return String.format(
        Locale.ROOT,
        "probability %.3f, base %.2f, margin %.2f: %s, …",
        explanation.probability(),
        explanation.base(),
        explanation.margin(),
        shares);
  }

  private static String test(String against, AucComparison test) {
    return String.format(
        Locale.ROOT,
        "  against %s: AUC %+.4f, 95 %% interval %+.4f to %+.4f, p = %.2g (DeLong)",
        against,
        test.challenger() - test.incumbent(),
        test.interval().lower(),
        test.interval().upper(),
        test.pValue());
  }

  private static String figures(String name, BinaryFigures figures) {
    return row(
        name,
        number(figures.auc()),
        number(figures.prAuc()),
        number(figures.brier()),
        number(figures.ece()),
        number(figures.logLoss()),
        number(figures.precision()),
        number(figures.recall()),
        number(figures.f1()),
        String.format(Locale.ROOT, "%.2f", figures.liftAt10()));
  }

  private static String row(String name, Object... cells) {
    StringBuilder line = new StringBuilder("  %-20s".formatted(name));
    for (Object cell : cells) {
      line.append(" %8s".formatted(cell));
    }
    return line.toString().stripTrailing();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", "classify");
    json.put("data", data.toString());
    json.put("label", label);
    json.put("positive", table.positive());
    json.put("rows", all.rows());
    json.put("yes", all.yes());
    json.put("features", table.examples().table().names());
    json.put("leftOut", table.leftOut());
    json.put("repeatedRows", table.repeatedRows());
    json.put("contradictoryRows", table.contradictions());
    json.put("unlabelledRows", table.unlabelled());
    json.put("metrics", of(all.model()));
    json.put("intervals", intervals(all.estimates()));
    json.put("betterThanChance", isBetterThanChance());
    json.put("baseline", baseline(all));
    json.put("withoutSuspects", withoutSuspects());
    json.put("leakage", findings.stream().map(ClassifyReport::finding).toList());
    json.put("settings", settings(all));
    json.put("calibration", all.calibration().stream().map(ClassifyReport::bin).toList());
    json.put("examples", all.examples().stream().map(ClassifyReport::example).toList());
    json.put("seconds", seconds);
    return json;
  }

  private Map<String, Object> withoutSuspects() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("suspects", List.copyOf(suspects));
    without.ifPresent(figures -> {
      json.put("metrics", of(figures.model()));
      json.put("intervals", intervals(figures.estimates()));
      json.put("baseline", baseline(figures));
    });
    return json;
  }

  private static Map<String, Object> of(BinaryFigures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("auc", round(figures.auc()));
    json.put("prAuc", round(figures.prAuc()));
    json.put("brier", round(figures.brier()));
    json.put("ece", round(figures.ece()));
    json.put("logLoss", round(figures.logLoss()));
    json.put("precision", round(figures.precision()));
    json.put("recall", round(figures.recall()));
    json.put("f1", round(figures.f1()));
    json.put("liftAt10", round(figures.liftAt10()));
    return json;
  }

  private static Map<String, Object> intervals(Map<String, Estimate> estimates) {
    Map<String, Object> json = new LinkedHashMap<>();
    estimates.forEach((name, estimate) ->
        json.put(
            name, List.of(round(estimate.interval().lower()), round(estimate.interval().upper()))));
    return json;
  }

  private static Map<String, Object> baseline(ClassifyFigures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Object> logistic = of(figures.logistic());
    logistic.put("pValue", figures.logisticTest().pValue());
    json.put("logistic", logistic);
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put(
        "features",
        figures.parts().stream().map(NestedValidation.Part::feature).distinct().toList());
    feature.put("auc", round(figures.featureTest().incumbent()));
    feature.put("pValue", figures.featureTest().pValue());
    json.put("bestFeature", feature);
    json.put(
        "prevalence",
        Map.of(
            "auc", 0.5,
            "brier", round(figures.prevalenceBrier()),
            "logLoss", round(figures.prevalenceLogLoss())));
    return json;
  }

  private static Map<String, Object> finding(LeakageWatch.Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("feature", finding.feature());
    json.put("aucAlone", round(finding.alone()));
    json.put("fallWithout", round(finding.fall()));
    json.put("suspicious", finding.suspicious());
    return json;
  }

  private static Map<String, Object> settings(ClassifyFigures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("chosenInside", "each training fold");
    json.put(
        "folds",
        figures.parts().stream()
            .map(part -> {
              Map<String, Object> fold = new LinkedHashMap<>();
              fold.put("rows", part.rows().length);
              fold.put("models", part.found().chosen());
              fold.put("weights", part.found().weights());
              fold.put("calibration", part.found().calibration());
              fold.put("threshold", round(part.found().classifier().threshold()));
              fold.put("settingsTried", part.found().tried());
              fold.put("settingsLeft", part.found().left());
              return fold;
            })
            .toList());
    return json;
  }

  private static Map<String, Object> bin(CalibrationBin bin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("meanProbability", round(bin.meanProbability()));
    json.put("rate", round(bin.rate()));
    json.put("rows", bin.cases());
    return json;
  }

  private static Map<String, Object> example(Classifier.Explanation explanation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("probability", round(explanation.probability()));
    json.put("base", explanation.base());
    json.put("margin", explanation.margin());
    Map<String, Object> shares = new LinkedHashMap<>();
    explanation
        .reasons()
        .forEach(reason ->
            shares.put(
                reason.feature(),
                Map.of("value", reason.value(), "contribution", reason.contribution())));
    json.put("shares", shares);
    return json;
  }

  private static double round(double value) {
    return Math.round(value * JSON_DECIMALS) / JSON_DECIMALS;
  }
}
