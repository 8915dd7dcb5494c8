package io.storeloop.profile.predictor;

import io.storeloop.algorithms.metrics.BinaryFigures;
import io.storeloop.algorithms.metrics.BinaryOutcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a model did on a part of the shoppers that it was judged on.
 *
 * @param group what they have in common
 * @param yes how many of them it came true of
 * @param meanProbability what was said of them on average
 * @param figures null where they are too few to tell
 */
record GroupFigures(
    String group, int shoppers, int yes, double meanProbability, @Nullable BinaryFigures figures) {
  /** With fewer shoppers in a group, or fewer of either answer, nothing is told of it. */
  static final int FEWEST = 50;

  static final int FEWEST_OF_EITHER = 10;

  /** Values of one dimension that are told, those of most shoppers. */
  static final int MOST_VALUES = 10;

  private static final double JSON_DECIMALS = 1e6;

  /** A part of the shoppers, by one of their features. */
  private record Part(String name, String feature, DoublePredicate holds) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("never ordered", PropensityFeature.FREQUENCY, days -> days == 0),
          new Part("ordered on one day", PropensityFeature.FREQUENCY, days -> days == 1),
          new Part("repeat buyers", PropensityFeature.FREQUENCY, days -> days > 1),
          new Part("first seen within 30 days", "tenureDays", days -> days < 30),
          new Part("first seen earlier", "tenureDays", days -> days >= 30));

  /**
   * Of every part that has shoppers, then of the strata, by dimension the largest first. Strata of
   * fewer than {@link #FEWEST} are not named: what few have might be one person's own words.
   *
   * @param shoppers by the places that the rows speak of
   */
  static List<GroupFigures> of(
      List<ShopperHistory> shoppers,
      PropensityRows test,
      double[] probabilities,
      boolean[] labels) {
    List<GroupFigures> groups = new ArrayList<>();
    for (Part part : PARTS) {
      double[] values = test.column(part.feature());
      int[] rows =
          IntStream.range(0, labels.length).filter(row -> part.holds().test(values[row])).toArray();
      if (rows.length > 0) {
        groups.add(of(part.name(), rows, probabilities, labels));
      }
    }
    for (Map<Stratum, List<Integer>> rows : rowsByStratum(shoppers, test).values()) {
      for (Stratum stratum : largest(rows)) {
        int[] its =
            rows.getOrDefault(stratum, List.of()).stream().mapToInt(Integer::intValue).toArray();
        groups.add(of(stratum.dimension() + " " + stratum.value(), its, probabilities, labels));
      }
    }
    return groups;
  }

  /** Most rows first, ties by value. */
  private static List<Stratum> largest(Map<Stratum, List<Integer>> rows) {
    return rows.entrySet().stream()
        .filter(entry -> entry.getValue().size() >= FEWEST)
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<Stratum, List<Integer>> entry) -> -entry.getValue().size())
                .thenComparing(entry -> entry.getKey().value()))
        .limit(MOST_VALUES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** By dimension, by stratum. */
  private static SortedMap<String, Map<Stratum, List<Integer>>> rowsByStratum(
      List<ShopperHistory> shoppers, PropensityRows test) {
    SortedMap<String, Map<Stratum, List<Integer>>> rows = new TreeMap<>();
    for (int row = 0; row < test.shoppers().length; row++) {
      for (Stratum stratum : shoppers.get(test.shoppers()[row]).strata()) {
        rows.computeIfAbsent(stratum.dimension(), name -> new HashMap<>())
            .computeIfAbsent(stratum, one -> new ArrayList<>())
            .add(row);
      }
    }
    return rows;
  }

  private static GroupFigures of(
      String name, int[] rows, double[] probabilities, boolean[] labels) {
    double[] said = IntStream.of(rows).mapToDouble(row -> probabilities[row]).toArray();
    boolean[] came = new boolean[rows.length];
    int yes = 0;
    double sum = 0;
    for (int row = 0; row < rows.length; row++) {
      came[row] = labels[rows[row]];
      yes += came[row] ? 1 : 0;
      sum += said[row];
    }
    boolean enough = rows.length >= FEWEST && Math.min(yes, rows.length - yes) >= FEWEST_OF_EITHER;
    return new GroupFigures(
        name,
        rows.length,
        yes,
        sum / rows.length,
        enough ? new BinaryOutcomes(said, new boolean[rows.length], came).figures() : null);
  }

  /** For a program. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", group);
    json.put("shoppers", shoppers);
    if (figures == null) {
      json.put(
          "refused",
          "%d shoppers, and %d of either answer, are needed".formatted(FEWEST, FEWEST_OF_EITHER));
      return json;
    }
    json.put("rate", rounded((double) yes / shoppers));
    json.put("meanProbability", rounded(meanProbability));
    json.put("auc", rounded(figures.auc()));
    json.put("brier", rounded(figures.brier()));
    json.put("ece", rounded(figures.ece()));
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * JSON_DECIMALS) / JSON_DECIMALS;
  }
}
