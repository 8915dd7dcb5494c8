package io.storeloop.profile.predictor;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.metrics.AucComparison;
import io.storeloop.algorithms.metrics.BinaryFigures;
import io.storeloop.algorithms.metrics.CalibrationBin;
import io.storeloop.profile.learning.ClassifierSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How a model did at a moment it had not seen, beside plain rules on the same shoppers.
 *
 * @param shoppers who were judged
 * @param yes how many of them it came true of
 * @param trainingRows rows it learned from, all over by the moment
 * @param figures of the model
 * @param auc 95 % bootstrap interval over shoppers
 * @param brier the same
 * @param threshold the least probability called yes, behind precision and recall
 * @param comparisons with each baseline, by name
 * @param groups how it did on parts of the shoppers, for a program
 * @param level what told how many it would come true of in all
 */
public record PropensityVerdict(
    Instant cut,
    int shoppers,
    int yes,
    int trainingRows,
    BinaryFigures figures,
    Interval auc,
    Interval brier,
    double threshold,
    Map<String, AucComparison> comparisons,
    List<CalibrationBin> calibration,
    List<Map<String, Object>> groups,
    String level,
    ClassifierSearch.Found found) {
  private static final double JSON_DECIMALS = 1e6;

  public PropensityVerdict {
    comparisons = new LinkedHashMap<>(comparisons);
    calibration = List.copyOf(calibration);
    groups = List.copyOf(groups);
  }

  /**
   * Whether it ranks better than every plain rule, beyond chance: without it no model is activated.
   * The logistic regression learned from the same rows is told beside it, and is none of them.
   */
  public boolean beatsAll() {
    return notBeaten().isEmpty();
  }

  /** The plain rules than which it is not better beyond chance. */
  List<String> notBeaten() {
    return comparisons.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(PropensityJudgement.LOGISTIC))
        .filter(entry -> !Objects.requireNonNull(entry.getValue()).better())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** For a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "  cut %s: %,d shoppers, %.1f %% yes; learned from %,d rows before",
            cut, shoppers, 100.0 * yes / shoppers, trainingRows));
    lines.add(
        text(
            "    AUC %.4f  PR-AUC %.4f  Brier %.4f  ECE %.4f  logloss %.4f  lift@10%% %.2f",
            figures.auc(),
            figures.prAuc(),
            figures.brier(),
            figures.ece(),
            figures.logLoss(),
            figures.liftAt10()));
    lines.add(
        text(
            "    AUC %.4f to %.4f, Brier %.4f to %.4f (95 %%); called yes from %.3f on: precision %.4f, recall %.4f",
            auc.lower(),
            auc.upper(),
            brier.lower(),
            brier.upper(),
            threshold,
            figures.precision(),
            figures.recall()));
    lines.add(
        text(
            "    told %.4f on average, came %.4f; level by %s",
            told(), (double) yes / shoppers, level));
    comparisons.forEach((name, test) ->
        lines.add(
            text(
                "    against %-22s %.4f: %+.4f, 95 %% interval %+.4f to %+.4f, p = %.2g",
                name,
                test.incumbent(),
                test.challenger() - test.incumbent(),
                test.interval().lower(),
                test.interval().upper(),
                test.pValue())));
    lines.add("    chosen: %s, %s".formatted(found.chosen(), found.calibration()));
    return lines;
  }

  /**
   * The mean probability: its distance from the share of yes is the part of the ECE that drift has.
   */
  private double told() {
    return calibration.stream().mapToDouble(bin -> bin.meanProbability() * bin.cases()).sum()
        / shoppers;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** For a program. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cut", cut.toString());
    json.put("shoppers", shoppers);
    json.put("yes", yes);
    json.put("trainingRows", trainingRows);
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("auc", round(figures.auc()));
    metrics.put("aucInterval", pair(auc));
    metrics.put("prAuc", round(figures.prAuc()));
    metrics.put("brier", round(figures.brier()));
    metrics.put("brierInterval", pair(brier));
    metrics.put("ece", round(figures.ece()));
    metrics.put("logLoss", round(figures.logLoss()));
    metrics.put("liftAt10", round(figures.liftAt10()));
    metrics.put("threshold", round(threshold));
    metrics.put("precision", round(figures.precision()));
    metrics.put("recall", round(figures.recall()));
    metrics.put("meanProbability", round(told()));
    json.put("metrics", metrics);
    Map<String, Object> baselines = new LinkedHashMap<>();
    comparisons.forEach((name, test) -> {
      Map<String, Object> baseline = new LinkedHashMap<>();
      baseline.put("auc", round(test.incumbent()));
      baseline.put("pValue", test.pValue());
      baselines.put(name, baseline);
    });
    json.put("baseline", baselines);
    json.put("beatsAll", beatsAll());
    json.put("groups", groups);
    json.put("level", level);
    json.put("settings", found.chosen());
    json.put(
        "calibration",
        calibration.stream()
            .map(bin -> List.of(round(bin.meanProbability()), round(bin.rate()), bin.cases()))
            .toList());
    return json;
  }

  private static List<Double> pair(Interval interval) {
    return List.of(round(interval.lower()), round(interval.upper()));
  }

  private static double round(double value) {
    return Math.round(value * JSON_DECIMALS) / JSON_DECIMALS;
  }
}
