package io.storeloop.profile.grouping;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

/**
 * How long groups around means take to be found, by number of rows; started by hand, with the
 * number of threads.
 */
final class KMeansSpeed {
  private static final int COLUMNS = 30;
  private static final int GROUPS = 8;
  private static final int[] ROWS = {100_000, 300_000, 1_000_000};
  private static final double NANOS = 1e9;

  private KMeansSpeed() {}

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    for (int count : ROWS) {
      double[][] rows = rows(count);
      long processor = processorNanos();
      long start = System.nanoTime();
      GroupModel model;
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        model = pool.submit(() -> KMeansGroups.find(rows, GROUPS, 42)).get();
      }
      System.out.printf(
          "%,d rows x %d, k %d, %d threads: %.1f s, %.1f s of processor time, %d groups%n",
          count,
          COLUMNS,
          GROUPS,
          threads,
          (System.nanoTime() - start) / NANOS,
          (processorNanos() - processor) / NANOS,
          model.count());
    }
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Eight overlapping kinds: each column moved by one deviation or not. */
  private static double[][] rows(int count) {
    SplittableRandom random = new SplittableRandom(7);
    double[][] rows = new double[count][COLUMNS];
    for (int row = 0; row < count; row++) {
      int kind = row % GROUPS;
      Arrays.setAll(
          rows[row],
          column -> random.nextGaussian() + ((kind * (column + 3)) % GROUPS < GROUPS / 2 ? 0 : 1));
    }
    return rows;
  }
}
