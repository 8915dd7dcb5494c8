package io.storeloop.algorithms.ranking;

import java.util.Arrays;

/**
 * Pairs as they looked on the morning of a day, each a row of {@link PairFeatures#COUNT} features.
 *
 * @param pairs pair numbers of the log, ascending
 * @param features pairs × features, flat
 */
record PairRows(int[] pairs, float[] features) {

  /** Whether each pair was bought in a period. */
  boolean[] bought(ActionLog log, int fromDay, int toDay) {
    boolean[] bought = new boolean[pairs.length];
    for (int row = 0; row < pairs.length; row++) {
      bought[row] = log.buys(pairs[row], fromDay, toDay);
    }
    return bought;
  }

  /** Rows of several days behind each other. */
  static float[] join(PairRows[] parts) {
    int size = Arrays.stream(parts).mapToInt(part -> part.features.length).sum();
    float[] joined = new float[size];
    int at = 0;
    for (PairRows part : parts) {
      System.arraycopy(part.features, 0, joined, at, part.features.length);
      at += part.features.length;
    }
    return joined;
  }
}
