package io.storeloop.algorithms.session;

import io.storeloop.algorithms.similarity.Neighbours;

/**
 * What the co-occurrence kernel adds to the session neighbours: both scores are divided by their
 * largest, then the kernel's counts {@code lambda} times.
 *
 * @param neighbours learnt from the same sessions, over the same items; fewer items are allowed,
 *     the rest has no neighbours
 * @param fading factor per further item of the session, the latest weighs 1; above 0, at most 1
 * @param lambda 0 to {@link #MAX_LAMBDA}; 0 leaves the kernel out
 */
public record KernelFusion(Neighbours neighbours, double fading, double lambda) {
  public static final double MAX_LAMBDA = 100;

  /** Refuses values outside the ranges above with an {@link IllegalArgumentException}. */
  public KernelFusion {
    if (!(fading > 0 && fading <= 1)) {
      throw new IllegalArgumentException("fading must be above 0 and at most 1, but was " + fading);
    }
    if (!(lambda >= 0 && lambda <= MAX_LAMBDA)) {
      throw new IllegalArgumentException(
          "lambda must be between 0 and %s, but was %s".formatted(MAX_LAMBDA, lambda));
    }
  }

  /** No kernel. */
  public static KernelFusion none() {
    return new KernelFusion(new Neighbours(new int[1], new int[0], new float[0]), 1, 0);
  }

  boolean isNone() {
    return lambda == 0;
  }

  /** Adds the kernel's scores for the query in the scratch, whose own scores are complete. */
  void fuse(SessionOptions options, SessionScratch scratch) {
    double weight = 1;
    for (int place = 0; place < scratch.queryCount; place++) {
      addRow(scratch.queryItems[place], weight, scratch);
      weight *= fading;
    }
    for (int place = 0; place < scratch.queryCount; place++) {
      scratch.kernelScores[scratch.queryItems[place]] *=
          options.repeatWeight(scratch.queryDistances[place]);
    }
    double sessionScale = inverse(scratch.scores.largest());
    double kernelScale =
        lambda * inverse(largest(scratch.kernelScores, scratch.kernelScored, scratch.kernelCount));
    scratch.sessionScale = sessionScale;
    scratch.kernelScale = kernelScale;
    for (int place = 0; place < scratch.scores.count(); place++) {
      scratch.scores.multiply(place, sessionScale);
    }
    for (int i = 0; i < scratch.kernelCount; i++) {
      int item = scratch.kernelScored[i];
      double amount = scratch.kernelScores[item] * kernelScale;
      if (amount > 0) {
        scratch.scores.add(item, amount);
      }
    }
  }

  private void addRow(int source, double weight, SessionScratch scratch) {
    if (source >= neighbours.itemCount()) {
      return;
    }
    for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
      int item = neighbours.item(entry);
      if (scratch.kernelScores[item] == 0) {
        scratch.kernelScored[scratch.kernelCount++] = item;
      }
      scratch.kernelScores[item] += weight * neighbours.similarity(entry);
    }
  }

  private static double largest(double[] scores, int[] items, int count) {
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, scores[items[i]]);
    }
    return largest;
  }

  private static double inverse(double largest) {
    return largest == 0 ? 0 : 1 / largest;
  }
}
