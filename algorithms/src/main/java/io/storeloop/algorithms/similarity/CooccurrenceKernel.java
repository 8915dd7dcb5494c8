package io.storeloop.algorithms.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds for every item the items that the same users chose: one formula for a family of item
 * similarities.
 *
 * <pre>
 * s(i→j) = Σ_u w_u(i,j) / (n_i^b · n_j^g + shrink)
 * w_u(i,j) = x_ui · x_uj · d_u^-a · gamma^max(0, distance - 1) · (1 forward or in one moment, {@code backward} else)
 * </pre>
 *
 * x_ui is the weight of the cell, n_i = Σ_u x_ui² the item's popularity (its number of users where
 * weights are 1), d_u the number of the user's items, distance the difference of their ranks in the
 * user's history; the letters are options. Every sum covers a user's latest {@code maxUserItems}
 * items only.
 *
 * <p>With a = 0, b = g = ½ and order ignored s is the cosine of two columns, hence symmetric and
 * within [0, 1]. With unit weights and b + g ≥ 1 it is within [0, 1] too; otherwise it is only
 * known to be above 0, to be compared within one row. Items nobody shares with another have an
 * empty row.
 *
 * <p>Time O(Σ d_u²) pair additions, O(1) for each candidate and O(K log K) per item; memory, beside
 * the result, 16 bytes per cell and 28 per item, and at most 20 per item and thread. Deterministic:
 * the same matrix and options give the same bits on any number of threads, because one thread sums
 * a whole row, by ascending user.
 *
 * <p>Sources: Sarwar et al., Item-Based Collaborative Filtering, WWW 2001 (cosine); Deshpande and
 * Karypis, Item-Based Top-N Recommendation, TOIS 2004 (damping of busy users); Aiolli, Efficient
 * Top-N Recommendation, RecSys 2013 (asymmetric cosine); Paudel et al., Updatable, Accurate,
 * Diverse, and Scalable Recommendations, TiiS 2017 (RP3beta). Departures: weights enter n_i
 * squared, so that cosine stays a cosine for any weights (RP3beta's own walk divides by plain
 * sums); items next to each other in time count fully, the decay starts with the second step.
 */
public final class CooccurrenceKernel {
  /**
   * Rows one thread takes at a time: few enough to balance, many enough not to queue for the
   * counter.
   */
  private static final int BLOCK = 64;

  private final InteractionMatrix interactions;
  private final CooccurrenceOptions options;
  private final KernelLayout layout;
  private final AtomicInteger nextBlock = new AtomicInteger();
  private final NeighbourBlock[] blocks;

  private CooccurrenceKernel(InteractionMatrix interactions, CooccurrenceOptions options) {
    this.interactions = interactions;
    this.options = options;
    this.layout = new KernelLayout(interactions, options);
    this.blocks = new NeighbourBlock[(interactions.itemCount() + BLOCK - 1) / BLOCK];
  }

  /**
   * Computes at most {@code neighbourLimit} neighbours per item, most similar first, ties to the
   * lower index.
   *
   * @param threads how many threads share the work, 1 or more; they end with this call
   * @throws IllegalArgumentException if {@code threads} is below 1
   * @throws InterruptedException if the caller is interrupted while it waits; the work is given up
   */
  public static Neighbours build(
      InteractionMatrix interactions, CooccurrenceOptions options, int threads)
      throws InterruptedException {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, but was " + threads);
    }
    return new CooccurrenceKernel(interactions, options).run(threads);
  }

  /**
   * Number of pair additions a build of unlimited window makes: Σ d_u², the measure of its cost.
   */
  public static long pairAdditions(InteractionMatrix interactions, CooccurrenceOptions options) {
    long sum = 0;
    for (int user = 0; user < interactions.userCount(); user++) {
      long counted =
          Math.min(options.maxUserItems(), interactions.rowEnd(user) - interactions.rowStart(user));
      sum += counted * counted;
    }
    return sum;
  }

  private Neighbours run(int threads) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the similarity build began");
    }
    var names = Thread.ofPlatform().daemon().name("similarity-", 0).factory();
    ExecutorService workers = Executors.newFixedThreadPool(threads, names);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(this::work));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of the similarity build failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
    return NeighbourBlock.join(blocks, interactions.itemCount());
  }

  private void work() {
    var sums = new PairSums(interactions, layout, options);
    var top =
        new TopNeighbours(
            Math.min(options.neighbourLimit(), Math.max(1, interactions.itemCount())));
    int block = nextBlock.getAndIncrement();
    while (block < blocks.length && !Thread.currentThread().isInterrupted()) {
      int from = block * BLOCK;
      int to = Math.min(interactions.itemCount(), from + BLOCK);
      var rows = new NeighbourBlock(to - from);
      for (int item = from; item < to; item++) {
        sums.collect(layout.placeOf[item], top);
        rows.append(top);
      }
      blocks[block] = rows;
      block = nextBlock.getAndIncrement();
    }
  }
}
