package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.Arrays;

/**
 * What was chosen will be chosen again: the latest items of the history itself, fading with age.
 * The floor where items may come back, and the part a kernel lacks there, which gives no item a
 * similarity to itself.
 */
public final class AgainScorer implements ItemScorer {
  private final int itemCount;
  private final Recency recency;

  public AgainScorer(int itemCount, Recency recency) {
    this.itemCount = itemCount;
    this.recency = recency;
  }

  @Override
  public int itemCount() {
    return itemCount;
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    Scores.require(scores, itemCount);
    Arrays.fill(scores, 0);
    LatestItems latest = LatestItems.of(items, size, recency, itemCount);
    for (int place = 0; place < latest.count; place++) {
      scores[latest.items[place]] = latest.weights[place];
    }
  }
}
