package io.storeloop.profile.predictor;

import io.storeloop.algorithms.metrics.PopulationStability;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Those a model learned from, as they stood when it had learned: how each feature, and what it says
 * of them, is spread. Shoppers at that moment, and not the earlier moments that it learned from: a
 * feature such as the time since the first visit grows with any log, and would always have drifted.
 *
 * @param features by name, of those of whom the question makes sense
 * @param scores what the model says of them: the value where it has one, else the probability
 */
record TrainingDistribution(Map<String, Spread> features, Spread scores) {
  /** What models of buying look at. */
  private static final List<String> OF_FORECASTS =
      List.of("recencyDays", "purchaseDays", "customerDays", "averageOrderValue");

  TrainingDistribution {
    features = new LinkedHashMap<>(features);
  }

  /**
   * How a number is spread.
   *
   * @param edges inner edges of the bins, see {@link PopulationStability#edges}
   * @param counts per bin, the missing ones last
   */
  record Spread(List<Double> edges, List<Long> counts) {
    Spread {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
    }

    static Spread of(double[] values) {
      double[] edges = PopulationStability.edges(values);
      return new Spread(
          Arrays.stream(edges).boxed().toList(),
          Arrays.stream(PopulationStability.counts(values, edges)).boxed().toList());
    }

    long[] known() {
      return counts.stream().mapToLong(Long::longValue).toArray();
    }

    /** Other values in the same bins. */
    long[] counted(double[] values) {
      return PopulationStability.counts(
          values, edges.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** Of shoppers who have done this before {@code now}, and of whom the question makes sense. */
  static TrainingDistribution of(
      ShopperModel model, List<List<Act>> pasts, Instant now, int horizonDays) {
    Map<String, Spread> features = new LinkedHashMap<>();
    columns(model, pasts, now).forEach((name, values) -> features.put(name, Spread.of(values)));
    return new TrainingDistribution(features, Spread.of(scores(model, pasts, now, horizonDays)));
  }

  /** The same, unless they are fewer: then single values would show in the edges. */
  static Optional<TrainingDistribution> ofMany(
      ShopperModel model, List<List<Act>> pasts, Instant now, int horizonDays, int fewest) {
    return pasts.size() < fewest
        ? Optional.empty()
        : Optional.of(of(model, pasts, now, horizonDays));
  }

  /** The features that the model looks at, a value per shopper. */
  static Map<String, double[]> columns(ShopperModel model, List<List<Act>> pasts, Instant now) {
    List<double[]> rows =
        pasts.stream()
            .map(past ->
                model instanceof TrainedPredictor trained
                    ? trained.numbers(past, now)
                    : PropensityRows.numbers(past, now, BuyingModels.NONE.outlook()))
            .toList();
    Map<String, double[]> columns = new LinkedHashMap<>();
    List<String> names = PropensityFeature.names();
    for (int column = 0; column < names.size(); column++) {
      int at = column;
      if (model instanceof TrainedPredictor || OF_FORECASTS.contains(names.get(column))) {
        columns.put(names.get(column), rows.stream().mapToDouble(row -> row[at]).toArray());
      }
    }
    return columns;
  }

  /** What the model says, a number per shopper; {@code NaN} where it says none. */
  static double[] scores(ShopperModel model, List<List<Act>> pasts, Instant now, int horizonDays) {
    return Scoring.said(model, pasts, now, horizonDays).stream()
        .mapToDouble(score -> number(model, score))
        .toArray();
  }

  private static double number(ShopperModel model, Score score) {
    if (model instanceof TrainedPredictor) {
      return score.probability();
    }
    Double value = score.value();
    return value == null ? Double.NaN : value;
  }
}
