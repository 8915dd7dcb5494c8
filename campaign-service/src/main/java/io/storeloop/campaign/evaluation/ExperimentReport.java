package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.experiment.ConfidenceSequence;
import io.storeloop.algorithms.experiment.CovariateAdjustment;
import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.algorithms.inference.SampleRatio;
import io.storeloop.common.evaluation.EvaluationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Tells a person, and a program, what an experiment came to. */
@SuppressWarnings("ArrayRecordComponent") // numbers to be reported, compared by nobody
record ExperimentReport(
    Path data,
    ExperimentFile file,
    String control,
    double[] shares,
    List<ArmComparison> comparisons,
    ConfidenceSequence sequence,
    double seconds) {

  EvaluationReport toReport() {
    return new EvaluationReport(lines(), json());
  }

  private double sampleRatio() {
    return SampleRatio.pValue(
        counts().values().stream().mapToLong(Long::longValue).toArray(), shares);
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    file.groups().forEach((arm, group) -> counts.put(arm, count(group)));
    return counts;
  }

  private static long count(List<JointMoments> group) {
    return group.getFirst().count();
  }

  private boolean isMismatch() {
    return sampleRatio() < SampleRatio.ALARM_BELOW;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    int percent = (int) Math.round(sequence.confidence() * 100);
    lines.add("experiment: " + data.getFileName());
    lines.add(
        "  users: "
            + counts().entrySet().stream()
                .map(arm -> format("%s %,d", arm.getKey(), arm.getValue()))
                .collect(Collectors.joining(", "))
            + "; compared with "
            + control);
    lines.add(
        format("  sample ratio: p = %.3g", sampleRatio())
            + (isMismatch()
                ? ", ALARM: the arms have not the users they should have; trust none of this"
                : ", no alarm"));
    if (file.unassigned() > 0) {
      lines.add(format("  %,d rows without an arm are left out", file.unassigned()));
    }
    lines.add(
        file.covariates().isEmpty()
            ? "  not adjusted: no column was known before"
            : "  adjusted by: " + String.join(", ", file.covariates()));
    file.leftOut().forEach((name, why) -> lines.add("  left out: %s (%s)".formatted(name, why)));
    lines.add(
        format(
            "  intervals: %d %%, for one look and, always valid, for any number (narrowest at %,d users)",
            percent, sequence.decisionSize()));
    String arm = "";
    for (ArmComparison comparison : comparisons) {
      if (!comparison.arm().equals(arm)) {
        arm = comparison.arm();
        lines.add("");
        lines.add("  " + arm + " less " + control);
        lines.add(
            format(
                "    %-12s %9s %9s   %-9s %10s  %-22s %-22s %s",
                "outcome",
                "treated",
                "control",
                "",
                "difference",
                "one look",
                "always valid",
                "variance"));
      }
      lines.addAll(rows(comparison));
    }
    if (isTooFew()) {
      lines.add(
          format(
              "  not adjusted where an arm has fewer than %d users per covariate",
              CovariateAdjustment.FEWEST_USERS_PER_COVARIATE));
    }
    lines.add("");
    lines.add(format("  seconds: %.1f", seconds));
    return lines;
  }

  /** Whether a comparison was left unadjusted although there are covariates. */
  private boolean isTooFew() {
    return !file.covariates().isEmpty()
        && comparisons.stream().anyMatch(comparison -> comparison.cuped().isEmpty());
  }

  private static List<String> rows(ArmComparison comparison) {
    List<String> rows = new ArrayList<>();
    rows.add(
        format(
            "    %-12s %9.5f %9.5f   %s  %s",
            comparison.outcome(),
            comparison.treatedMean(),
            comparison.controlMean(),
            figures("plain", comparison, comparison.plain()),
            comparison.verdict()));
    comparison.cuped().ifPresent(adjustment -> rows.add(adjusted("CUPED", comparison, adjustment)));
    comparison
        .interacted()
        .ifPresent(adjustment -> rows.add(adjusted("by group", comparison, adjustment)));
    comparison
        .exact()
        .ifPresent(interval ->
            rows.add(
                format("    %-32s   %-9s %10s  %-22s %s", "", "exact", "", "", pair(interval))));
    return rows;
  }

  private static String adjusted(
      String name, ArmComparison comparison, CovariateAdjustment adjustment) {
    return format(
        "    %-32s   %s  %+.2f %%",
        "",
        figures(name, comparison, adjustment.adjusted()),
        -100 * adjustment.varianceReduction());
  }

  private static String figures(String name, ArmComparison comparison, Effect effect) {
    return format(
        "%-9s %+10.5f  %-22s %-22s",
        name,
        effect.difference(),
        pair(comparison.fixed(effect)),
        pair(comparison.alwaysValid(effect)));
  }

  private static String pair(Interval interval) {
    return format("%+.5f to %+.5f", interval.lower(), interval.upper());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private Map<String, Object> json() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    Map<String, Object> baseline = new LinkedHashMap<>();
    for (ArmComparison comparison : comparisons) {
      child(metrics, comparison.arm()).put(comparison.outcome(), comparison.json());
      child(baseline, comparison.arm())
          .put(comparison.outcome(), comparison.figures(comparison.plain()));
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("control", control);
    settings.put("outcomes", file.outcomes());
    settings.put("covariates", file.covariates());
    settings.put("leftOut", file.leftOut());
    settings.put("fewestUsersPerCovariate", CovariateAdjustment.FEWEST_USERS_PER_COVARIATE);
    settings.put("confidence", sequence.confidence());
    settings.put("decisionSize", sequence.decisionSize());
    settings.put("shares", DoubleStream.of(shares).boxed().toList());
    Map<String, Object> ratio = new LinkedHashMap<>();
    ratio.put("users", counts());
    ratio.put("pValue", sampleRatio());
    ratio.put("alarm", isMismatch());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", "experiment");
    json.put("metrics", metrics);
    json.put("baseline", baseline);
    json.put("sampleRatio", ratio);
    json.put("settings", settings);
    json.put("seconds", Map.of("total", seconds));
    return json;
  }

  @SuppressWarnings("unchecked") // only maps are put there
  private static Map<String, Object> child(Map<String, Object> parent, String name) {
    return (Map<String, Object>) parent.computeIfAbsent(name, absent -> new LinkedHashMap<>());
  }
}
