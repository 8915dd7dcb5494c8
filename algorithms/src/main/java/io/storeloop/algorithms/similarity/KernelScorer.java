package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.Arrays;

/**
 * Item-based collaborative filtering: the sum, over the latest items of a history, of the item's
 * weight by age times its similarity to the scored one. The same scores as {@link PersonalScorer}
 * gives {@link History#ofLatest}, for all items at once.
 *
 * <p>Time O(items + H · K). Safe for any number of threads.
 */
public final class KernelScorer implements ItemScorer {
  private final Neighbours neighbours;
  private final Recency recency;
  private final int neighbourLimit;
  private final double[] sourceFactors;
  private final double[] targetFactors;

  public KernelScorer(Neighbours neighbours, Recency recency) {
    this(neighbours, recency, Integer.MAX_VALUE, new double[0], new double[0]);
  }

  private KernelScorer(
      Neighbours neighbours,
      Recency recency,
      int neighbourLimit,
      double[] sourceFactors,
      double[] targetFactors) {
    this.neighbours = neighbours;
    this.recency = recency;
    this.neighbourLimit = neighbourLimit;
    this.sourceFactors = sourceFactors;
    this.targetFactors = targetFactors;
  }

  /**
   * The scorer of a kernel whose divisors differ by these factors, without building it: rows are
   * multiplied by {@code sources}, scores by {@code targets}, and of each row only the first {@code
   * limit} neighbours count. Exact in the first and the last; in the second as far as a row's kept
   * neighbours would be the same.
   *
   * @param sources one factor per item, or empty for none
   * @param targets one factor per item, or empty for none
   * @throws IllegalArgumentException if an array has another length, or limit is below 1
   */
  public KernelScorer rescaled(double[] sources, double[] targets, int limit) {
    requireFitting(sources.length);
    requireFitting(targets.length);
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, but was " + limit);
    }
    return new KernelScorer(neighbours, recency, limit, sources, targets);
  }

  /** The same lists over a history that fades otherwise. */
  public KernelScorer with(Recency other) {
    return new KernelScorer(neighbours, other, neighbourLimit, sourceFactors, targetFactors);
  }

  @Override
  public int itemCount() {
    return neighbours.itemCount();
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    Scores.require(scores, itemCount());
    Arrays.fill(scores, 0);
    LatestItems latest = LatestItems.of(items, size, recency, itemCount());
    for (int place = 0; place < latest.count; place++) {
      add(latest.items[place], latest.weights[place], scores);
    }
    if (targetFactors.length > 0) {
      for (int item = 0; item < scores.length; item++) {
        scores[item] *= targetFactors[item];
      }
    }
  }

  private void add(int source, double weight, double[] scores) {
    double factor = sourceFactors.length == 0 ? weight : weight * sourceFactors[source];
    int start = neighbours.rowStart(source);
    int end = start + Math.min(neighbourLimit, neighbours.size(source));
    for (int entry = start; entry < end; entry++) {
      scores[neighbours.item(entry)] += factor * neighbours.similarity(entry);
    }
  }

  private void requireFitting(int length) {
    if (length != 0 && length != itemCount()) {
      throw new IllegalArgumentException(
          "factors must be one per item, %d, but were %d".formatted(itemCount(), length));
    }
  }
}
