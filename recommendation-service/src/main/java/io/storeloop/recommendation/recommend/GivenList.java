package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.merchandising.RulesInForce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A list that somebody wants ordered.
 *
 * @param items those that may be shown, each once, in the given order
 * @param omitted the others, by id
 */
record GivenList(List<CatalogueItem> items, List<String> omitted) {
  static GivenList of(List<String> itemIds, Catalogue catalogue, Eligibility eligibility) {
    List<CatalogueItem> items = new ArrayList<>(itemIds.size());
    List<String> omitted = new ArrayList<>();
    SeenItems seen = new SeenItems();
    for (String itemId : itemIds) {
      CatalogueItem item = catalogue.find(itemId).filter(eligibility::allows).orElse(null);
      if (item == null) {
        omitted.add(itemId);
      } else if (seen.add(item.index())) {
        items.add(item);
      }
    }
    return new GivenList(items, omitted);
  }

  /** The items, best first; equal ones as they were given. */
  List<Placed> ordered(LearntScores scores, PopularRanks ranks, RulesInForce rules) {
    List<Candidate> candidates = new ArrayList<>(items.size());
    for (CatalogueItem item : items) {
      candidates.add(candidate(item, scores, ranks, rules));
    }
    candidates.sort(
        Comparator.comparing((Candidate candidate) -> rules.buries(candidate.item()))
            .thenComparing(Candidate::isScored, Comparator.reverseOrder())
            .thenComparing(Candidate::score, Comparator.reverseOrder()));
    return candidates.stream().map(Placed::byScore).toList();
  }

  private static Candidate candidate(
      CatalogueItem item, LearntScores scores, PopularRanks ranks, RulesInForce rules) {
    double score = scores.scoreOf(item.index());
    double factor = rules.factor(item);
    return score > 0
        ? Candidate.scored(item, score * factor, scores.modelItem(item.index()))
        : Candidate.found(item, Source.POPULAR, ranks.scoreOf(item.index()) * factor);
  }
}
