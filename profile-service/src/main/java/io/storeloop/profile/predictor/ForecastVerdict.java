package io.storeloop.profile.predictor;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.metrics.AucComparison;
import io.storeloop.algorithms.metrics.BinaryFigures;
import io.storeloop.algorithms.metrics.BinaryOutcomes;
import io.storeloop.algorithms.metrics.Bootstrap;
import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.algorithms.metrics.CalibrationBin;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.algorithms.metrics.PairedDifference;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How well a forecast did on a later horizon, beside plain rules.
 *
 * @param intervals of some of the figures, by their names: 95 %, by bootstrap over customers
 * @param calibration what was said of an order within the horizon and what came; empty of money
 * @param baselines by name: whether the model is better than it beyond chance, and its figures
 */
record ForecastVerdict(
    int cut,
    int customers,
    Map<String, Double> figures,
    Map<String, Interval> intervals,
    List<CalibrationBin> calibration,
    Map<String, Baseline> baselines) {
  private static final double JSON_DECIMALS = 1e6;
  private static final BootstrapOptions BOOTSTRAP = BootstrapOptions.seeded(42);

  /** Called a buyer from here on: likelier to come than not. */
  private static final double THRESHOLD = 0.5;

  ForecastVerdict {
    figures = new LinkedHashMap<>(figures);
    intervals = Map.copyOf(intervals);
    calibration = List.copyOf(calibration);
    baselines = new LinkedHashMap<>(baselines);
  }

  /** A plain rule. */
  record Baseline(boolean beaten, Map<String, Double> figures) {}

  /**
   * Money: mean absolute error per customer against what the own rate x/T would bring at the own
   * mean order: nothing for who did not come back. Better means that the whole 95 % bootstrap
   * interval of the difference over customers is.
   */
  static ForecastVerdict ofValue(
      LifetimeValueModel model, PurchaseLog known, int cut, int horizonDays) {
    double[] expected = model.expected(known, cut, horizonDays);
    double[] actual = known.amounts(cut, cut + horizonDays);
    double[] means = known.meanAmounts(cut);
    List<PurchaseHistory> histories = known.histories(cut, 1);
    double[] rate = new double[actual.length];
    for (int customer = 0; customer < rate.length; customer++) {
      rate[customer] = histories.get(customer).rate() * horizonDays * means[customer];
    }
    double[] errors = errors(expected, actual);
    double[] rateErrors = errors(rate, actual);
    var difference = PairedDifference.between(negated(errors), negated(rateErrors), BOOTSTRAP);
    Map<String, Double> figures = amounts(expected, errors);
    figures.put("actualTotal", sum(actual));
    figures.put("totalDifference", sum(expected) - sum(actual));
    Map<String, Double> plain = amounts(rate, rateErrors);
    plain.put("pValue", difference.pValue());
    return new ForecastVerdict(
        cut,
        actual.length,
        figures,
        intervals(expected, actual, errors),
        List.of(),
        Map.of("rate x/T", new Baseline(difference.better(), plain)));
  }

  /** How far the mean error and the totals would move, had as many other customers come. */
  private static Map<String, Interval> intervals(
      double[] expected, double[] actual, double[] errors) {
    double[] differences = new double[actual.length];
    Arrays.setAll(differences, customer -> expected[customer] - actual[customer]);
    Estimate[] means =
        Bootstrap.means(new double[][] {errors, expected, actual, differences}, BOOTSTRAP);
    return Map.of(
        "meanAbsoluteError", means[0].interval(),
        "foretoldTotal", times(actual.length, means[1].interval()),
        "actualTotal", times(actual.length, means[2].interval()),
        "totalDifference", times(actual.length, means[3].interval()));
  }

  private static Interval times(int customers, Interval mean) {
    return new Interval(customers * mean.lower(), customers * mean.upper());
  }

  /** Who buys within the horizon: AUC against the own rate x/T, and against recency (DeLong). */
  static ForecastVerdict ofNext(
      NextPurchaseModel model, PurchaseLog known, int cut, int horizonDays) {
    double[] probabilities = model.probabilities(known, cut, horizonDays);
    int[] counts = known.counts(cut, cut + horizonDays);
    boolean[] came = new boolean[counts.length];
    boolean[] called = new boolean[counts.length];
    for (int customer = 0; customer < counts.length; customer++) {
      came[customer] = counts[customer] > 0;
      called[customer] = probabilities[customer] >= THRESHOLD;
    }
    List<PurchaseHistory> histories = known.histories(cut, 1);
    Map<String, Baseline> baselines = new LinkedHashMap<>();
    baselines.put("rate x/T", auc(probabilities, scores(histories, PurchaseHistory::rate), came));
    baselines.put(
        "recency",
        auc(probabilities, scores(histories, one -> one.lastRepeat() - one.age()), came));
    var outcomes = new BinaryOutcomes(probabilities, called, came);
    BinaryFigures found = outcomes.figures();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("auc", found.auc());
    figures.put("prAuc", found.prAuc());
    figures.put("brier", found.brier());
    figures.put("ece", found.ece());
    figures.put("logLoss", found.logLoss());
    figures.put("liftAt10", found.liftAt10());
    figures.put("threshold", THRESHOLD);
    figures.put("precision", found.precision());
    figures.put("recall", found.recall());
    figures.put("predictedBuyers", sum(probabilities));
    figures.put("actualBuyers", (double) Arrays.stream(counts).filter(n -> n > 0).count());
    return new ForecastVerdict(
        cut,
        counts.length,
        figures,
        Map.of(
            "auc", outcomes.estimate(BinaryFigures::auc, BOOTSTRAP).interval(),
            "brier", outcomes.estimate(BinaryFigures::brier, BOOTSTRAP).interval()),
        List.of(outcomes.calibration()),
        baselines);
  }

  private static Baseline auc(double[] probabilities, double[] scores, boolean[] came) {
    AucComparison test = AucComparison.between(probabilities, scores, came);
    return new Baseline(test.better(), Map.of("auc", test.incumbent(), "pValue", test.pValue()));
  }

  private static double[] scores(
      List<PurchaseHistory> histories, ToDoubleFunction<PurchaseHistory> score) {
    return histories.stream().mapToDouble(score).toArray();
  }

  private static Map<String, Double> amounts(double[] foretold, double[] errors) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("meanAbsoluteError", sum(errors) / errors.length);
    double squares = Arrays.stream(errors).map(error -> error * error).sum();
    figures.put("rootMeanSquareError", Math.sqrt(squares / errors.length));
    figures.put("foretoldTotal", sum(foretold));
    return figures;
  }

  private static double[] errors(double[] foretold, double[] actual) {
    double[] errors = new double[actual.length];
    Arrays.setAll(errors, i -> Math.abs(foretold[i] - actual[i]));
    return errors;
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  boolean beatsAll() {
    return baselines.values().stream().allMatch(Baseline::beaten);
  }

  List<String> notBeaten() {
    return baselines.entrySet().stream()
        .filter(entry -> !entry.getValue().beaten())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** For a program. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cut", LocalDate.ofEpochDay(cut).toString());
    json.put("customers", customers);
    json.put("metrics", metrics());
    Map<String, Object> plain = new LinkedHashMap<>();
    baselines.forEach((name, baseline) -> plain.put(name, rounded(baseline.figures())));
    json.put("baseline", plain);
    json.put("beatsAll", beatsAll());
    if (!calibration.isEmpty()) {
      json.put(
          "calibration",
          calibration.stream()
              .map(bin -> List.of(rounded(bin.meanProbability()), rounded(bin.rate()), bin.cases()))
              .toList());
    }
    return json;
  }

  /** Each figure, and its interval behind it where it has one. */
  private Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    figures.forEach((name, value) -> {
      metrics.put(name, rounded(value));
      Interval interval = intervals.get(name);
      if (interval != null) {
        metrics.put(
            name + "Interval", List.of(rounded(interval.lower()), rounded(interval.upper())));
      }
    });
    return metrics;
  }

  private static Map<String, Double> rounded(Map<String, Double> values) {
    Map<String, Double> rounded = new LinkedHashMap<>();
    values.forEach((name, value) -> rounded.put(name, rounded(value)));
    return rounded;
  }

  private static double rounded(double value) {
    return Math.round(value * JSON_DECIMALS) / JSON_DECIMALS;
  }
}
