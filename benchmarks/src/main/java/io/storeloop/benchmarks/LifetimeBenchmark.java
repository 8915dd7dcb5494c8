package io.storeloop.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.storeloop.algorithms.lifetime.BetaGeometricNbd;
import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.LifetimeOptions;
import io.storeloop.algorithms.lifetime.ParetoNbd;
import io.storeloop.algorithms.lifetime.ProcessFit;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.workers.BlockWorkers;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.openjdk.jmh.annotations.TearDown;

/**
 * Milliseconds for a fit to as many customers as CDNOW's sample has, days rounded as there, and for
 * E[Y], P(purchase) and P(alive) of a million.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class LifetimeBenchmark {
  private static final int CUSTOMERS = 2_357;
  private static final int MANY = 1_000_000;
  private static final int BLOCK = 4_096;
  private static final double HORIZON = 39;
  private static final long SEED = 42;

  private final PurchaseProcess betaGeometric =
      new BetaGeometricNbd(PurchaseFamily.BG_NBD, 0.24, 4.41, 0.79, 2.43);
  private final PurchaseProcess pareto = new ParetoNbd(0.55, 10.6, 0.61, 11.7);
  private final List<PurchaseHistory> few = new ArrayList<>();
  private final List<PurchaseHistory> many = new ArrayList<>();
  private final double[] scores = new double[3 * MANY];
  private final BlockWorkers workers = new BlockWorkers("lifetime", 2);

  /** Processor time beside the wall time, which says little on a busy machine. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Processor {
    public double cpuMillis;
    public long runs;

    private long nanosBefore;

    @Setup(Level.Iteration)
    public void startClock() {
      nanosBefore = cpuNanos();
    }

    void count() {
      long now = cpuNanos();
      cpuMillis += (now - nanosBefore) / 1e6;
      nanosBefore = now;
      runs++;
    }

    private static long cpuNanos() {
      var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return system.getProcessCpuTime();
    }
  }

  @Setup
  public void fillShop() {
    fill(few, CUSTOMERS);
    fill(many, MANY);
  }

  private void fill(List<PurchaseHistory> histories, int customers) {
    var random = new Random(SEED);
    double[] times = new double[1_000];
    for (int i = 0; i < customers; i++) {
      double age = (189 + random.nextInt(84)) / 7.0;
      int count = betaGeometric.draw(PurchaseHistory.NEWCOMER, age, random, times);
      double last = count == 0 ? 0 : Math.floor(7 * times[count - 1]) / 7;
      histories.add(new PurchaseHistory(count, last, age));
    }
  }

  @TearDown
  public void stopWorkers() {
    workers.close();
  }

  @Benchmark
  public Fit<PurchaseProcess> fitBetaGeometric(Processor processor) {
    Fit<PurchaseProcess> fit =
        ProcessFit.of(PurchaseFamily.BG_NBD, few, LifetimeOptions.standard());
    processor.count();
    return fit;
  }

  @Benchmark
  public Fit<PurchaseProcess> fitPareto(Processor processor) {
    Fit<PurchaseProcess> fit =
        ProcessFit.of(PurchaseFamily.PARETO_NBD, few, LifetimeOptions.standard());
    processor.count();
    return fit;
  }

  @Benchmark
  public double[] scoreMillionBetaGeometric(Processor processor) throws InterruptedException {
    return score(betaGeometric, processor);
  }

  @Benchmark
  public double[] scoreMillionPareto(Processor processor) throws InterruptedException {
    return score(pareto, processor);
  }

  private double[] score(PurchaseProcess process, Processor processor) throws InterruptedException {
    workers.run(
        MANY,
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            PurchaseHistory history = many.get(i);
            scores[3 * i] = process.expectedPurchases(history, HORIZON);
            scores[3 * i + 1] = process.purchaseProbability(history, HORIZON);
            scores[3 * i + 2] = process.aliveProbability(history);
          }
        });
    processor.count();
    return scores;
  }
}
