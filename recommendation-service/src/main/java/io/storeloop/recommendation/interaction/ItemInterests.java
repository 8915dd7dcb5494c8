package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.EventType;
import java.util.Arrays;

/**
 * What one user's interactions add up to, item by item: a weight, the behaviour that says most, and
 * when that was. Items whose interest was all taken back are left out. Immutable.
 */
public final class ItemInterests {
  static final ItemInterests NONE =
      new ItemInterests(new int[0], new float[0], new EventType[0], new long[0], new int[0]);

  private final int[] items;
  private final float[] weights;
  private final EventType[] types;
  private final long[] times;
  private final int[] owned;

  ItemInterests(int[] items, float[] weights, EventType[] types, long[] times, int[] owned) {
    this.items = items;
    this.weights = weights;
    this.types = types;
    this.times = times;
    this.owned = owned;
  }

  /** Nothing is known. */
  public static ItemInterests none() {
    return NONE;
  }

  public int size() {
    return items.length;
  }

  public int item(int place) {
    return items[place];
  }

  /** Above 0; logarithmic in the interactions, so that twenty views are not twenty times one. */
  public float weight(int place) {
    return weights[place];
  }

  /** The behaviour of most weight with the item. */
  public EventType type(int place) {
    return types[place];
  }

  /** When that behaviour was last seen, epoch milliseconds. */
  public long occurredAt(int place) {
    return times[place];
  }

  /** Where the item stands at or behind a place, or -1. */
  public int placeOf(int item, int from) {
    for (int place = from; place < items.length; place++) {
      if (items[place] == item) {
        return place;
      }
    }
    return -1;
  }

  /** Whether the user ever bought the item, given back or not. */
  public boolean owns(int item) {
    return Arrays.binarySearch(owned, item) >= 0;
  }

  /** The {@code limit} items of most weight, the latest first among equals. */
  public ItemInterests strongest(int limit) {
    Integer[] order = new Integer[items.length];
    Arrays.setAll(order, place -> place);
    Arrays.sort(order, this::compare);
    int count = Math.min(limit, items.length);
    int[] bestItems = new int[count];
    float[] bestWeights = new float[count];
    EventType[] bestTypes = new EventType[count];
    long[] bestTimes = new long[count];
    for (int place = 0; place < count; place++) {
      bestItems[place] = items[order[place]];
      bestWeights[place] = weights[order[place]];
      bestTypes[place] = types[order[place]];
      bestTimes[place] = times[order[place]];
    }
    return new ItemInterests(bestItems, bestWeights, bestTypes, bestTimes, owned);
  }

  private int compare(int one, int other) {
    int byWeight = Float.compare(weights[other], weights[one]);
    if (byWeight != 0) {
      return byWeight;
    }
    int byTime = Long.compare(times[other], times[one]);
    return byTime != 0 ? byTime : Integer.compare(items[one], items[other]);
  }
}
