package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.content.SimilarItem;
import io.storeloop.recommendation.content.AlikeItems;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.ItemInterests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * New items by what they are: those that are like what the shopper dealt with and what is in view.
 * An item's score is the mean likeness to the history, weighed by interest, so it explains itself.
 */
final class AlikeCandidates {
  private static final Comparator<Evidence> STRONGEST_FIRST =
      Comparator.comparingDouble(Evidence::share).reversed();

  private final Catalogue catalogue;
  private final AlikeItems alike;
  private final float contextWeight;

  AlikeCandidates(Catalogue catalogue, AlikeItems alike, float contextWeight) {
    this.catalogue = catalogue;
    this.alike = alike;
    this.contextWeight = contextWeight;
  }

  /** Whether any new item is like what the shopper dealt with or what is in view. */
  boolean speaksFor(Shopper shopper) {
    ItemInterests interests = shopper.interests();
    for (int place = 0; place < interests.size(); place++) {
      if (!alike.alike(interests.item(place)).isEmpty()) {
        return true;
      }
    }
    for (CatalogueItem inView : shopper.context()) {
      if (!alike.alike(inView.index()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** {@code scale}: the score of an item that is exactly like everything in the history. */
  List<Candidate> of(Shopper shopper, Eligibility eligibility, double scale) {
    Map<Integer, List<Evidence>> found = new TreeMap<>();
    ItemInterests interests = shopper.interests();
    double total = 0;
    for (int place = 0; place < interests.size(); place++) {
      double weight = interests.weight(place);
      total += weight;
      for (SimilarItem similar : alike.alike(interests.item(place))) {
        found
            .computeIfAbsent(similar.item(), item -> new ArrayList<>())
            .add(
                new Evidence(
                    catalogue.item(interests.item(place)),
                    interests.type(place),
                    interests.occurredAt(place),
                    weight * similar.similarity()));
      }
    }
    for (CatalogueItem inView : shopper.context()) {
      total += contextWeight;
      for (SimilarItem similar : alike.alike(inView.index())) {
        found
            .computeIfAbsent(similar.item(), item -> new ArrayList<>())
            .add(new Evidence(inView, null, 0, contextWeight * similar.similarity()));
      }
    }
    return candidates(found, shopper, eligibility, scale / total);
  }

  private List<Candidate> candidates(
      Map<Integer, List<Evidence>> found, Shopper shopper, Eligibility eligibility, double scale) {
    List<Candidate> candidates = new ArrayList<>();
    found.forEach((index, amounts) -> {
      CatalogueItem item = catalogue.item(index);
      if (!shopper.met(index) && eligibility.allows(item)) {
        double sum = amounts.stream().mapToDouble(Evidence::share).sum();
        List<Evidence> evidence =
            amounts.stream().map(amount -> amount.dividedBy(sum)).sorted(STRONGEST_FIRST).toList();
        candidates.add(
            Candidate.stated(
                item,
                Source.CONTENT,
                sum * scale,
                new Stated(ReasonWords.alike(evidence), evidence)));
      }
    });
    return candidates;
  }

  /** Both lists in one, by score; of an item in both what behaviour says stands. */
  static List<Candidate> merged(List<Candidate> learnt, List<Candidate> alike) {
    if (alike.isEmpty()) {
      return learnt;
    }
    Map<Integer, Candidate> byItem = new HashMap<>();
    alike.forEach(candidate -> byItem.put(candidate.item().index(), candidate));
    learnt.forEach(candidate -> byItem.put(candidate.item().index(), candidate));
    List<Candidate> merged = new ArrayList<>(byItem.values());
    merged.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(candidate -> candidate.item().index()));
    return merged;
  }
}
