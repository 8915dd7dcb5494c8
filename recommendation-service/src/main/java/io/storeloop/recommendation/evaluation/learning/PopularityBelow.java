package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.algorithms.scoring.ItemScorer;

/**
 * A model with the popular items below all that it speaks for, as the service fills its lists: what
 * nothing speaks for is ordered by popularity and scored from -1 to below 0, and what something
 * speaks against, such as an item of the history, comes last.
 */
final class PopularityBelow implements ItemScorer {
  private final ItemScorer model;
  private final double[] below;

  PopularityBelow(ItemScorer model, int[] counts) {
    this.model = model;
    this.below = new double[counts.length];
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    for (int item = 0; item < counts.length; item++) {
      below[item] = counts[item] / (most + 1.0) - 1;
    }
  }

  @Override
  public int itemCount() {
    return model.itemCount();
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    model.score(items, size, scores);
    for (int item = 0; item < scores.length; item++) {
      if (scores[item] < 0) {
        scores[item] -= 1;
      } else if (!(scores[item] > 0)) {
        scores[item] = below[item];
      }
    }
  }
}
