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
 * bounded number at a time, whether read or looked up, and of very many the newest only. While
 * nothing learnt answers, every item would be new, so nothing is looked up. Not thread-safe.
 */
final class ColdItems {
  /** Reading an item costs about a tenth of looking up what it is like. */
  private static final int READ_PER_LOOK_UP = 10;

  private final Catalogue catalogue;
  private final AlikeItems alike;
  private final ContentProperties properties;
  private final ContentIndex index;
  private @Nullable CatalogueItem[] seen = new CatalogueItem[0];
  private final BitSet pending = new BitSet();
  private final BitSet listed = new BitSet();
  private @Nullable RecommendationModel known;
  private int oldest;

  /** Whether an item is new, or has become another one, since the last judgement. */
  private boolean changed;

  ColdItems(Catalogue catalogue, AlikeItems alike, ContentProperties properties) {
    this.catalogue = catalogue;
    this.alike = alike;
    this.properties = properties;
    this.index = new ContentIndex(properties.options());
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
    if (!readCatalogue()) {
      return true;
    }
    if (changed || known != model) {
      changed = false;
      known = model;
      oldest = oldestOfTheNewest(model);
      judge(model);
    }
    lookUp(model);
    return !pending.isEmpty();
  }

  /** Reads what has changed; whether that was all, for nothing is compared with half of a shop. */
  private boolean readCatalogue() {
    int size = catalogue.size();
    if (size > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(size, 2 * seen.length));
    }
    int left = READ_PER_LOOK_UP * properties.itemsPerPass();
    for (int item = 0; item < size; item++) {
      CatalogueItem now = catalogue.item(item);
      if (seen[item] != now) {
        if (left-- == 0) {
          return false;
        }
        changed |= read(now, seen[item]);
        seen[item] = now;
      }
    }
    return true;
  }

  /**
   * Whether the item is another one than before; being out of stock changes nothing about what it
   * is.
   */
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
