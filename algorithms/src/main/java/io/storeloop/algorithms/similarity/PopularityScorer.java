package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.scoring.ItemScorer;

/** The floor every model must beat: how many users chose the item, whoever asks. Immutable. */
public final class PopularityScorer implements ItemScorer {
  private final double[] counts;

  /** Counts the cells of each item's column. */
  public PopularityScorer(InteractionMatrix interactions) {
    counts = new double[interactions.itemCount()];
    for (int cell = 0; cell < interactions.cellCount(); cell++) {
      counts[interactions.item(cell)]++;
    }
  }

  @Override
  public int itemCount() {
    return counts.length;
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    Scores.require(scores, itemCount());
    System.arraycopy(counts, 0, scores, 0, counts.length);
  }
}
