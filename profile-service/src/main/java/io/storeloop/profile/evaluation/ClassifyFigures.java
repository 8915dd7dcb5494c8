package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.metrics.AucComparison;
import io.storeloop.algorithms.metrics.BinaryFigures;
import io.storeloop.algorithms.metrics.BinaryOutcomes;
import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.algorithms.metrics.CalibrationBin;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.NestedValidation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a validation came to.
 *
 * @param estimates by name: value and 95 % interval, by bootstrap over rows
 * @param logistic the plain model on the same rows
 * @param logisticTest of the model against it
 * @param featureTest of the model against the strongest feature of each part's training rows
 * @param prevalenceBrier of whoever says the share of yes for everybody
 */
record ClassifyFigures(
    List<NestedValidation.Part> parts,
    int yes,
    int rows,
    BinaryFigures model,
    Map<String, Estimate> estimates,
    BinaryFigures logistic,
    AucComparison logisticTest,
    AucComparison featureTest,
    double prevalenceBrier,
    double prevalenceLogLoss,
    List<CalibrationBin> calibration,
    List<Classifier.Explanation> examples) {
  private static final Map<String, ToDoubleFunction<BinaryFigures>> ESTIMATED = estimated();

  static ClassifyFigures of(Examples examples, List<NestedValidation.Part> parts, long seed) {
    int[] rows = NestedValidation.rows(parts);
    boolean[] labels = examples.labels(rows);
    double[] probabilities = joined(parts, NestedValidation.Part::probabilities);
    double[] logistic = joined(parts, NestedValidation.Part::logistic);
    double[] prevalence =
        joined(
            parts,
            part -> {
              double[] same = new double[part.rows().length];
              Arrays.fill(same, part.prevalence());
              return same;
            });
    BinaryOutcomes outcomes = outcomes(parts, probabilities, labels, false);
    BinaryFigures constant =
        new BinaryOutcomes(prevalence, new boolean[rows.length], labels).figures();
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    ESTIMATED.forEach((name, figure) ->
        estimates.put(name, outcomes.estimate(figure, BootstrapOptions.seeded(seed))));
    return new ClassifyFigures(
        parts,
        examples.yes(rows),
        rows.length,
        outcomes.figures(),
        estimates,
        outcomes(parts, logistic, labels, true).figures(),
        AucComparison.between(probabilities, logistic, labels),
        AucComparison.between(
            probabilities, joined(parts, NestedValidation.Part::byFeature), labels),
        constant.brier(),
        constant.logLoss(),
        List.of(outcomes.calibration()),
        explained(examples, parts));
  }

  private static Map<String, ToDoubleFunction<BinaryFigures>> estimated() {
    Map<String, ToDoubleFunction<BinaryFigures>> estimated = new LinkedHashMap<>();
    estimated.put("auc", BinaryFigures::auc);
    estimated.put("prAuc", BinaryFigures::prAuc);
    estimated.put("brier", BinaryFigures::brier);
    estimated.put("ece", BinaryFigures::ece);
    estimated.put("logLoss", BinaryFigures::logLoss);
    estimated.put("f1", BinaryFigures::f1);
    estimated.put("liftAt10", BinaryFigures::liftAt10);
    return estimated;
  }

  private static double[] joined(
      List<NestedValidation.Part> parts, Function<NestedValidation.Part, double[]> column) {
    return parts.stream().flatMapToDouble(part -> Arrays.stream(column.apply(part))).toArray();
  }

  private static BinaryOutcomes outcomes(
      List<NestedValidation.Part> parts,
      double[] probabilities,
      boolean[] labels,
      boolean logistic) {
    boolean[] called = new boolean[labels.length];
    int at = 0;
    for (NestedValidation.Part part : parts) {
      Classifier classifier = logistic ? part.found().logistic() : part.found().classifier();
      for (int i = 0; i < part.rows().length; i++, at++) {
        called[at] = probabilities[at] >= classifier.threshold();
      }
    }
    return new BinaryOutcomes(probabilities, called, labels);
  }

  /** The rows of the first part with the highest probability, one in the middle, and the lowest. */
  private static List<Classifier.Explanation> explained(
      Examples examples, List<NestedValidation.Part> parts) {
    NestedValidation.Part first = parts.getFirst();
    int[] order =
        IntStream.range(0, first.rows().length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -first.probabilities()[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Classifier.Explanation> explained = new ArrayList<>();
    for (int place : new int[] {0, order.length / 5, order.length - 1}) {
      explained.add(
          first.found().classifier().explain(examples.table(), first.rows()[order[place]]));
    }
    return explained;
  }
}
