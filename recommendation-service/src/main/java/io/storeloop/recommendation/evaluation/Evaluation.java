package io.storeloop.recommendation.evaluation;

import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.algorithms.metrics.PairedDifference;
import io.storeloop.algorithms.metrics.RankingMetric;
import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.PopularityScorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Learns from one part of the data, asks about the other, and puts popularity beside it. */
final class Evaluation {
  private static final double NANOS = 1e9;
  private static final double MEDIAN = 0.5;
  private static final double P99 = 0.99;

  private final EvaluationOptions options;
  private final ModelSearch search;
  private final int threads;

  Evaluation(EvaluationOptions options, ModelSearch search, int threads) {
    this.options = options;
    this.search = search;
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
    EvaluationTask task = EvaluationTasks.read(options);
    double loadSeconds = (System.nanoTime() - from) / NANOS;
    ChosenModel model = search.choose(task, options.seed(), options.budget(), threads);
    int[] counts = task.train().userCounts(task.itemCount());
    ItemScorer served = new PopularityBelow(model.scorer(), counts);
    Judgement judgement = judge(task, served);
    Judgement floor = judge(task, new PopularityScorer(task.histories().toMatrix()));
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("load", loadSeconds);
    seconds.put("search", model.searchSeconds());
    seconds.put("train", model.trainSeconds());
    seconds.put("predict", judgement.seconds());
    seconds.put("total", (System.nanoTime() - from) / NANOS);
    return report(task, model, judgement, floor, seconds);
  }

  private Judgement judge(EvaluationTask task, ItemScorer model) throws InterruptedException {
    return Judge.judge(task, model, options.ks().getLast(), threads);
  }

  private EvaluationReport report(
      EvaluationTask task,
      ChosenModel model,
      Judgement judgement,
      Judgement floor,
      Map<String, Double> seconds) {
    BootstrapOptions bootstrap = BootstrapOptions.seeded(options.seed());
    RankingFigures figures = RankingFigures.of(task, judgement, options.ks(), bootstrap);
    RankingFigures floorFigures = RankingFigures.of(task, floor, options.ks(), bootstrap);
    Map<String, Double> latency = new LinkedHashMap<>();
    latency.put("p50", judgement.micros(MEDIAN));
    latency.put("p99", judgement.micros(P99));
    return new EvaluationReport(
        options,
        flat(figures),
        figures.accuracy(),
        flat(floorFigures),
        gains(judgement, floor, bootstrap),
        model.settings(),
        seconds,
        latency,
        task.counts(),
        CaseGroup.of(task, judgement, options.ks().getFirst(), bootstrap),
        task.notes());
  }

  private static Map<String, Double> flat(RankingFigures figures) {
    Map<String, Double> flat = new LinkedHashMap<>();
    figures
        .accuracy()
        .forEach((String name, Estimate estimate) -> flat.put(name, estimate.value()));
    flat.putAll(figures.lists());
    return flat;
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
