package io.storeloop.recommendation.evaluation;

import io.storeloop.algorithms.scoring.ItemScorer;

/**
 * The floor: what was chosen most often in the training data, the same for everybody. A model that
 * is not clearly better has learnt nothing about the single user.
 */
final class PopularityScorer implements ItemScorer {
  private final double[] counts;

  PopularityScorer(int[] counts) {
    this.counts = new double[counts.length];
    for (int item = 0; item < counts.length; item++) {
      this.counts[item] = counts[item];
    }
  }

  @Override
  public int itemCount() {
    return counts.length;
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    if (scores.length != counts.length) {
      throw new IllegalArgumentException(
          "scores must be for %d items, but were for %d".formatted(counts.length, scores.length));
    }
    System.arraycopy(counts, 0, scores, 0, counts.length);
  }
}
