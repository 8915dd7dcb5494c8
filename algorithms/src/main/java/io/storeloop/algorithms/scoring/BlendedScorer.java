package io.storeloop.algorithms.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The weighted sum of several models' scores, each divided by its highest, so that models of any
 * scale meet on one. A model that speaks for no item adds nothing.
 *
 * <p>Time the sum of its parts, memory one score per item and call. As safe for threads as its
 * parts.
 *
 * <p>Source: Fox and Shaw, Combination of Multiple Searches, TREC-2 1994 (CombSUM).
 */
public final class BlendedScorer implements ItemScorer {
  private final List<ItemScorer> parts;
  private final double[] weights;

  /**
   * Takes copies.
   *
   * @param weights one per part, each a finite number of 0 or more
   * @throws IllegalArgumentException if there is no part, the parts differ in their number of
   *     items, or the weights do not fit
   */
  public BlendedScorer(List<? extends ItemScorer> parts, double... weights) {
    if (parts.isEmpty() || parts.size() != weights.length) {
      throw new IllegalArgumentException(
          "a blend needs parts and as many weights, but got %d and %d"
              .formatted(parts.size(), weights.length));
    }
    if (parts.stream().mapToInt(ItemScorer::itemCount).distinct().count() > 1) {
      throw new IllegalArgumentException("the parts of a blend must score the same items");
    }
    if (!Arrays.stream(weights).allMatch(weight -> weight >= 0 && weight <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("weights must be finite and 0 or more");
    }
    this.parts = List.copyOf(parts);
    this.weights = weights.clone();
  }

  @Override
  public int itemCount() {
    return parts.getFirst().itemCount();
  }

  public List<ItemScorer> parts() {
    return parts;
  }

  /** Of each part, a copy. */
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    blend((part, to) -> part.score(items, size, to), scores);
  }

  @Override
  public void score(int[] items, float[] interest, int size, double[] scores) {
    blend((part, to) -> part.score(items, interest, size, to), scores);
  }

  /** Of every part in the scale it has in this call. */
  @Override
  public double[][] contributions(int[] items, float[] interest, int size, int[] answers) {
    return contributions(parts, weights, items, interest, size, answers);
  }

  /** What {@link #contributions(int[], float[], int, int[])} says of a blend of these parts. */
  public static double[][] contributions(
      List<? extends ItemScorer> parts,
      double[] blend,
      int[] items,
      float[] interest,
      int size,
      int[] answers) {
    double[][] sums = new double[answers.length][size];
    double[] scores = new double[parts.getFirst().itemCount()];
    for (int part = 0; part < blend.length; part++) {
      if (blend[part] > 0) {
        ItemScorer scorer = parts.get(part);
        scorer.score(items, interest, size, scores);
        double factor = factor(scores, blend[part]);
        double[][] ofPart = scorer.contributions(items, interest, size, answers);
        for (int row = 0; row < sums.length; row++) {
          for (int place = 0; place < size; place++) {
            sums[row][place] += factor * ofPart[row][place];
          }
        }
      }
    }
    return sums;
  }

  private void blend(BiConsumer<ItemScorer, double[]> score, double[] scores) {
    double[] partScores = new double[scores.length];
    score.accept(parts.getFirst(), scores);
    scale(scores, weights[0]);
    for (int part = 1; part < weights.length; part++) {
      if (weights[part] > 0) {
        score.accept(parts.get(part), partScores);
        scale(partScores, weights[part]);
        for (int item = 0; item < scores.length; item++) {
          scores[item] += partScores[item];
        }
      }
    }
  }

  /** Divides by the highest score and multiplies; without a score above 0 all become 0. */
  public static void scale(double[] scores, double weight) {
    double factor = factor(scores, weight);
    for (int item = 0; item < scores.length; item++) {
      scores[item] *= factor;
    }
  }

  private static double factor(double[] scores, double weight) {
    double highest = 0;
    for (double score : scores) {
      highest = Math.max(highest, score);
    }
    return highest > 0 ? weight / highest : 0;
  }
}
