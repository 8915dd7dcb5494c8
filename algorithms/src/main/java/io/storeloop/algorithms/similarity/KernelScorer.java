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

  /** The lists it scores by. */
  public Neighbours neighbours() {
    return neighbours;
  }

  public Recency recency() {
    return recency;
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    score(LatestItems.of(items, size, recency, itemCount()), scores);
  }

  @Override
  public void score(int[] items, float[] weights, int size, double[] scores) {
    score(LatestItems.of(items, weights, size, recency, itemCount()), scores);
  }

  private void score(LatestItems latest, double[] scores) {
    Scores.require(scores, itemCount());
    Arrays.fill(scores, 0);
    for (int place = 0; place < latest.count; place++) {
      add(latest.items[place], latest.weights[place], scores);
    }
    if (targetFactors.length > 0) {
      for (int item = 0; item < scores.length; item++) {
        scores[item] *= targetFactors[item];
      }
    }
  }

  @Override
  public double[][] contributions(int[] items, float[] weights, int size, int[] answers) {
    double[][] amounts = new double[answers.length][size];
    int[] rows = new int[itemCount()];
    for (int row = 0; row < answers.length; row++) {
      rows[answers[row]] = row + 1;
    }
    LatestItems latest = LatestItems.of(items, weights, size, recency, itemCount());
    for (int place = 0; place < latest.count; place++) {
      int source = latest.items[place];
      double factor = factor(source, latest.weights[place]);
      for (int entry = neighbours.rowStart(source); entry < rowEnd(source); entry++) {
        int row = rows[neighbours.item(entry)] - 1;
        if (row >= 0) {
          amounts[row][latest.places[place]] +=
              factor * neighbours.similarity(entry) * targetFactor(answers[row]);
        }
      }
    }
    return amounts;
  }

  private double factor(int source, double weight) {
    return sourceFactors.length == 0 ? weight : weight * sourceFactors[source];
  }

  private double targetFactor(int item) {
    return targetFactors.length == 0 ? 1 : targetFactors[item];
  }

  private int rowEnd(int source) {
    return neighbours.rowStart(source) + Math.min(neighbourLimit, neighbours.size(source));
  }

  private void add(int source, double weight, double[] scores) {
    double factor = factor(source, weight);
    int end = rowEnd(source);
    for (int entry = neighbours.rowStart(source); entry < end; entry++) {
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
