package io.storeloop.benchmarks;

import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Neighbours;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
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
  private static final int USERS = 10_000;
  private static final int ITEMS = 5_000;
  private static final int PURCHASES = 200_000;
  private static final long SEED = 42;

  private final CooccurrenceOptions cosine = CooccurrenceOptions.cosine();
  private final CooccurrenceOptions sequential = CooccurrenceOptions.sequential(0.8, 0.5, 10);
  private InteractionMatrix interactions = InteractionMatrix.builder(0, 0).build();

  /** Reports the pairs added beside the builds. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Pairs {
    public long pairAdditions;
  }

  @Setup
  public void fillShop() {
    interactions = SyntheticShop.interactions(USERS, ITEMS, PURCHASES, SEED);
  }

  @Benchmark
  public Neighbours kernelOneThread(Pairs pairs) throws InterruptedException {
    pairs.pairAdditions += CooccurrenceKernel.pairAdditions(interactions, cosine);
    return CooccurrenceKernel.build(interactions, cosine, 1);
  }

  @Benchmark
  public Neighbours kernelAllThreads(Pairs pairs) throws InterruptedException {
    pairs.pairAdditions += CooccurrenceKernel.pairAdditions(interactions, cosine);
    return CooccurrenceKernel.build(
        interactions, cosine, Runtime.getRuntime().availableProcessors());
  }

  @Benchmark
  public Neighbours sequentialKernelOneThread() throws InterruptedException {
    return CooccurrenceKernel.build(interactions, sequential, 1);
  }

  @Benchmark
  public Map<Integer, List<HashMapCooccurrence.Neighbour>> hashMapOneThread(Pairs pairs) {
    pairs.pairAdditions += CooccurrenceKernel.pairAdditions(interactions, cosine);
    return HashMapCooccurrence.cosine(interactions, cosine.neighbourLimit(), cosine.maxUserItems());
  }
}
