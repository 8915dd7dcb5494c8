package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.algorithms.uplift.UpliftJudgement;
import io.storeloop.algorithms.uplift.UpliftSearch;
import io.storeloop.common.evaluation.EvaluationReport;
import io.storeloop.profile.uplift.UpliftFigures;
import io.storeloop.profile.uplift.UpliftSplit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a person, and a program, whether uplift could be foretold. */
record UpliftReport(
    Path data,
    TrialTable table,
    String control,
    Map<String, List<UpliftSplit>> splits,
    int folds,
    double top,
    GoalWorth worth,
    double seconds) {
  private static final double PER_THOUSAND = 1_000;

  EvaluationReport toReport() {
    return new EvaluationReport(lines(), json());
  }

  private boolean isWorthMoney() {
    return !worth.equals(GoalWorth.ONE);
  }

  private static UpliftJudgement mean(List<UpliftSplit> ofArm) {
    return UpliftJudgement.mean(ofArm.stream().map(UpliftSplit::judgement).toList());
  }

  private static String verdict(UpliftJudgement judgement) {
    return judgement.isReliable(UpliftFigures.CONFIDENCE)
        ? "reliable uplift ranking"
        : "no reliable uplift ranking";
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("uplift: " + data.getFileName());
    lines.add(
        "  outcome '%s', compared with %s; learned from %s"
            .formatted(table.outcome(), control, String.join(", ", table.table().names())));
    table.leftOut().forEach((name, why) -> lines.add("  left out: %s (%s)".formatted(name, why)));
    lines.add(
        "  learned on a random half, judged on the other; learner and ridge, and the response model's own, by %d-fold cross-validated AUUC"
            .formatted(folds));
    if (isWorthMoney()) {
      lines.add(
          format(
              "  a goal is worth %s with the treatment and %s without: rates below are times that",
              worth.withTreatment(), worth.without()));
    }
    lines.add(
        "  AUUC over random per customer = area of phi * (treated rate - control rate among the first phi) - half the uplift of all");
    splits.forEach((arm, ofArm) -> addArm(lines, arm, ofArm));
    lines.add("");
    lines.add(format("  seconds: %.1f", seconds));
    return lines;
  }

  private void addArm(List<String> lines, String arm, List<UpliftSplit> ofArm) {
    UpliftJudgement mean = mean(ofArm);
    lines.add("");
    lines.add("  " + arm);
    lines.add(
        format(
            "    %6s  %10s %10s %10s  %8s %8s %8s  %s",
            "seed",
            "AUUC",
            "response",
            "Qini",
            "top",
            "response",
            "all",
            "chosen; per customer x 1000, uplift"));
    for (UpliftSplit split : ofArm) {
      lines.add(row(Long.toString(split.seed()), split.judgement()) + "  " + chosen(split));
    }
    lines.add(row("mean", mean));
    lines.add(interval("AUUC over random", mean.aucOverRandom(), PER_THOUSAND));
    lines.add(interval("AUUC over response model", mean.aucOverResponse(), PER_THOUSAND));
    lines.add(interval("Qini", mean.qini(), PER_THOUSAND));
    lines.add(interval(format("uplift in the top %.0f %%", 100 * top), mean.top(), 1));
    lines.add(interval("uplift of all", mean.all(), 1));
    lines.add(
        format(
            "    verdict: %s (%d of %d halves alone say reliable)",
            verdict(mean),
            ofArm.stream()
                .filter(split -> split.judgement().isReliable(UpliftFigures.CONFIDENCE))
                .count(),
            ofArm.size()));
  }

  private static String chosen(UpliftSplit split) {
    UpliftSearch.Candidate chosen = split.found().chosen();
    return format(
        "%s, ridge %.0f; response %.0f",
        chosen.learner().label(), chosen.l2(), split.response().l2());
  }

  private static String row(String name, UpliftJudgement judgement) {
    return format(
        "    %6s  %10.2f %10.2f %10.2f  %8.4f %8.4f %8.4f",
        name,
        PER_THOUSAND * judgement.aucOverRandom().difference(),
        PER_THOUSAND * judgement.responseAucOverRandom().difference(),
        PER_THOUSAND * judgement.qini().difference(),
        judgement.top().difference(),
        judgement.responseTop().difference(),
        judgement.all().difference());
  }

  private static String interval(String name, Effect effect, double scale) {
    Interval interval = effect.interval(UpliftFigures.CONFIDENCE);
    return format(
        "    %-26s %9.4f   95 %% interval %.4f to %.4f",
        name + (scale == 1 ? "" : " x 1000"),
        scale * effect.difference(),
        scale * interval.lower(),
        scale * interval.upper());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private Map<String, Object> json() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    Map<String, Object> baseline = new LinkedHashMap<>();
    Map<String, Object> bySeed = new LinkedHashMap<>();
    splits.forEach((arm, ofArm) -> {
      UpliftJudgement mean = mean(ofArm);
      metrics.put(arm, figures(mean));
      baseline.put(arm, UpliftFigures.baseline(mean));
      bySeed.put(arm, ofArm.stream().map(UpliftReport::split).toList());
    });
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("outcome", table.outcome());
    settings.put("control", control);
    settings.put("features", table.table().names());
    settings.put("leftOut", table.leftOut());
    if (isWorthMoney()) {
      settings.put("goalWorth", List.of(worth.withTreatment(), worth.without()));
    }
    settings.put("folds", folds);
    settings.put("top", top);
    settings.put("confidence", UpliftFigures.CONFIDENCE);
    settings.put("penalties", UpliftSearch.DEFAULT_PENALTIES);
    settings.put("tried", 2 * UpliftSearch.DEFAULT_PENALTIES.size());
    settings.put("auuc", UpliftFigures.AUUC);
    settings.put("qini", UpliftFigures.QINI);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", "uplift");
    json.put("metrics", metrics);
    json.put("baseline", baseline);
    json.put("bySeed", bySeed);
    json.put("settings", settings);
    json.put("seconds", Map.of("total", seconds));
    return json;
  }

  private static Map<String, Object> figures(UpliftJudgement judgement) {
    Map<String, Object> json = new LinkedHashMap<>(UpliftFigures.of(judgement));
    json.put("verdict", verdict(judgement));
    return json;
  }

  private static Map<String, Object> split(UpliftSplit split) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed", split.seed());
    json.put("learner", split.found().chosen().learner().label());
    json.put("ridge", split.found().chosen().l2());
    json.put("responseRidge", split.response().l2());
    json.put("validatedAuucOverRandom", split.found().chosen().mean());
    json.putAll(figures(split.judgement()));
    return json;
  }
}
