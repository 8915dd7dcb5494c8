package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * The items one user dealt with, each once, with how much it says about the next one: a weight
 * above 0.
 *
 * <p>Immutable. At most {@link #MAX_ITEMS} items.
 */
public final class History {
  public static final int MAX_ITEMS = 1_000;

  private final int[] items;
  private final float[] weights;

  private History(int[] items, float[] weights) {
    this.items = items;
    this.weights = weights;
  }

  /**
   * A history of the given items, in their order; an item named again adds its weight to the first
   * mention.
   *
   * @throws IllegalArgumentException if the arrays differ in length or exceed {@link #MAX_ITEMS},
   *     an index is negative, or a weight is not a number above 0 and at most {@link
   *     InteractionMatrix#MAX_WEIGHT}
   */
  public static History of(int[] items, float[] weights) {
    if (items.length != weights.length || items.length > MAX_ITEMS) {
      throw new IllegalArgumentException(
          "a history needs as many weights as items, at most %d, but had %d items and %d weights"
              .formatted(MAX_ITEMS, items.length, weights.length));
    }
    int[] distinct = new int[items.length];
    float[] sums = new float[items.length];
    int count = 0;
    for (int i = 0; i < items.length; i++) {
      checkEntry(items[i], weights[i]);
      int place = indexOf(distinct, count, items[i]);
      if (place == count) {
        distinct[count++] = items[i];
      }
      sums[place] += weights[i];
    }
    return new History(Arrays.copyOf(distinct, count), Arrays.copyOf(sums, count));
  }

  /**
   * The latest items of a history told from old to new, fading with age: the latest weighs 1, the
   * one before it {@code fading}, then {@code fading}², until {@code limit} items are taken. An
   * item met again counts by its latest place.
   *
   * @param fading above 0, at most 1
   * @param limit 1 to {@link #MAX_ITEMS}
   */
  public static History ofLatest(int[] itemsFromOldToNew, double fading, int limit) {
    if (!(fading > 0 && fading <= 1) || limit < 1 || limit > MAX_ITEMS) {
      throw new IllegalArgumentException(
          "fading must be above 0 and at most 1, limit between 1 and %d, but were %s and %d"
              .formatted(MAX_ITEMS, fading, limit));
    }
    int[] items = new int[Math.min(limit, itemsFromOldToNew.length)];
    float[] weights = new float[items.length];
    int count = 0;
    for (int i = itemsFromOldToNew.length - 1; i >= 0 && count < items.length; i--) {
      if (indexOf(items, count, itemsFromOldToNew[i]) == count) {
        items[count] = itemsFromOldToNew[i];
        weights[count] = (float) Math.max(Float.MIN_NORMAL, Math.pow(fading, count));
        checkEntry(items[count], weights[count]);
        count++;
      }
    }
    return new History(Arrays.copyOf(items, count), Arrays.copyOf(weights, count));
  }

  /** Number of distinct items. */
  public int size() {
    return items.length;
  }

  public int item(int place) {
    return items[place];
  }

  public float weight(int place) {
    return weights[place];
  }

  /** Copy of all items, in their order. */
  public int[] items() {
    return items.clone();
  }

  /** Copy of all weights, in the order of the items. */
  public float[] weights() {
    return weights.clone();
  }

  /** Whether the item is part of the history. Time O(size). */
  public boolean contains(int item) {
    return indexOf(items, items.length, item) < items.length;
  }

  private static int indexOf(int[] items, int count, int item) {
    int place = 0;
    while (place < count && items[place] != item) {
      place++;
    }
    return place;
  }

  private static void checkEntry(int item, float weight) {
    if (item < 0 || !(weight > 0 && weight <= InteractionMatrix.MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          "a history holds indexes from 0 and weights above 0 and at most 1e6, but got item %d of weight %s"
              .formatted(item, weight));
    }
  }
}
