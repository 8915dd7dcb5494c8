package io.storeloop.profile.predictor;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.metrics.CalibrationBin;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.FeatureTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What answers about a shopper.
 *
 * @param bins what was said of shoppers when the model was judged, and how often it came true;
 *     empty where too few came to judge
 * @param buying models of buying behind some features
 * @param standing of the shoppers there were when it had learned, among whom others are placed;
 *     null where it reads features as they are
 */
record TrainedPredictor(
    Classifier classifier,
    List<CalibrationBin> bins,
    @Nullable BuyingModels buying,
    @Nullable Standing standing)
    implements ShopperModel {
  private static final double CONFIDENCE = 0.95;

  TrainedPredictor {
    bins = List.copyOf(bins);
  }

  /**
   * What is said of one shopper.
   *
   * @param interval of the share of those told about the same, of whom it came true when the model
   *     was judged, widened to the probability where that lies outside: the share was counted a
   *     horizon ago, the level of the probability is today's; where none was judged, of what the
   *     customers allow
   */
  record Prediction(double probability, Interval interval, Classifier.Explanation explanation) {}

  /** The probabilities of shoppers who have done this, without the work of reasons. */
  double[] probabilities(List<List<Act>> pasts, Instant now) {
    List<double[]> rows = pasts.stream().map(past -> numbers(past, now)).toList();
    return probabilities(rows);
  }

  private double[] probabilities(List<double[]> rows) {
    return classifier.probabilities(
        placed(PropensityRows.table(rows)), IntStream.range(0, rows.size()).toArray());
  }

  private FeatureTable placed(FeatureTable features) {
    return standing == null ? features : standing.place(features);
  }

  Prediction of(ShopperHistory history, Instant now) {
    FeatureTable features = PropensityRows.table(List.of(numbers(history, now)));
    Classifier.Explanation explanation =
        classifier.explain(placed(features), 0).telling(features, 0);
    double probability = explanation.probability();
    Interval interval =
        bins.isEmpty() ? allowed(history.before(now), now, probability) : interval(probability);
    return new Prediction(probability, interval, explanation);
  }

  /** Whether it knows anything of who has done this: where customers are few, only of buyers. */
  boolean knows(List<Act> past) {
    return !bins.isEmpty() || Target.CHURN.isAskedOf(past);
  }

  /** What other shops that the customers allow would say. */
  private Interval allowed(List<Act> past, Instant now, double probability) {
    Past own = new Past(past, now);
    double[] known = numbers(past, now);
    List<double[]> rows = new ArrayList<>();
    for (BuyingOutlook outlook : models().otherOutlooks()) {
      double[] row = known.clone();
      row[PropensityFeature.ORDER_PROBABILITY_PLACE] = outlook.processProbability(own);
      rows.add(row);
    }
    double[] said = probabilities(rows);
    Arrays.sort(said);
    int tail = (int) ((1 - CONFIDENCE) / 2 * said.length);
    return new Interval(
        Math.min(said[tail], probability), Math.max(said[said.length - 1 - tail], probability));
  }

  private BuyingModels models() {
    return buying == null ? BuyingModels.NONE : buying;
  }

  private double[] numbers(ShopperHistory history, Instant now) {
    return numbers(history.before(now), now);
  }

  /** The features of who has done this, with what this model's models of buying say. */
  double[] numbers(List<Act> past, Instant now) {
    return PropensityRows.numbers(past, now, models().outlook());
  }

  private Interval interval(double probability) {
    CalibrationBin nearest =
        bins.stream()
            .min(Comparator.comparingDouble(bin -> Math.abs(bin.meanProbability() - probability)))
            .orElseThrow();
    Interval rate = new Proportion(nearest.yes(), nearest.cases()).wilsonInterval(CONFIDENCE);
    return new Interval(Math.min(rate.lower(), probability), Math.max(rate.upper(), probability));
  }
}
