package io.storeloop.algorithms.session;

/** Items with their scores, the best first, ties by the lower index. Immutable. */
public final class RankedItems {
  private final int[] items;
  private final double[] scores;

  RankedItems(int[] items, double[] scores) {
    this.items = items;
    this.scores = scores;
  }

  public int size() {
    return items.length;
  }

  /** The item at a place, 0 being the best. */
  public int item(int place) {
    return items[place];
  }

  /** Its score: unitless, above 0, for ordering only. */
  public double score(int place) {
    return scores[place];
  }

  public int[] toArray() {
    return items.clone();
  }
}
