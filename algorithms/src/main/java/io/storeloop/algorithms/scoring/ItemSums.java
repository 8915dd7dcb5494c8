package io.storeloop.algorithms.scoring;

import java.util.Arrays;

/**
 * Adds up amounts by item. The sums lie one behind the other in the order in which their items were
 * met, so that whoever goes through them reads memory in its order, whatever the items are; an
 * item's own place is found in an array of places. Reused from call to call.
 *
 * <p>16 bytes per item; adding and finding O(1), clearing O(items met). Not thread-safe.
 */
public final class ItemSums {
  private final int[] places;
  private final int[] items;
  private final double[] sums;
  private int count;

  /** For items 0 to {@code itemCount - 1}. */
  public ItemSums(int itemCount) {
    places = new int[itemCount];
    items = new int[itemCount];
    sums = new double[itemCount];
  }

  public int itemCount() {
    return places.length;
  }

  /** Adds to an item, which is counted as met from then on. */
  public void add(int item, double amount) {
    int known = places[item];
    // without a branch: whether an item was met before is anybody's guess
    int place = known == 0 ? count : known - 1;
    places[item] = place + 1;
    items[place] = item;
    sums[place] += amount;
    count += known == 0 ? 1 : 0;
  }

  /** How many items were met. */
  public int count() {
    return count;
  }

  /** The item met at a place, 0 being the first. */
  public int item(int place) {
    return items[place];
  }

  /** The sum of the item at a place. */
  public double sum(int place) {
    return sums[place];
  }

  /** The sum of any item, 0 if it was not met. */
  public double of(int item) {
    int place = item < places.length ? places[item] : 0;
    return place == 0 ? 0 : sums[place - 1];
  }

  /** Multiplies the sum at a place. */
  public void multiply(int place, double factor) {
    sums[place] *= factor;
  }

  /** Multiplies the sum of an item, if it was met. */
  public void multiplyOf(int item, double factor) {
    int place = item < places.length ? places[item] : 0;
    if (place > 0) {
      sums[place - 1] *= factor;
    }
  }

  /** The largest sum, 0 without any above it. */
  public double largest() {
    double largest = 0;
    for (int place = 0; place < count; place++) {
      largest = Math.max(largest, sums[place]);
    }
    return largest;
  }

  /** Forgets all. */
  public void clear() {
    for (int place = 0; place < count; place++) {
      places[items[place]] = 0;
    }
    Arrays.fill(sums, 0, count, 0);
    count = 0;
  }
}
