package io.storeloop.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Neighbours;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Builds per second, and with them pair additions per second, of the kernel and of boxed maps. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
public class CooccurrenceBenchmark {
  private static final int USERS = 5_000;
  private static final int ITEMS = 5_000;
  private static final int PURCHASES = 100_000;
  private static final long SEED = 42;

  private final CooccurrenceOptions cosine = CooccurrenceOptions.cosine();
  private final CooccurrenceOptions sequential = CooccurrenceOptions.sequential(0.8, 0.5, 10);
  private InteractionMatrix interactions = InteractionMatrix.builder(0, 0).build();

  /**
   * Reports, beside the builds, the pairs added and the processor time taken, both per second of
   * wall time. Their quotient is pair additions per core, also on a machine that is busy with
   * something else.
   */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Pairs {
    public long pairAdditions;
    public double cpuSeconds;

    private long cpuNanosBefore;

    @Setup(Level.Iteration)
    public void startClock() {
      cpuNanosBefore = cpuNanos();
    }

    void count(InteractionMatrix interactions, CooccurrenceOptions options) {
      pairAdditions += CooccurrenceKernel.pairAdditions(interactions, options);
      countTime();
    }

    /** For a build whose window leaves pairs out: their number is not the sum of squares. */
    void countTime() {
      long now = cpuNanos();
      cpuSeconds += (now - cpuNanosBefore) / 1e9;
      cpuNanosBefore = now;
    }

    private static long cpuNanos() {
      var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return system.getProcessCpuTime();
    }
  }

  @Setup
  public void fillShop() {
    interactions = SyntheticShop.interactions(USERS, ITEMS, PURCHASES, SEED);
  }

  @Benchmark
  public Neighbours kernelOneThread(Pairs pairs) throws InterruptedException {
    var built = CooccurrenceKernel.build(interactions, cosine, 1);
    pairs.count(interactions, cosine);
    return built;
  }

  @Benchmark
  public Neighbours kernelAllThreads(Pairs pairs) throws InterruptedException {
    var built =
        CooccurrenceKernel.build(interactions, cosine, Runtime.getRuntime().availableProcessors());
    pairs.count(interactions, cosine);
    return built;
  }

  @Benchmark
  public Neighbours sequentialKernelOneThread(Pairs pairs) throws InterruptedException {
    var built = CooccurrenceKernel.build(interactions, sequential, 1);
    pairs.countTime();
    return built;
  }

  @Benchmark
  public Map<Integer, List<HashMapCooccurrence.Neighbour>> hashMapOneThread(Pairs pairs) {
    var built =
        HashMapCooccurrence.cosine(interactions, cosine.neighbourLimit(), cosine.maxUserItems());
    pairs.count(interactions, cosine);
    return built;
  }
}
