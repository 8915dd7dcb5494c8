package io.storeloop.recommendation.model;

import io.storeloop.recommendation.gate.Evaluation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation as it goes over the wire. */
@Schema(
    name = "RecommendationModelEvaluation",
    description = "How a model compares with the plain baselines on later behaviour")
record EvaluationAnswer(
    @Schema(example = "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11") String version,
    @Schema(
            description =
                "proven: it may answer; rejected: it may not; not_evaluated: too little happened after the cut to tell",
            allowableValues = {"proven", "rejected", "not_evaluated"})
        String verdict,
    @Schema(
            description = "the verdict in words, with its figures",
            example =
                "nDCG@20 0.0812 over 1240 users beats popularity (0.0431): difference +0.0381, 95 % interval +0.0310 to +0.0452")
        String reason,
    @Schema(
            description =
                "the model that was judged had learnt from what happened before; users were asked for what they first met from here on")
        @Nullable Instant cut,
    @Schema(description = "the latest behaviour there was") @Nullable Instant until,
    @Schema(description = "users judged", example = "1240") int users,
    @Schema(description = "items ranked for each of them: the whole catalogue", example = "500")
        int items,
    @Schema(description = "of the model: precision, recall, … at 10 and 20, and auc")
        Map<String, MeasuredAnswer> metrics,
    @Schema(
            description =
                "what the lists of 20 show: coverage of the catalogue, Gini, mean popularity in users, novelty in bits, diversity")
        Map<String, Double> lists,
    @Schema(description = "popularity, recency, and the settings of the model that answered")
        List<ComparisonAnswer> comparisons,
    @Schema(description = "by how much was known of the users, and for rare items alone")
        List<GroupAnswer> groups) {

  @Schema(name = "RecommendationMetric", description = "A mean over users, with its 95 % interval")
  record MeasuredAnswer(
      @Schema(example = "0.0812") double value,
      @Schema(example = "0.0745") double low,
      @Schema(example = "0.0880") double high) {}

  @Schema(name = "RecommendationComparison", description = "The model beside another, same users")
  record ComparisonAnswer(
      @Schema(allowableValues = {"popularity", "recency", "active"}) String against,
      @Schema(description = "nDCG@20 of the model minus that of the other")
          MeasuredAnswer difference,
      @Schema(description = "one-sided, by bootstrap over users", example = "0.002") double pValue,
      @Schema(description = "whether the whole interval is above 0") boolean better,
      @Schema(description = "of the other") Map<String, MeasuredAnswer> metrics,
      @Schema(description = "of the other") Map<String, Double> lists) {}

  @Schema(name = "RecommendationUserGroup")
  record GroupAnswer(
      @Schema(example = "1 or 2 items known") String name,
      @Schema(example = "310") int users,
      Map<String, MeasuredAnswer> metrics) {}

  static EvaluationAnswer of(String version, Evaluation evaluation) {
    return new EvaluationAnswer(
        version,
        evaluation.verdict().wireName(),
        evaluation.reason(),
        evaluation.cut(),
        evaluation.until(),
        evaluation.users(),
        evaluation.items(),
        metrics(evaluation.metrics()),
        evaluation.lists(),
        evaluation.comparisons().stream().map(EvaluationAnswer::comparison).toList(),
        evaluation.groups().stream()
            .map(group -> new GroupAnswer(group.name(), group.users(), metrics(group.metrics())))
            .toList());
  }

  private static ComparisonAnswer comparison(Evaluation.Comparison comparison) {
    return new ComparisonAnswer(
        comparison.against(),
        measured(comparison.difference()),
        comparison.pValue(),
        comparison.better(),
        metrics(comparison.metrics()),
        comparison.lists());
  }

  private static Map<String, MeasuredAnswer> metrics(Map<String, Evaluation.Measured> metrics) {
    Map<String, MeasuredAnswer> answer = new LinkedHashMap<>();
    metrics.forEach((name, measured) -> answer.put(name, measured(measured)));
    return answer;
  }

  private static MeasuredAnswer measured(Evaluation.Measured measured) {
    return new MeasuredAnswer(measured.value(), measured.low(), measured.high());
  }
}
