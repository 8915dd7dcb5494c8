package io.storeloop.algorithms.similarity;

/** What every scorer asks of the array it writes to. */
final class Scores {
  private Scores() {}

  static void require(double[] scores, int itemCount) {
    if (scores.length != itemCount) {
      throw new IllegalArgumentException(
          "scores must be one per item, %d, but were %d".formatted(itemCount, scores.length));
    }
  }
}
