package io.storeloop.profile.predictor;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.metrics.CalibrationBin;
import io.storeloop.profile.learning.Classifier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What answers about a shopper.
 *
 * @param bins what was said of shoppers when the model was judged, and how often it came true
 */
record TrainedPredictor(Classifier classifier, List<CalibrationBin> bins) implements ShopperModel {
  private static final double CONFIDENCE = 0.95;

  TrainedPredictor {
    bins = List.copyOf(bins);
  }

  /**
   * What is said of one shopper.
   *
   * @param interval of the share of those told about the same, of whom it came true when the model
   *     was judged, widened to hold the probability
   */
  record Prediction(double probability, Interval interval, Classifier.Explanation explanation) {}

  /** The probabilities of shoppers who have done this, without the work of reasons. */
  double[] probabilities(List<List<Act>> pasts, Instant now) {
    List<double[]> rows = pasts.stream().map(past -> numbers(past, now)).toList();
    return classifier.probabilities(
        PropensityRows.table(rows), IntStream.range(0, rows.size()).toArray());
  }

  /** The features of who has done this. */
  double[] numbers(List<Act> past, Instant now) {
    return PropensityRows.numbers(past, now);
  }

  Prediction of(ShopperHistory history, Instant now) {
    List<double[]> row = List.of(PropensityRows.numbers(history.before(now), now));
    Classifier.Explanation explanation = classifier.explain(PropensityRows.table(row), 0);
    double probability = explanation.probability();
    return new Prediction(probability, interval(probability), explanation);
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
