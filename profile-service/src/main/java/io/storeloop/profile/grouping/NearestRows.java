package io.storeloop.profile.grouping;

import java.util.Arrays;

/**
 * The nearest others of some rows, among all of them. Time O({@value #PROBES} · rows · columns).
 *
 * @param rows those looked at
 * @param others of each its nearest
 */
@SuppressWarnings("ArrayRecordComponent") // numbers, compared by nobody
record NearestRows(int[] rows, int[][] others) {
  static final int NEIGHBOURS = 10;

  /** Rows looked at, evenly from first to last. */
  static final int PROBES = 1_000;

  /** {@code all} must hold two rows at least. */
  static NearestRows among(double[][] all) {
    int some = Math.min(all.length, PROBES);
    int[] rows = new int[some];
    int[][] others = new int[some][];
    for (int probe = 0; probe < some; probe++) {
      rows[probe] = (int) ((long) probe * all.length / some);
      others[probe] = nearest(all, rows[probe]);
    }
    return new NearestRows(rows, others);
  }

  private static int[] nearest(double[][] all, int own) {
    int[] nearest = new int[Math.min(NEIGHBOURS, all.length - 1)];
    double[] distances = new double[nearest.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int last = nearest.length - 1;
    for (int row = 0; row < all.length; row++) {
      double distance = GroupModel.squaredDistance(all[own], all[row]);
      if (row != own && distance < distances[last]) {
        int at = last;
        while (at > 0 && distances[at - 1] > distance) {
          distances[at] = distances[at - 1];
          nearest[at] = nearest[at - 1];
          at--;
        }
        distances[at] = distance;
        nearest[at] = row;
      }
    }
    return nearest;
  }

  /**
   * Of the pairs in groups, the share whose rows are in different ones; 1 where there is no pair.
   *
   * @param labels one per row; {@code count} for a row in no group
   */
  double cut(int[] labels, int count) {
    long pairs = 0;
    long cut = 0;
    for (int probe = 0; probe < rows.length; probe++) {
      int label = labels[rows[probe]];
      for (int other : others[probe]) {
        if (label < count && labels[other] < count) {
          pairs++;
          cut += labels[other] == label ? 0 : 1;
        }
      }
    }
    return pairs == 0 ? 1 : (double) cut / pairs;
  }
}
