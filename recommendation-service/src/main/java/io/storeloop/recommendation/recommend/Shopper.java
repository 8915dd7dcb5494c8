package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.similarity.History;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.ItemInterests;
import io.storeloop.recommendation.model.RecommendationModel;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of whoever asks: interests, the latest visit, the items in view. One request's own,
 * not shared between threads.
 */
final class Shopper {
  private final ItemInterests interests;
  private final int[] visit;
  private final List<CatalogueItem> context;
  private final int[] excluded;

  /**
   * {@code visit}: catalogue indexes, old to new; {@code excluded}: those that must not be
   * recommended, in any order.
   */
  Shopper(ItemInterests interests, int[] visit, List<CatalogueItem> context, int[] excluded) {
    this.interests = interests;
    this.visit = visit;
    this.context = context;
    this.excluded = excluded;
    Arrays.sort(excluded);
  }

  /** Nobody in particular, who does not want some items. */
  static Shopper nobodyWanting(int[] excluded) {
    return new Shopper(ItemInterests.none(), new int[0], List.of(), excluded);
  }

  ItemInterests interests() {
    return interests;
  }

  /** What is in view. */
  List<CatalogueItem> context() {
    return context;
  }

  /** Whether the shopper dealt with the item. */
  boolean met(int catalogueItem) {
    return interests.placeOf(catalogueItem, 0) >= 0;
  }

  /** Whether the item is in view, bought before, or not wanted by the caller. */
  boolean excludes(int catalogueItem) {
    return interests.owns(catalogueItem) || Arrays.binarySearch(excluded, catalogueItem) >= 0;
  }

  /** Interests and items in view, as the model hears them. */
  History history(RecommendationModel model, float contextWeight) {
    int[] inView = context.stream().mapToInt(CatalogueItem::index).toArray();
    return model.history(interests, inView, contextWeight);
  }

  /** The latest visit with the items in view behind it, old to new, in the model's indexes. */
  int[] visit(RecommendationModel model) {
    int[] items = new int[visit.length + context.size()];
    int count = 0;
    for (int met : visit) {
      int item = model.modelItem(met);
      if (item >= 0) {
        items[count++] = item;
      }
    }
    for (CatalogueItem inView : context) {
      int item = model.modelItem(inView.index());
      if (item >= 0) {
        items[count++] = item;
      }
    }
    return Arrays.copyOf(items, count);
  }
}
