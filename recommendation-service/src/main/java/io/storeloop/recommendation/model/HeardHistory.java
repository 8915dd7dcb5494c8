package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.recommendation.interaction.ItemInterests;
import java.util.Arrays;

/**
 * A shopper's items of interest as a model hears them: in its own indexes, from old to new, each
 * with its weight. What is in view comes last, since it is what happens now; an item of both is one
 * item of both weights. Not thread-safe; one answer's own.
 */
final class HeardHistory {
  private final int[] items;
  private final float[] weights;
  private final long[] times;
  private int count;

  private HeardHistory(int capacity) {
    items = new int[capacity];
    weights = new float[capacity];
    times = new long[capacity];
  }

  /** {@code inView}: catalogue indexes, in the order they are shown in. */
  static History of(ItemInterests interests, int[] inView, float viewWeight, ModelItems known) {
    var heard = new HeardHistory(interests.size() + inView.length);
    for (int place = 0; place < interests.size(); place++) {
      int item = known.modelItem(interests.item(place));
      if (item >= 0) {
        heard.insert(item, interests.weight(place), interests.occurredAt(place));
      }
    }
    for (int shown : inView) {
      int item = known.modelItem(shown);
      if (item >= 0) {
        heard.insert(item, viewWeight + heard.take(item), Long.MAX_VALUE);
      }
    }
    return History.of(
        Arrays.copyOf(heard.items, heard.count), Arrays.copyOf(heard.weights, heard.count));
  }

  /** The same with each weight times {@code fading} per later item, and only the latest. */
  static History faded(History history, Recency recency) {
    if (recency.fading() == 1 && recency.latest() >= history.size()) {
      return history;
    }
    int size = Math.min(history.size(), recency.latest());
    int first = history.size() - size;
    int[] items = new int[size];
    float[] weights = new float[size];
    double factor = 1;
    for (int place = size - 1; place >= 0; place--) {
      items[place] = history.item(first + place);
      weights[place] = (float) Math.max(Float.MIN_NORMAL, history.weight(first + place) * factor);
      factor *= recency.fading();
    }
    return History.of(items, weights);
  }

  /** Behind all that is older; of one moment by the model's index, which all processes share. */
  private void insert(int item, float weight, long time) {
    int place = count++;
    while (place > 0
        && (times[place - 1] > time
            || (times[place - 1] == time && time != Long.MAX_VALUE && items[place - 1] > item))) {
      items[place] = items[place - 1];
      weights[place] = weights[place - 1];
      times[place] = times[place - 1];
      place--;
    }
    items[place] = item;
    weights[place] = weight;
    times[place] = time;
  }

  /** Takes an item out; its weight, 0 if it is not there. */
  private float take(int item) {
    for (int place = 0; place < count; place++) {
      if (items[place] == item) {
        float weight = weights[place];
        int behind = count - place - 1;
        System.arraycopy(items, place + 1, items, place, behind);
        System.arraycopy(weights, place + 1, weights, place, behind);
        System.arraycopy(times, place + 1, times, place, behind);
        count--;
        return weight;
      }
    }
    return 0;
  }
}
