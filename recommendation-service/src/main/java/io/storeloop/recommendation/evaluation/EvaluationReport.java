package io.storeloop.recommendation.evaluation;

import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.algorithms.metrics.PairedDifference;
import io.storeloop.recommendation.evaluation.judge.CaseGroup;
import io.storeloop.recommendation.evaluation.protocol.EvaluationOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found, in numbers; {@link #json()} and {@link #lines()} tell it.
 *
 * @param metrics of the chosen model, fractions
 * @param intervals of the metrics that have one
 * @param baseline the same of popularity
 * @param gains model minus popularity, by metric
 * @param settings what the search chose, and how much it tried
 * @param seconds by phase
 * @param latencyMicros of one answer, by percentile
 */
record EvaluationReport(
    EvaluationOptions options,
    Map<String, Double> metrics,
    Map<String, Estimate> intervals,
    Map<String, Double> baseline,
    Map<String, PairedDifference> gains,
    Map<String, Object> settings,
    Map<String, Double> seconds,
    Map<String, Double> latencyMicros,
    Map<String, Long> data,
    List<CaseGroup> groups,
    List<String> notes) {

  /** The JSON object of {@code --json}, in plain maps and lists. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", options.protocol().label());
    json.put("metrics", metrics);
    json.put("baseline", baseline);
    json.put("settings", settings);
    json.put("seconds", seconds);
    json.put("latencyMicros", latencyMicros);
    json.put("intervals", pairs(intervals));
    json.put("gains", gainsJson());
    json.put("groups", groups.stream().map(EvaluationReport::groupJson).toList());
    json.put("data", data);
    json.put("seed", options.seed());
    json.put("notes", notes);
    return json;
  }

  private static Map<String, Object> pairs(Map<String, Estimate> estimates) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    estimates.forEach((name, estimate) ->
        pairs.put(name, List.of(estimate.interval().lower(), estimate.interval().upper())));
    return pairs;
  }

  private Map<String, Object> gainsJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    gains.forEach((metric, gain) -> {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("difference", gain.difference());
      fields.put("interval", List.of(gain.interval().lower(), gain.interval().upper()));
      fields.put("pValue", gain.pValue());
      json.put(metric, fields);
    });
    return json;
  }

  private static Map<String, Object> groupJson(CaseGroup group) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", group.name());
    json.put("cases", group.cases());
    group.figures().forEach((name, estimate) -> json.put(name, estimate.value()));
    json.put("intervals", pairs(group.figures()));
    return json;
  }

  /** The report for a person, line by line. */
  List<String> lines() {
    return new EvaluationTable(this).lines();
  }
}
