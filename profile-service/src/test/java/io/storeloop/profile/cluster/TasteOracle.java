package io.storeloop.profile.cluster;

import io.storeloop.demoshop.ShopTruth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who knows the tastes of every shopper there is, told only how often somebody did something in
 * which category: guesses the group of the greatest posterior probability. A shopper's own tastes
 * are among those it knows, so it does a little better than anybody can who sees behaviour alone.
 */
final class TasteOracle {
  private final Map<String, List<Map<String, Double>>> tastesByGroup = new TreeMap<>();
  private final Map<String, Map<String, Integer>> acts = new HashMap<>();

  TasteOracle(List<ShopTruth.Shopper> shoppers) {
    shoppers.forEach(shopper ->
        tastesByGroup
            .computeIfAbsent(shopper.tasteGroup(), group -> new ArrayList<>())
            .add(shopper.tastes()));
  }

  void saw(String profile, String category) {
    acts.computeIfAbsent(profile, id -> new HashMap<>()).merge(category, 1, Integer::sum);
  }

  /** The group that most probably did what the profile did. */
  String group(String profile) {
    Map<String, Integer> done = acts.getOrDefault(profile, Map.of());
    String best = "";
    double bestEvidence = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, List<Map<String, Double>>> group : tastesByGroup.entrySet()) {
      double evidence =
          logSum(
              group.getValue().stream()
                  .mapToDouble(tastes -> logLikelihood(tastes, done))
                  .toArray());
      if (evidence > bestEvidence) {
        bestEvidence = evidence;
        best = group.getKey();
      }
    }
    return best;
  }

  /** log Σ exp; a group is the likelier the more shoppers it has, and so the longer the sum. */
  private static double logSum(double[] logs) {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum);
  }

  private static double logLikelihood(Map<String, Double> tastes, Map<String, Integer> done) {
    return done.entrySet().stream()
        .mapToDouble(act -> act.getValue() * Math.log(tastes.get(act.getKey())))
        .sum();
  }
}
