package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.ItemInterests;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which categories a shopper's interests lie: shares that add up to 1. Empty for a stranger.
 *
 * @param categories by share, the largest first, ties by name
 */
record Taste(Map<String, Double> shares, List<String> categories) {
  static final Taste NONE = new Taste(Map.of(), List.of());

  static Taste of(ItemInterests interests, Catalogue catalogue) {
    if (interests.size() == 0) {
      return NONE;
    }
    Map<String, Double> weights = new HashMap<>();
    double total = 0;
    for (int place = 0; place < interests.size(); place++) {
      String category = catalogue.item(interests.item(place)).category();
      if (category != null) {
        weights.merge(category, (double) interests.weight(place), Double::sum);
        total += interests.weight(place);
      }
    }
    double sum = total;
    weights.replaceAll((category, weight) -> weight / sum);
    List<String> categories =
        weights.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
            .map(Map.Entry::getKey)
            .toList();
    return new Taste(weights, categories);
  }
}
