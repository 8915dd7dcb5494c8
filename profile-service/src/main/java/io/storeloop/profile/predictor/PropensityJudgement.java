package io.storeloop.profile.predictor;

import io.storeloop.algorithms.metrics.AucComparison;
import io.storeloop.algorithms.metrics.BinaryFigures;
import io.storeloop.algorithms.metrics.BinaryOutcomes;
import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.ClassifierSearch;
import io.storeloop.profile.learning.SearchOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Learns from what was over by a moment, says what will come, and looks what came; run it in a pool
 * of one thread ({@link io.storeloop.profile.learning.OneThread}).
 */
public final class PropensityJudgement {
  static final String LOGISTIC = "logistic regression";

  private static final BootstrapOptions BOOTSTRAP = BootstrapOptions.seeded(42);

  private PropensityJudgement() {}

  /** There is too little to learn from or to judge by; the message says what is missing. */
  public static final class TooFew extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TooFew(@Nullable String detail) {
      super(detail);
    }
  }

  /**
   * Judges at one moment.
   *
   * @param first moment of anything that is known
   * @throws TooFew if there are too few customers by the moment, or nobody with yes or without at
   *     it
   */
  public static PropensityVerdict at(
      List<ShopperHistory> shoppers,
      Instant first,
      Instant cut,
      Duration horizon,
      Target target,
      SearchOptions options,
      LongSupplier nanoClock) {
    PropensityRows test = PropensityRows.at(shoppers, List.of(cut), horizon, target);
    int[] rows = test.examples().all();
    boolean[] labels = test.examples().labels();
    requireBoth(test.examples().yes(rows), rows.length, target);
    PropensityRows training =
        PropensityRows.at(shoppers, TrainingCuts.of(first, cut, horizon), horizon, target);
    boolean few =
        Math.min(training.examples().groups(true), training.examples().groups(false))
            < PredictorTraining.FEWEST;
    ClassifierSearch.Found found =
        few
            ? FewCustomers.found(shoppers, cut, horizon, target)
            : new ClassifierSearch(options, nanoClock)
                .find(training.examples(), training.examples().all(), training.ofLatest());
    Level.Told told =
        few
            ? new Level.Told(found.classifier(), Level.Way.PROCESS)
            : Level.of(found.classifier(), training, test, shoppers, first, horizon, target);
    Classifier classifier = told.classifier();
    double[] probabilities = classifier.probabilities(test.examples().table(), rows);
    boolean[] called = new boolean[rows.length];
    for (int row = 0; row < rows.length; row++) {
      called[row] = probabilities[row] >= classifier.threshold();
    }
    var outcomes = new BinaryOutcomes(probabilities, called, labels);
    Map<String, AucComparison> comparisons = new LinkedHashMap<>();
    baselines(test, target)
        .forEach((name, scores) ->
            comparisons.put(name, AucComparison.between(probabilities, scores, labels)));
    if (!few) {
      comparisons.put(
          LOGISTIC,
          AucComparison.between(
              probabilities,
              found.logistic().probabilities(test.examples().table(), rows),
              labels));
    }
    return new PropensityVerdict(
        cut,
        rows.length,
        test.examples().yes(rows),
        training.examples().rows(),
        outcomes.figures(),
        outcomes.estimate(BinaryFigures::auc, BOOTSTRAP).interval(),
        outcomes.estimate(BinaryFigures::brier, BOOTSTRAP).interval(),
        classifier.threshold(),
        comparisons,
        List.of(outcomes.calibration()),
        GroupFigures.of(shoppers, test, probabilities, labels).stream()
            .map(GroupFigures::json)
            .toList(),
        told.way().words,
        found);
  }

  private static void requireBoth(int yes, int asked, Target target) {
    if (yes == 0 || yes == asked) {
      throw new TooFew(
          "of %d shoppers %d %s within the horizon, but judging needs some who do and some who do not"
              .formatted(asked, yes, target == Target.PURCHASE ? "buy" : "do not buy"));
    }
  }

  /** Plain rules: who bought last, who bought often, and BG/NBD where it has evidence. */
  private static Map<String, double[]> baselines(PropensityRows test, Target target) {
    double sign = target == Target.PURCHASE ? 1 : -1;
    Map<String, double[]> baselines = new LinkedHashMap<>();
    baselines.put(
        "recency", scores(test.column(PropensityFeature.RECENCY), -sign, Double.MAX_VALUE));
    baselines.put("frequency", scores(test.column(PropensityFeature.FREQUENCY), sign, 0));
    double[] process = test.column(PropensityFeature.ORDER_PROBABILITY);
    if (!Arrays.stream(process).allMatch(Double::isNaN)) {
      baselines.put("BG/NBD", scores(process, sign, 0));
    }
    return baselines;
  }

  private static double[] scores(double[] values, double sign, double missing) {
    double[] scores = new double[values.length];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = sign * (Double.isNaN(values[row]) ? missing : values[row]);
    }
    return scores;
  }
}
