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

  /**
   * Interests and items in view, in the model's indexes; items new to the model are left out. An
   * item of both is one item of the history.
   */
  History history(RecommendationModel model, float contextWeight) {
    int[] items = new int[interests.size() + context.size()];
    float[] weights = new float[items.length];
    int count = 0;
    for (int place = 0; place < interests.size(); place++) {
      int item = model.modelItem(interests.item(place));
      if (item >= 0) {
        items[count] = item;
        weights[count++] = interests.weight(place);
      }
    }
    for (CatalogueItem inView : context) {
      int item = model.modelItem(inView.index());
      if (item >= 0) {
        items[count] = item;
        weights[count++] = contextWeight;
      }
    }
    return History.of(Arrays.copyOf(items, count), Arrays.copyOf(weights, count));
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
