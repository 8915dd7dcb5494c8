package io.storeloop.recommendation.evaluation;

import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.algorithms.metrics.PairedDifference;
import io.storeloop.algorithms.metrics.RankingMetric;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.recommendation.evaluation.judge.CalledPairs;
import io.storeloop.recommendation.evaluation.judge.CaseGroup;
import io.storeloop.recommendation.evaluation.judge.CaseScorer;
import io.storeloop.recommendation.evaluation.judge.Judge;
import io.storeloop.recommendation.evaluation.judge.Judgement;
import io.storeloop.recommendation.evaluation.judge.RankingFigures;
import io.storeloop.recommendation.evaluation.learning.ListLearning;
import io.storeloop.recommendation.evaluation.learning.Prepared;
import io.storeloop.recommendation.evaluation.learning.PurchaseForecasting;
import io.storeloop.recommendation.evaluation.protocol.EvaluationOptions;
import io.storeloop.recommendation.evaluation.protocol.EvaluationProtocol;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTasks;
import io.storeloop.recommendation.evaluation.protocol.TimeSplit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Learns from one part of the data, asks about the other, and puts popularity beside it. */
final class Evaluation {
  private static final double NANOS = 1e9;
  private static final double MEDIAN = 0.5;
  private static final double P99 = 0.99;

  private final EvaluationOptions options;
  private final int threads;

  Evaluation(EvaluationOptions options, int threads) {
    this.options = options;
    this.threads = threads;
  }

  /**
   * Runs it; takes as long as reading, the budget of the search, a training and the answers.
   *
   * @throws EvaluationRefusal if a file cannot be read
   * @throws InterruptedException if the caller is interrupted
   */
  EvaluationReport run() throws InterruptedException {
    long from = System.nanoTime();
    Map<String, Double> seconds = new LinkedHashMap<>();
    Prepared prepared =
        options.protocol() == EvaluationProtocol.TIME_SPLIT ? forecast(seconds) : lists(seconds);
    seconds.put("search", prepared.searchSeconds());
    seconds.put("train", prepared.trainSeconds());
    Judgement judgement = judge(prepared.task(), prepared.model());
    seconds.put("predict", judgement.seconds());
    Judgement floor = judge(prepared.task(), prepared.floor());
    EvaluationReport report = report(prepared, judgement, floor, seconds);
    seconds.put("total", (System.nanoTime() - from) / NANOS);
    return report;
  }

  private Prepared lists(Map<String, Double> seconds) throws InterruptedException {
    long from = System.nanoTime();
    EvaluationTask task = EvaluationTasks.read(options);
    seconds.put("load", (System.nanoTime() - from) / NANOS);
    return ListLearning.prepare(task, options.seed(), options.budget(), threads);
  }

  private Prepared forecast(Map<String, Double> seconds) {
    long from = System.nanoTime();
    TimeSplit split = TimeSplit.read(options);
    seconds.put("load", (System.nanoTime() - from) / NANOS);
    return PurchaseForecasting.prepare(split, options.budget());
  }

  private Judgement judge(EvaluationTask task, CaseScorer model) throws InterruptedException {
    return Judge.judge(task, model, options.ks().getLast(), threads);
  }

  private EvaluationReport report(
      Prepared prepared, Judgement judgement, Judgement floor, Map<String, Double> seconds) {
    BootstrapOptions bootstrap = BootstrapOptions.seeded(options.seed());
    EvaluationTask task = prepared.task();
    Map<String, Estimate> accuracy = new LinkedHashMap<>();
    Map<String, Double> metrics = new LinkedHashMap<>();
    Map<String, Double> baseline = new LinkedHashMap<>();
    addPairs(prepared.pairs(), bootstrap, accuracy, metrics);
    addPairs(prepared.floorPairs(), bootstrap, new LinkedHashMap<>(), baseline);
    addLists(task, judgement, bootstrap, accuracy, metrics);
    addLists(task, floor, bootstrap, new LinkedHashMap<>(), baseline);
    Map<String, Double> latency = new LinkedHashMap<>();
    latency.put("p50", judgement.micros(MEDIAN));
    latency.put("p99", judgement.micros(P99));
    return new EvaluationReport(
        options,
        metrics,
        accuracy,
        baseline,
        gains(judgement, floor, bootstrap),
        prepared.settings(),
        seconds,
        latency,
        task.counts(),
        CaseGroup.of(task, judgement, options.ks().getFirst(), bootstrap),
        task.notes());
  }

  private static void addPairs(
      @Nullable CalledPairs pairs,
      BootstrapOptions bootstrap,
      Map<String, Estimate> accuracy,
      Map<String, Double> metrics) {
    if (pairs != null) {
      pairs
          .figures(bootstrap)
          .forEach((name, estimate) -> {
            accuracy.put(name, estimate);
            metrics.put(name, estimate.value());
          });
    }
  }

  private void addLists(
      EvaluationTask task,
      Judgement judgement,
      BootstrapOptions bootstrap,
      Map<String, Estimate> accuracy,
      Map<String, Double> metrics) {
    RankingFigures figures = RankingFigures.of(task, judgement, options.ks(), bootstrap);
    figures
        .accuracy()
        .forEach((name, estimate) -> {
          accuracy.put(name, estimate);
          metrics.put(name, estimate.value());
        });
    metrics.putAll(figures.lists());
  }

  private Map<String, PairedDifference> gains(
      Judgement judgement, Judgement floor, BootstrapOptions bootstrap) {
    int k = options.ks().getFirst();
    Map<String, PairedDifference> gains = new LinkedHashMap<>();
    for (RankingMetric metric : List.of(RankingMetric.HIT_RATE, RankingMetric.NDCG)) {
      gains.put(
          metric.at(k),
          PairedDifference.between(
              metric.of(judgement.ranks(), k), metric.of(floor.ranks(), k), bootstrap));
    }
    return gains;
  }
}
