package io.storeloop.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Latencies of one measurement, in nanoseconds; sorted. */
public final class Latencies {
  private final long[] sorted;

  private Latencies(long[] sorted) {
    this.sorted = sorted;
  }

  public static Latencies of(List<long[]> parts) {
    long[] all = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Latencies(all);
  }

  public int count() {
    return sorted.length;
  }

  /** By the nearest rank; 0 without any. */
  public double millis(double quantile) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(quantile * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f · p99 %.1f · p99.9 %.1f · max %.1f ms",
        millis(0.5),
        millis(0.99),
        millis(0.999),
        millis(1));
  }
}
