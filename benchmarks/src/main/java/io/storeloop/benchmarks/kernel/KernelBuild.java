package io.storeloop.benchmarks.kernel;

import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.benchmarks.SyntheticShop;

/**
 * One build of the kernel in a fresh JVM of bounded heap, and the same {@value #AGAIN} times more,
 * as a search for settings builds in one JVM, told as a row of a table: {@code events users items
 * threads}. The first has the compiler's work in its processor time.
 */
public final class KernelBuild {
  static final long SEED = 42;

  private static final int AGAIN = 3;

  private KernelBuild() {}

  /** Arguments as above. */
  public static void main(String[] arguments) throws Exception {
    int events = Integer.parseInt(arguments[0]);
    int users = Integer.parseInt(arguments[1]);
    int items = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    var options = CooccurrenceOptions.balanced();

    Used start = Used.now();
    InteractionMatrix matrix = SyntheticShop.interactions(users, items, events, SEED);
    Used laidOut = Used.now();
    Neighbours neighbours = CooccurrenceKernel.build(matrix, options, threads);
    Used built = Used.now();

    long peak = Used.peakMegabytes();
    Used before = Used.now();
    for (int build = 0; build < AGAIN; build++) {
      same(CooccurrenceKernel.build(matrix, options, threads), neighbours);
    }
    double again = Used.now().since(before).cpuSeconds() / AGAIN;

    long pairs = CooccurrenceKernel.pairAdditions(matrix, options);
    Used layout = laidOut.since(start);
    Used build = built.since(laidOut);
    Used.row(
        events,
        users,
        items,
        Runtime.getRuntime().maxMemory() >> 20,
        threads,
        layout.wallSeconds(),
        build.wallSeconds(),
        built.since(start).wallSeconds(),
        layout.cpuSeconds(),
        build.cpuSeconds(),
        pairs / 1e6,
        pairs / 1e6 / build.cpuSeconds(),
        pairs / 1e6 / again,
        peak,
        neighbours.entryCount());
  }

  private static void same(Neighbours one, Neighbours other) {
    if (one.entryCount() != other.entryCount()) {
      throw new IllegalStateException("a build of the same interactions has other neighbours");
    }
  }
}
