package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.content.SimilarItem;
import io.storeloop.algorithms.scoring.ItemSums;
import io.storeloop.recommendation.content.AlikeItems;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.ItemInterests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

  /**
   * Adds up the likeness to the whole history; returns the weight of it.
   *
   * @param sums by the catalogue's items, all 0
   */
  double addUp(Shopper shopper, ItemSums sums) {
    ItemInterests interests = shopper.interests();
    double total = 0;
    for (int place = 0; place < interests.size(); place++) {
      add(interests.item(place), interests.weight(place), sums);
      total += interests.weight(place);
    }
    for (CatalogueItem inView : shopper.context()) {
      add(inView.index(), contextWeight, sums);
      total += contextWeight;
    }
    return total;
  }

  /** Offers what was added up, but what is known already, at {@code unit} times its sum. */
  void offer(Shopper shopper, double unit, ItemSums sums, SeenItems known, BestShown best) {
    for (int place = 0; place < sums.count(); place++) {
      int item = sums.item(place);
      double score = sums.sum(place) * unit;
      if (best.mayEnter(score) && !known.contains(item) && !shopper.met(item)) {
        best.offer(item, item, score);
      }
    }
  }

  private void add(int known, double weight, ItemSums sums) {
    for (SimilarItem similar : alike.alike(known)) {
      if (similar.item() < sums.itemCount()) { // the others came after this answer had begun
        sums.add(similar.item(), weight * similar.similarity());
      }
    }
  }

  /** What a new item is like, the strongest first, shares adding up to 1. */
  List<Evidence> evidence(CatalogueItem item, Shopper shopper) {
    ItemInterests interests = shopper.interests();
    List<Evidence> amounts = new ArrayList<>();
    for (int place = 0; place < interests.size(); place++) {
      int known = interests.item(place);
      double likeness = likeness(known, item.index());
      if (likeness > 0) {
        amounts.add(
            new Evidence(
                catalogue.item(known),
                interests.type(place),
                interests.occurredAt(place),
                interests.weight(place) * likeness));
      }
    }
    for (CatalogueItem inView : shopper.context()) {
      double likeness = likeness(inView.index(), item.index());
      if (likeness > 0) {
        amounts.add(new Evidence(inView, null, 0, contextWeight * likeness));
      }
    }
    double sum = amounts.stream().mapToDouble(Evidence::share).sum();
    return amounts.stream().map(amount -> amount.dividedBy(sum)).sorted(STRONGEST_FIRST).toList();
  }

  private double likeness(int known, int item) {
    for (SimilarItem similar : alike.alike(known)) {
      if (similar.item() == item) {
        return similar.similarity();
      }
    }
    return 0;
  }
}
