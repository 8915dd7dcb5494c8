package io.storeloop.algorithms.workers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that share a loop, block after block, whoever is free taking the next. They live
 * until closed, so that a calculation of many short loops does not start them anew for each.
 *
 * <p>Which thread gets which block is left to chance: only work whose blocks do not depend on each
 * other is deterministic. For one caller at a time.
 */
public final class BlockWorkers implements AutoCloseable {
  /** What is done with the numbers from {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  public interface Block {
    void work(int from, int to);
  }

  private final int threads;
  private final ExecutorService executor;

  /**
   * @param threads 1 or more; with 1 the caller works itself
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public BlockWorkers(String name, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, but was " + threads);
    }
    this.threads = threads;
    this.executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
  }

  public int threads() {
    return threads;
  }

  /**
   * Runs the loop from 0 to {@code count} and returns when it is done.
   *
   * @param blockSize how many numbers a thread takes at a time, 1 or more
   * @throws InterruptedException if the caller is interrupted; the work is given up
   * @throws IllegalStateException if a block failed; the cause says how
   */
  public void run(int count, int blockSize, Block block) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the work began");
    }
    if (threads == 1 || count <= blockSize) {
      work(new AtomicInteger(), count, blockSize, block);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while working");
      }
      return;
    }
    var next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(executor.submit(() -> work(next, count, blockSize, block)));
    }
    try {
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a shared loop failed", e.getCause());
    } finally {
      running.forEach(worker -> worker.cancel(true));
    }
  }

  private static void work(AtomicInteger next, int count, int blockSize, Block block) {
    int from = next.getAndAdd(blockSize);
    while (from >= 0 && from < count && !Thread.currentThread().isInterrupted()) {
      block.work(from, Math.min(count, from + blockSize));
      from = next.getAndAdd(blockSize);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
