package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.offpolicy.OffPolicyOptions;
import io.storeloop.algorithms.offpolicy.OffPolicyResult;
import io.storeloop.common.evaluation.EvaluationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells a person, and a program, what another policy would have earned. */
record OffPolicyReport(
    Path data,
    String policy,
    DecisionLog decisions,
    OffPolicyOptions options,
    OffPolicyResult result,
    Effect logged,
    Optional<Effect> measured,
    double seconds) {
  private static final double CONFIDENCE = 0.95;

  EvaluationReport toReport() {
    return new EvaluationReport(lines(), json());
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("off-policy: " + data.getFileName());
    lines.add(
        format(
            "  %,d decisions between %,d actions%s; asked for: %s",
            decisions.log().size(),
            decisions.log().actionCount(),
            decisions.contexts().isEmpty()
                ? ""
                : ", rewards expected by action and " + String.join(", ", decisions.contexts()),
            policy));
    lines.add("");
    lines.add(
        format(
            "  %-28s %10s %10s   %s",
            "value of a decision", "estimate", "std. err.", "95 % interval"));
    lines.add(row("the logging policy itself", logged));
    switch (result) {
      case OffPolicyResult.Estimates estimates -> {
        lines.add(row("IPS", estimates.ips()));
        lines.add(row("SNIPS", estimates.snips()));
        lines.add(row("doubly robust", estimates.doublyRobust()));
        measured.ifPresent(effect -> lines.add(row("measured in --on-policy", effect)));
        lines.add("");
        lines.add(
            format(
                "  effective sample size %,.0f; %s; largest weight %.1f; %,d weights cut to √n",
                estimates.effectiveSampleSize(),
                meanWeight(),
                estimates.largestWeight(),
                estimates.clipped()));
      }
      case OffPolicyResult.InsufficientEvidence refused -> {
        measured.ifPresent(effect -> lines.add(row("measured in --on-policy", effect)));
        lines.add("");
        lines.add(
            format(
                "  no estimate (insufficient_evidence): effective sample size %.1f, %.0f are needed; %s%s; largest weight %.1f",
                refused.effectiveSampleSize(),
                refused.needed(),
                meanWeight(),
                refused.isTooSmall()
                    ? ""
                    : ", and not 1: the propensities are not true, or the log lacks actions of the policy",
                refused.largestWeight()));
      }
    }
    lines.add(format("  seconds: %.1f", seconds));
    return lines;
  }

  private String meanWeight() {
    Effect mean = result.meanWeight();
    return format(
        "mean weight %.3f (standard error %.3f)", mean.difference(), mean.standardError());
  }

  private static String row(String name, Effect effect) {
    return format(
        "  %-28s %10.5f %10.5f   %.5f to %.5f",
        name,
        effect.difference(),
        effect.standardError(),
        effect.interval(CONFIDENCE).lower(),
        effect.interval(CONFIDENCE).upper());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private Map<String, Object> json() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("effectiveSampleSize", result.effectiveSampleSize());
    metrics.put("meanWeight", figures(result.meanWeight()));
    switch (result) {
      case OffPolicyResult.Estimates estimates -> {
        metrics.put("verdict", "estimated");
        metrics.put("ips", figures(estimates.ips()));
        metrics.put("snips", figures(estimates.snips()));
        metrics.put("doublyRobust", figures(estimates.doublyRobust()));
        metrics.put("largestWeight", estimates.largestWeight());
        metrics.put("clippedWeights", estimates.clipped());
      }
      case OffPolicyResult.InsufficientEvidence refused -> {
        metrics.put("verdict", "insufficient_evidence");
        metrics.put("neededEffectiveSampleSize", refused.needed());
        metrics.put("largestWeight", refused.largestWeight());
      }
    }
    Map<String, Object> baseline = new LinkedHashMap<>();
    baseline.put("loggingPolicy", figures(logged));
    measured.ifPresent(effect -> baseline.put("onPolicy", figures(effect)));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("policy", policy);
    settings.put("decisions", decisions.log().size());
    settings.put("actions", decisions.log().actionCount());
    settings.put("context", decisions.contexts());
    settings.put("folds", options.folds());
    settings.put("leastEffectiveSampleSize", options.leastEffectiveSampleSize());
    settings.put("seed", options.seed());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", "off-policy");
    json.put("metrics", metrics);
    json.put("baseline", baseline);
    json.put("settings", settings);
    json.put("seconds", Map.of("total", seconds));
    return json;
  }

  private static Map<String, Object> figures(Effect effect) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", effect.difference());
    json.put("standardError", effect.standardError());
    json.put("interval", ArmComparison.pair(effect.interval(CONFIDENCE)));
    return json;
  }
}
