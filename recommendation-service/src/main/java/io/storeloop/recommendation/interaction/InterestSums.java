package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.EventType;
import java.util.Arrays;

/**
 * Adds up a user's interactions item by item, in time order within an item, into {@link
 * ItemInterests}.
 *
 * <p>Age is measured against the user's latest interaction, not against the clock: while nothing
 * happens nothing changes, and the same log always gives the same numbers. Removing from the cart
 * takes back what was put in before; a purchase counts as long as a unit of it was kept.
 */
final class InterestSums {
  /** What the oldest interaction still weighs: enough to be ordered, too little to matter. */
  private static final double LEAST_FACTOR = 1e-6;

  private final int[] items;
  private final float[] weights;
  private final EventType[] types;
  private final long[] times;
  private int count;

  private double sum;
  private float strongest;
  private EventType strongestType = EventType.VIEW;
  private long strongestTime;
  private double cartSum;
  private float cartWeight;
  private long cartTime;

  InterestSums(int capacity) {
    items = new int[capacity];
    weights = new float[capacity];
    types = new EventType[capacity];
    times = new long[capacity];
  }

  /** Factor of an interaction that much older than the latest. */
  static double fading(long ageMillis, long halfLifeMillis) {
    return Math.max(LEAST_FACTOR, Math.pow(2, -(double) ageMillis / halfLifeMillis));
  }

  void add(EventType type, float weight, double factor, long time, boolean kept) {
    switch (type) {
      case REMOVE_FROM_CART -> {
        cartSum = 0;
        cartWeight = 0;
      }
      case ADD_TO_CART -> {
        cartSum += weight * factor;
        cartWeight = weight;
        cartTime = time;
      }
      case PURCHASE -> {
        if (kept) {
          count(type, weight, factor, time);
        }
      }
      default -> count(type, weight, factor, time);
    }
  }

  /** Ends the item whose interactions were added since the last call. */
  void finishItem(int item) {
    if (cartWeight >= strongest && cartWeight > 0) {
      strongest = cartWeight;
      strongestType = EventType.ADD_TO_CART;
      strongestTime = cartTime;
    }
    float weight = (float) Math.log1p(sum + cartSum);
    if (weight > 0) {
      items[count] = item;
      weights[count] = weight;
      types[count] = strongestType;
      times[count] = strongestTime;
      count++;
    }
    sum = 0;
    strongest = 0;
    cartSum = 0;
    cartWeight = 0;
  }

  ItemInterests toInterests(int[] owned) {
    return new ItemInterests(
        Arrays.copyOf(items, count),
        Arrays.copyOf(weights, count),
        Arrays.copyOf(types, count),
        Arrays.copyOf(times, count),
        owned);
  }

  private void count(EventType type, float weight, double factor, long time) {
    sum += weight * factor;
    if (weight >= strongest) {
      strongest = weight;
      strongestType = type;
      strongestTime = time;
    }
  }
}
