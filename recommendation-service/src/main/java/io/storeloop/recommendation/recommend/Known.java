package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.ScoredItem;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.ItemInterests;
import io.storeloop.recommendation.model.RecommendationModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What is known when an answer is computed: the shopper's interests and the items in view. One
 * request's own, not shared between threads.
 */
final class Known {
  private static final Comparator<Evidence> STRONGEST_FIRST =
      Comparator.comparingDouble(Evidence::share).reversed();

  private final ItemInterests interests;
  private final List<CatalogueItem> context;
  private final int[] excluded;

  /** {@code excluded}: catalogue indexes that must not be recommended, in any order. */
  Known(ItemInterests interests, List<CatalogueItem> context, int[] excluded) {
    this.interests = interests;
    this.context = context;
    this.excluded = excluded;
    Arrays.sort(excluded);
  }

  /** Why an item that nothing else speaks for is shown. */
  String popularReason(CatalogueItem item) {
    int place = interests.placeOf(item.index(), 0);
    if (place >= 0) {
      return ReasonWords.popularAndMet(item, interests.type(place));
    }
    return interests.size() == 0 ? ReasonWords.POPULAR_FOR_STRANGER : ReasonWords.POPULAR;
  }

  /** Whether the item is in view, bought before, or not wanted by the caller. */
  boolean excludes(int catalogueItem) {
    return interests.owns(catalogueItem) || Arrays.binarySearch(excluded, catalogueItem) >= 0;
  }

  /**
   * The same as the scorer wants it, in the model's indexes; items new to the model are left out.
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

  /**
   * Why the item was scored: everything in the history that speaks for it, the strongest first,
   * shares adding up to 1.
   */
  List<Evidence> evidence(RecommendationModel model, Catalogue catalogue, ScoredItem scored) {
    List<Evidence> evidence = new ArrayList<>(scored.contributions().size());
    int next = 0; // contributions come in the order of the history, which is that of the interests
    for (ScoredItem.Contribution contribution : scored.contributions()) {
      CatalogueItem item = catalogue.item(model.catalogueItem(contribution.historyItem()));
      double share = scored.share(contribution);
      int place = interests.placeOf(item.index(), next);
      if (place < 0) {
        evidence.add(new Evidence(item, null, 0, share));
      } else {
        next = place + 1;
        evidence.add(new Evidence(item, interests.type(place), interests.occurredAt(place), share));
      }
    }
    evidence.sort(STRONGEST_FIRST);
    return evidence;
  }
}
