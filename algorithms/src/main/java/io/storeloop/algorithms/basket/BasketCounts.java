package io.storeloop.algorithms.basket;

import io.storeloop.algorithms.counting.PairCounts;
import java.util.Arrays;

/**
 * How many baskets held an item, and how many held two items at once. A basket is a set: how many
 * pieces of an item it holds plays no part.
 *
 * <p>Whole numbers, so baskets may be added and removed in any order: what remains is, exactly,
 * what the remaining baskets give. Time O(n²) for a basket of n. Memory about 32 bytes per pair
 * that ever met. Not thread-safe.
 */
public final class BasketCounts {
  public static final int MAX_BASKET_ITEMS = 1_000;

  private static final int FIRST_CAPACITY = 1024;

  private final int maxBasketItems;
  private final PairCounts pairs;
  private long basketCount;
  private long oversizedCount;
  private long[] itemCounts = new long[FIRST_CAPACITY];
  private int itemCount;

  /**
   * @param maxBasketItems different items a basket may have, 2 to {@link #MAX_BASKET_ITEMS}; a
   *     larger one is somebody restocking a shop and is left out
   * @param maxPairs most pairs held, 1 or more
   * @throws IllegalArgumentException if an option is outside its range
   */
  public BasketCounts(int maxBasketItems, long maxPairs) {
    if (maxBasketItems < 2 || maxBasketItems > MAX_BASKET_ITEMS) {
      throw new IllegalArgumentException(
          "maxBasketItems must be between 2 and %d, but was %d"
              .formatted(MAX_BASKET_ITEMS, maxBasketItems));
    }
    this.maxBasketItems = maxBasketItems;
    this.pairs = new PairCounts(maxPairs);
  }

  /**
   * Counts a basket.
   *
   * @param items the first {@code size} are in it, in any order; naming one twice changes nothing
   * @return whether it was counted: not if it is oversized
   * @throws IllegalArgumentException if an index is negative or too large for {@link PairCounts}
   * @throws IllegalStateException if there might be no room for its pairs; nothing has changed then
   */
  public boolean add(int[] items, int size) {
    int[] distinct = distinct(items, size);
    if (distinct.length > maxBasketItems) {
      oversizedCount++;
      return false;
    }
    long newPairs = distinct.length * (distinct.length - 1L) / 2;
    if (!pairs.hasRoomFor(newPairs)) {
      throw new IllegalStateException(
          "no room for %d more pairs: there are %d".formatted(newPairs, pairs.pairCount()));
    }
    count(distinct, 1);
    return true;
  }

  /**
   * Takes a basket out again.
   *
   * @throws IllegalArgumentException if no such basket can have been added; what was counted is
   *     then no longer to be trusted
   */
  public void remove(int[] items, int size) {
    int[] distinct = distinct(items, size);
    if (distinct.length > maxBasketItems) {
      oversizedCount--;
    } else {
      count(distinct, -1);
    }
  }

  /** Number of baskets counted. */
  public long basketCount() {
    return basketCount;
  }

  /** Number of baskets left out for their size. */
  public long oversizedCount() {
    return oversizedCount;
  }

  /** One more than the highest item seen. */
  public int itemCount() {
    return itemCount;
  }

  /** Number of baskets that held the item. */
  public long count(int item) {
    return item < itemCount ? itemCounts[item] : 0;
  }

  /** Number of baskets that held both. */
  public long together(int item, int other) {
    return pairs.count(item, other);
  }

  /** Shows the items that shared a basket with this one, in no order. */
  void forEachPartner(int item, PairCounts.PartnerVisitor visitor) {
    pairs.forEach(item, visitor);
  }

  private void count(int[] distinct, int amount) {
    if (distinct.length == 0) {
      return;
    }
    basketCount += amount;
    makeRoomFor(distinct[distinct.length - 1]);
    for (int one = 0; one < distinct.length; one++) {
      itemCounts[distinct[one]] += amount;
      pairs.addAll(distinct[one], distinct, one, amount);
    }
  }

  private int[] distinct(int[] items, int size) {
    int[] distinct = Arrays.copyOf(items, size);
    Arrays.sort(distinct);
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || distinct[i] != distinct[i - 1]) {
        distinct[count++] = distinct[i];
      }
    }
    if (count > 0 && (distinct[0] < 0 || distinct[count - 1] >= PairCounts.MAX_ITEMS)) {
      throw new IllegalArgumentException(
          "items must be between 0 and %d, but were %d to %d"
              .formatted(PairCounts.MAX_ITEMS - 1, distinct[0], distinct[count - 1]));
    }
    return Arrays.copyOf(distinct, count);
  }

  private void makeRoomFor(int item) {
    itemCount = Math.max(itemCount, item + 1);
    if (item >= itemCounts.length) {
      itemCounts = Arrays.copyOf(itemCounts, Math.max(item + 1, 2 * itemCounts.length));
    }
  }
}
