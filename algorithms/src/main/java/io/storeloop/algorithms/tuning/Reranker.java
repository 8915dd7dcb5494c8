package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.BlendedScorer;
import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.BiConsumer;

/**
 * Puts the best {@link #CANDIDATES} items of a blend into a learnt order: linear in what every part
 * says about them, relative to its highest score and as a logarithm, and in the items' facts. All
 * other items follow in the blend's order.
 *
 * <p>Safe for any number of threads, like its parts.
 */
public final class Reranker implements ItemScorer {
  /** Items put into a new order. */
  static final int CANDIDATES = 100;

  /** Relative scores below count as this in the logarithm. */
  private static final double SMALLEST = 1e-3;

  /** Where strength turns from linear to logarithmic, as a share of what is typical. */
  private static final double STRENGTH = 10;

  /** Scores of the parts kept for reuse, about as many as are written to at the same time. */
  private static final int SCRATCHES = 16;

  private final ArrayBlockingQueue<double[][]> idle = new ArrayBlockingQueue<>(SCRATCHES);
  private final List<ItemScorer> parts;
  private final double[] baseWeights;
  private final ItemFacts facts;
  private final double[] weights;
  private final double typical;
  private final boolean repeats;

  /**
   * @param baseWeights of the blend, one per part, 0 for parts that are heard for the order only
   * @param weights one per feature; empty while they are being learnt
   * @param typical the highest score a history typically gets from the first part
   */
  Reranker(
      List<ItemScorer> parts,
      double[] baseWeights,
      ItemFacts facts,
      double[] weights,
      double typical,
      boolean repeats) {
    this.parts = List.copyOf(parts);
    this.baseWeights = baseWeights;
    this.facts = facts;
    this.weights = weights;
    this.typical = typical;
    this.repeats = repeats;
  }

  /** Two for every part and the blend, its strength, and the items' facts. */
  static int featureCount(int parts) {
    return 2 * (parts + 1) + 1 + ItemFacts.COUNT;
  }

  /** Candidates of one history, best of the blend first, with their features. */
  record Candidates(int[] items, float[] features) {}

  @Override
  public int itemCount() {
    return parts.getFirst().itemCount();
  }

  /** What it was made of, to be kept. */
  public LearntOrder learnt() {
    return new LearntOrder(parts, baseWeights, facts.values(), weights, typical, repeats);
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    order(candidates(items, size, scores), scores);
  }

  @Override
  public void score(int[] items, float[] interest, int size, double[] scores) {
    order(
        candidates(items, size, scores, (part, to) -> part.score(items, interest, size, to)),
        scores);
  }

  /**
   * Of the blend, which is what histories speak through: the order is learnt from what the parts
   * say and falls with them, but is no sum.
   */
  @Override
  public double[][] contributions(int[] items, float[] interest, int size, int[] answers) {
    return BlendedScorer.contributions(parts, baseWeights, items, interest, size, answers);
  }

  private void order(Candidates candidates, double[] scores) {
    int count = featureCount(parts.size());
    double[] order = new double[candidates.items().length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < order.length; c++) {
      for (int f = 0; f < count; f++) {
        order[c] += weights[f] * candidates.features()[c * count + f];
      }
      highest = Math.max(highest, order[c]);
    }
    for (int c = 0; c < order.length; c++) {
      // above every item that is no candidate, whose scores are at most 1
      scores[candidates.items()[c]] = 1 + 1 / (1 + highest - order[c]);
    }
  }

  /** Writes the blend's scores and finds the candidates. */
  Candidates candidates(int[] items, int size, double[] scores) {
    return candidates(items, size, scores, (part, to) -> part.score(items, size, to));
  }

  private Candidates candidates(
      int[] items, int size, double[] scores, BiConsumer<ItemScorer, double[]> score) {
    double[][] lent = idle.poll();
    double[][] partScores = lent == null ? new double[parts.size()][itemCount()] : lent;
    Candidates candidates = candidates(items, size, scores, score, partScores);
    var unused = idle.offer(partScores);
    return candidates;
  }

  private Candidates candidates(
      int[] items,
      int size,
      double[] scores,
      BiConsumer<ItemScorer, double[]> score,
      double[][] partScores) {
    Arrays.fill(scores, 0);
    double strength = 0;
    for (int part = 0; part < partScores.length; part++) {
      score.accept(parts.get(part), partScores[part]);
      strength = part == 0 ? highest(partScores[0]) / typical : strength;
      BlendedScorer.scale(partScores[part], 1);
      for (int item = 0; item < scores.length && baseWeights[part] != 0; item++) {
        scores[item] += baseWeights[part] * partScores[part][item];
      }
    }
    BlendedScorer.scale(scores, 1);
    int[] best = best(scores, items, size);
    int count = featureCount(partScores.length);
    float[] features = new float[best.length * count];
    for (int c = 0; c < best.length; c++) {
      int at = c * count;
      at = write(scores[best[c]], features, at);
      for (double[] part : partScores) {
        at = write(part[best[c]], features, at);
      }
      features[at++] =
          (float) Math.log1p(STRENGTH * strength * Math.max(0, partScores[0][best[c]]));
      facts.write(best[c], features, at);
    }
    return new Candidates(best, features);
  }

  private static int write(double score, float[] features, int at) {
    features[at] = (float) score;
    features[at + 1] = (float) Math.log(Math.max(SMALLEST, score));
    return at + 2;
  }

  private static double highest(double[] scores) {
    double highest = 0;
    for (double score : scores) {
      highest = Math.max(highest, score);
    }
    return highest;
  }

  /** The items of the highest scores above 0, ties to the lower index. */
  private int[] best(double[] scores, int[] history, int size) {
    boolean[] leftOut = new boolean[repeats ? 0 : scores.length];
    for (int i = 0; i < size && !repeats; i++) {
      if (history[i] >= 0 && history[i] < leftOut.length) {
        leftOut[history[i]] = true;
      }
    }
    long[] heap = new long[CANDIDATES];
    int count = 0;
    for (int item = 0; item < scores.length; item++) {
      float score = (float) scores[item];
      if (score > 0 && (repeats || !leftOut[item])) {
        long packed = ((long) Float.floatToRawIntBits(score) << 32) | (~item & 0xFFFF_FFFFL);
        if (count < CANDIDATES) {
          heap[count++] = packed;
          Arrays.sort(heap, 0, count == CANDIDATES ? count : 0);
        } else if (packed > heap[0]) {
          insert(heap, packed);
        }
      }
    }
    Arrays.sort(heap, 0, count);
    int[] best = new int[count];
    for (int c = 0; c < count; c++) {
      best[c] = ~(int) heap[count - 1 - c];
    }
    return best;
  }

  /** Drops the lowest of an ascending array and puts another in its place. */
  private static void insert(long[] ascending, long value) {
    int at = 0;
    while (at + 1 < ascending.length && ascending[at + 1] < value) {
      ascending[at] = ascending[at + 1];
      at++;
    }
    ascending[at] = value;
  }
}
