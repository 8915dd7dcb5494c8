package io.storeloop.profile.predictor;

import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.LifetimeOptions;
import io.storeloop.algorithms.lifetime.ProcessFit;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.metrics.AucComparison;
import io.storeloop.algorithms.metrics.BinaryOutcomes;
import io.storeloop.profile.learning.ClassifierSearch;
import io.storeloop.profile.learning.SearchOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Learns from what was over by a moment, says what will come, and looks what came; run it in a pool
 * of one thread ({@link io.storeloop.profile.learning.OneThread}).
 */
public final class PropensityJudgement {
  static final String LOGISTIC = "logistic regression";

  private PropensityJudgement() {}

  /**
   * Judges at one moment.
   *
   * @param first moment of anything that is known
   * @throws IllegalArgumentException if there are too few shoppers with yes or without, in the
   *     training or at the moment
   */
  public static PropensityVerdict at(
      List<ShopperHistory> shoppers,
      Instant first,
      Instant cut,
      Duration horizon,
      Target target,
      SearchOptions options,
      LongSupplier nanoClock) {
    PropensityRows training =
        PropensityRows.at(shoppers, TrainingCuts.of(first, cut, horizon), horizon, target);
    ClassifierSearch.Found found =
        new ClassifierSearch(options, nanoClock)
            .find(training.examples(), training.examples().all());
    PropensityRows test = PropensityRows.at(shoppers, List.of(cut), horizon, target);
    int[] rows = test.examples().all();
    boolean[] labels = test.examples().labels();
    double[] probabilities = found.classifier().probabilities(test.examples().table(), rows);
    boolean[] called = new boolean[rows.length];
    for (int row = 0; row < rows.length; row++) {
      called[row] = probabilities[row] >= found.classifier().threshold();
    }
    var outcomes = new BinaryOutcomes(probabilities, called, labels);
    Map<String, AucComparison> comparisons = new LinkedHashMap<>();
    baselines(shoppers, test, cut, horizon, target)
        .forEach((name, scores) ->
            comparisons.put(name, AucComparison.between(probabilities, scores, labels)));
    comparisons.put(
        LOGISTIC,
        AucComparison.between(
            probabilities, found.logistic().probabilities(test.examples().table(), rows), labels));
    return new PropensityVerdict(
        cut,
        rows.length,
        test.examples().yes(rows),
        training.examples().rows(),
        outcomes.figures(),
        comparisons,
        List.of(outcomes.calibration()),
        GroupFigures.of(test, probabilities, labels).stream().map(GroupFigures::json).toList(),
        found);
  }

  /** Plain rules: who bought last, who bought often, and BG/NBD where it has evidence. */
  private static Map<String, double[]> baselines(
      List<ShopperHistory> shoppers,
      PropensityRows test,
      Instant cut,
      Duration horizon,
      Target target) {
    double sign = target == Target.PURCHASE ? 1 : -1;
    Map<String, double[]> baselines = new LinkedHashMap<>();
    baselines.put(
        "recency", scores(test.column(PropensityFeature.RECENCY), -sign, Double.MAX_VALUE));
    baselines.put("frequency", scores(test.column(PropensityFeature.FREQUENCY), sign, 0));
    double[] process = process(shoppers, test, cut, horizon);
    if (process.length > 0) {
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

  /** BG/NBD's probability of a purchase within the horizon; 0 for who never bought. */
  private static double[] process(
      List<ShopperHistory> shoppers, PropensityRows test, Instant cut, Duration horizon) {
    double days = horizon.toMillis() / (double) Duration.ofDays(1).toMillis();
    List<PurchaseHistory> histories =
        shoppers.stream()
            .map(shopper -> new Past(shopper.before(cut), cut).history())
            .flatMap(Optional::stream)
            .toList();
    if (!(ProcessFit.of(PurchaseFamily.BG_NBD, histories, LifetimeOptions.standard())
        instanceof Fit.Fitted<PurchaseProcess> fitted)) {
      return new double[0];
    }
    double[] probabilities = new double[test.examples().rows()];
    for (int row = 0; row < probabilities.length; row++) {
      probabilities[row] =
          new Past(shoppers.get(test.shoppers()[row]).before(cut), cut)
              .history()
              .map(history -> fitted.model().purchaseProbability(history, days))
              .orElse(0.0);
    }
    return probabilities;
  }
}
