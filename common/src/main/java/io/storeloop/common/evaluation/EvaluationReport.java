package io.storeloop.common.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param lines the report for a person
 * @param json the same in plain maps, lists, texts and numbers, in the order to be written
 */
public record EvaluationReport(List<String> lines, Map<String, Object> json) {
  public EvaluationReport {
    lines = List.copyOf(lines);
    json = new LinkedHashMap<>(json);
  }
}
