package io.storeloop.recommendation.content;

import io.storeloop.algorithms.content.ContentIndex;
import io.storeloop.algorithms.content.SimilarItem;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.model.RecommendationModel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link AlikeItems} in step with the catalogue and the model: an item that is new, or has
 * become another one, is looked up; one that enough shoppers have met leaves. Newest first, a
 * bounded number at a time, and of very many the newest only. While nothing learnt answers, every
 * item would be new, so nothing is looked up. Not thread-safe.
 */
final class ColdItems {
  private final Catalogue catalogue;
  private final AlikeItems alike;
  private final ContentProperties properties;
  private final ContentIndex index;
  private @Nullable CatalogueItem[] seen = new CatalogueItem[0];
  private final BitSet pending = new BitSet();
  private final BitSet listed = new BitSet();
  private @Nullable RecommendationModel known;
  private int oldest;

  ColdItems(Catalogue catalogue, AlikeItems alike, ContentProperties properties) {
    this.catalogue = catalogue;
    this.alike = alike;
    this.properties = properties;
    this.index = new ContentIndex(ContentProperties.options());
  }

  /**
   * Looks at what has changed.
   *
   * @return whether there is more to do at once
   */
  boolean refresh(RecommendationModel model) {
    if (model.neighbours().itemCount() == 0) {
      return false;
    }
    boolean changed = readCatalogue();
    if (changed || known != model) {
      known = model;
      oldest = oldestOfTheNewest(model);
      judge(model);
    }
    lookUp(model);
    return !pending.isEmpty();
  }

  /** Whether an item is new, or has become another one. */
  private boolean readCatalogue() {
    boolean changed = false;
    int size = catalogue.size();
    if (size > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(size, 2 * seen.length));
    }
    for (int item = 0; item < size; item++) {
      CatalogueItem now = catalogue.item(item);
      if (seen[item] != now) {
        changed |= read(now, seen[item]);
        seen[item] = now;
      }
    }
    return changed;
  }

  /** Being out of stock changes nothing about what an item is. */
  private boolean read(CatalogueItem now, @Nullable CatalogueItem before) {
    boolean same =
        before != null
            && before.deleted() == now.deleted()
            && ItemWords.of(before).equals(ItemWords.of(now));
    if (same) {
      return false;
    }
    if (now.deleted()) {
      index.remove(now.index());
    } else {
      index.put(now.index(), ItemWords.of(now));
    }
    pending.set(now.index());
    return true;
  }

  /** Of more cold items than may be listed the older ones are left out. */
  private int oldestOfTheNewest(RecommendationModel model) {
    int left = properties.maxItems();
    for (int item = catalogue.size() - 1; item >= 0; item--) {
      if (index.contains(item) && metByFew(item, model) && --left == 0) {
        return item;
      }
    }
    return 0;
  }

  /** With a model some items have become known, others are no longer. */
  private void judge(RecommendationModel model) {
    for (int item = 0; item < seen.length && seen[item] != null; item++) {
      if (cold(item, model) != listed.get(item)) {
        pending.set(item);
      }
    }
  }

  private void lookUp(RecommendationModel model) {
    int left = properties.itemsPerPass();
    for (int item = pending.length() - 1;
        item >= 0 && left > 0;
        item = pending.previousSetBit(item - 1)) {
      pending.clear(item);
      if (cold(item, model) && index.contains(item)) {
        alike.put(item, likeIt(item));
        listed.set(item);
        left--;
      } else if (listed.get(item)) {
        listed.clear(item);
        boolean gone = !index.contains(item);
        alike.takeOut(item, other -> !gone && listed.get(other));
      }
    }
  }

  private List<SimilarItem> likeIt(int item) {
    return index.similar(item, properties.neighbours()).stream()
        .filter(other -> other.similarity() >= properties.minSimilarity())
        .toList();
  }

  private boolean cold(int item, RecommendationModel model) {
    return item >= oldest && metByFew(item, model);
  }

  /** Whether few shoppers have met it. */
  private boolean metByFew(int item, RecommendationModel model) {
    int modelItem = model.modelItem(item);
    return modelItem < 0 || model.users(modelItem) < properties.coldUsers();
  }
}
