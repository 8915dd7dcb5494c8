package io.storeloop.recommendation.content;

import io.storeloop.algorithms.content.SimilarItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * For an item that hardly anybody has met, the items it is like; for any other, those of the former
 * that are like it. So a new item is found from what a shopper knows, and something known from a
 * new item. In the catalogue's indexes.
 *
 * <p>One thread writes, any number read without waiting.
 */
public final class AlikeItems {
  private static final int FIRST_CAPACITY = 1024;
  private static final Comparator<SimilarItem> BEST_FIRST =
      Comparator.comparingDouble(SimilarItem::similarity)
          .reversed()
          .thenComparingInt(SimilarItem::item);

  private final int limit;
  private volatile AtomicReferenceArray<@Nullable List<SimilarItem>> rows =
      new AtomicReferenceArray<>(FIRST_CAPACITY);

  /** {@code limit}: items kept for each. */
  AlikeItems(int limit) {
    this.limit = limit;
  }

  /** The items like one, most alike first, ties to the lower index; none if there are none. */
  public List<SimilarItem> alike(int catalogueItem) {
    AtomicReferenceArray<@Nullable List<SimilarItem>> now = rows;
    List<SimilarItem> row = catalogueItem < now.length() ? now.get(catalogueItem) : null;
    return row == null ? List.of() : row;
  }

  /** Puts an item in, in place of what was there. */
  void put(int item, List<SimilarItem> row) {
    takeOut(item, other -> false);
    set(item, List.copyOf(row));
    for (SimilarItem other : row) {
      enter(new SimilarItem(item, other.similarity()), other.item());
    }
  }

  /** Puts an item into the row of another, at its place. */
  private void enter(SimilarItem entering, int other) {
    List<SimilarItem> before = alike(other);
    if (before.size() == limit
        && BEST_FIRST.compare(before.getLast(), entering) < 0
        && !holds(before, entering.item())) {
      return;
    }
    List<SimilarItem> row = new ArrayList<>(before.size() + 1);
    boolean entered = false;
    for (SimilarItem one : before) {
      if (!entered && BEST_FIRST.compare(entering, one) <= 0) {
        row.add(entering);
        entered = true;
      }
      if (one.item() != entering.item()) {
        row.add(one);
      }
    }
    if (!entered) {
      row.add(entering);
    }
    set(other, List.copyOf(row.subList(0, Math.min(limit, row.size()))));
  }

  private static boolean holds(List<SimilarItem> row, int item) {
    for (SimilarItem one : row) {
      if (one.item() == item) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes an item out of the rows of those it is like, except such as stay in a row of their own.
   */
  void takeOut(int item, IntPredicate stays) {
    List<SimilarItem> kept = new ArrayList<>();
    for (SimilarItem other : alike(item)) {
      if (stays.test(other.item())) {
        kept.add(other);
      } else if (holds(alike(other.item()), item)) {
        set(other.item(), alike(other.item()).stream().filter(one -> one.item() != item).toList());
      }
    }
    set(item, List.copyOf(kept));
  }

  private void set(int item, List<SimilarItem> row) {
    AtomicReferenceArray<@Nullable List<SimilarItem>> now = rows;
    if (item >= now.length()) {
      var larger =
          new AtomicReferenceArray<@Nullable List<SimilarItem>>(
              Math.max(item + 1, 2 * now.length()));
      for (int index = 0; index < now.length(); index++) {
        larger.set(index, now.get(index));
      }
      now = larger;
    }
    now.set(item, row);
    rows = now;
  }
}
