package io.storeloop.algorithms.content;

import java.util.Arrays;

/** The items that have a term, ascending, each with the term's weight in it. */
final class Postings {
  private int size;
  private int[] items = new int[2];
  private float[] weights = new float[2];
  private double squaredIdf;
  private long idfVersion;

  int size() {
    return size;
  }

  int item(int place) {
    return items[place];
  }

  float weight(int place) {
    return weights[place];
  }

  /** Weight of the term in an item, 0 if it does not have it. */
  float weightOf(int item) {
    int place = Arrays.binarySearch(items, 0, size, item);
    return place < 0 ? 0 : weights[place];
  }

  /** idf² as of a version of the index that has so many items. */
  double squaredIdf(int itemCount, long version) {
    if (idfVersion != version) {
      double idf = Math.log((itemCount + 1.0) / size);
      squaredIdf = idf * idf;
      idfVersion = version;
    }
    return squaredIdf;
  }

  void put(int item, float weight) {
    int place = Arrays.binarySearch(items, 0, size, item);
    if (place < 0) {
      place = -place - 1;
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
      }
      System.arraycopy(items, place, items, place + 1, size - place);
      System.arraycopy(weights, place, weights, place + 1, size - place);
      size++;
    }
    items[place] = item;
    weights[place] = weight;
  }

  void remove(int item) {
    int place = Arrays.binarySearch(items, 0, size, item);
    if (place >= 0) {
      size--;
      System.arraycopy(items, place + 1, items, place, size - place);
      System.arraycopy(weights, place + 1, weights, place, size - place);
    }
  }
}
