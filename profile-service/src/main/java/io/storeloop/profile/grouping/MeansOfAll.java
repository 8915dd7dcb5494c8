package io.storeloop.profile.grouping;

import java.util.stream.IntStream;

/**
 * Moves centroids to the means of the rows nearest to them until hardly any row changes its group.
 *
 * <p>Rows are added up in blocks of {@value #BLOCK} and the blocks in their order, so that the
 * result does not depend on how many threads the pool has. Time O(rows · k · columns) a step, at
 * most {@value #MOST_STEPS} steps.
 *
 * <p>Source: Lloyd, Least Squares Quantization in PCM, IEEE Trans. Information Theory 28 (1982).
 */
final class MeansOfAll {
  static final int BLOCK = 8_192;
  static final int MOST_STEPS = 30;

  /** One row in a thousand. */
  private static final double FEW = 1e-3;

  private final double[][] rows;
  private final int[] labels;

  /** The sums of the rows of each group within one block. */
  private record Sums(double[][] sums, int[] counts, int changed) {}

  private MeansOfAll(double[][] rows) {
    this.rows = rows;
    this.labels = new int[rows.length];
  }

  static double[][] settle(double[][] centroids, double[][] rows) {
    return new MeansOfAll(rows).settled(centroids);
  }

  private double[][] settled(double[][] centroids) {
    double[][] current = centroids;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[][] from = current;
      Sums[] blocks =
          IntStream.range(0, (rows.length + BLOCK - 1) / BLOCK)
              .parallel()
              .mapToObj(block -> sums(from, block * BLOCK))
              .toArray(Sums[]::new);
      int changed = 0;
      for (Sums block : blocks) {
        changed += block.changed();
      }
      current = means(from, blocks);
      if (step > 0 && changed <= FEW * rows.length) {
        break;
      }
    }
    return current;
  }

  private Sums sums(double[][] centroids, int begin) {
    double[][] sums = new double[centroids.length][centroids[0].length];
    int[] counts = new int[centroids.length];
    int changed = 0;
    int end = Math.min(rows.length, begin + BLOCK);
    for (int row = begin; row < end; row++) {
      int group = GroupModel.nearest(centroids, rows[row]);
      changed += group == labels[row] ? 0 : 1;
      labels[row] = group;
      counts[group]++;
      for (int column = 0; column < rows[row].length; column++) {
        sums[group][column] += rows[row][column];
      }
    }
    return new Sums(sums, counts, changed);
  }

  /** A group that has lost its last row stays where it was. */
  private static double[][] means(double[][] centroids, Sums[] blocks) {
    double[][] means = new double[centroids.length][centroids[0].length];
    int[] counts = new int[centroids.length];
    for (Sums block : blocks) {
      for (int group = 0; group < means.length; group++) {
        counts[group] += block.counts()[group];
        for (int column = 0; column < means[group].length; column++) {
          means[group][column] += block.sums()[group][column];
        }
      }
    }
    for (int group = 0; group < means.length; group++) {
      for (int column = 0; column < means[group].length; column++) {
        means[group][column] =
            counts[group] == 0 ? centroids[group][column] : means[group][column] / counts[group];
      }
    }
    return means;
  }
}
