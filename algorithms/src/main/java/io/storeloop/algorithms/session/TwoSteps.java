package io.storeloop.algorithms.session;

import io.storeloop.algorithms.scoring.TopItems;
import io.storeloop.algorithms.similarity.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Neighbours of neighbours: items that were never seen together but with the same others. It helps
 * where sessions are short and most pairs of items were seen once or never.
 *
 * <pre>
 * t(i→j) = s'(i→j) + weight · Σ_m s'(i→m) · s'(m→j),   s' = s with rows that add up to 1
 * </pre>
 *
 * Each step goes to the {@link #FAN} nearest neighbours, and the {@link #LIMIT} best are kept. Time
 * O(items · FAN²). Two steps of the random walk of Cooper et al., Random Walks in Recommender
 * Systems, WWW 2014 (P5).
 */
final class TwoSteps {
  static final int FAN = 30;
  static final int LIMIT = 100;
  private static final int BLOCK = 256;

  private final Neighbours one;
  private final double weight;
  private final double[] rowSums;
  private final int[][] items;
  private final float[][] similarities;
  private final AtomicInteger next = new AtomicInteger();

  private TwoSteps(Neighbours one, double weight) {
    this.one = one;
    this.weight = weight;
    rowSums = new double[one.itemCount()];
    for (int item = 0; item < rowSums.length; item++) {
      for (int entry = one.rowStart(item); entry < one.rowEnd(item); entry++) {
        rowSums[item] += one.similarity(entry);
      }
    }
    items = new int[rowSums.length][];
    similarities = new float[rowSums.length][];
  }

  static Neighbours walk(Neighbours one, double weight, int threads) throws InterruptedException {
    var names = Thread.ofPlatform().daemon().name("two-steps-", 0).factory();
    ExecutorService workers = Executors.newFixedThreadPool(threads, names);
    var walk = new TwoSteps(one, weight);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(walk::work));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of the two-step walk failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
    return walk.join();
  }

  private void work() {
    var row = new Row(rowSums.length);
    int from = next.getAndAdd(BLOCK);
    while (from < rowSums.length && !Thread.currentThread().isInterrupted()) {
      for (int item = from; item < Math.min(rowSums.length, from + BLOCK); item++) {
        walkFrom(item, row);
      }
      from = next.getAndAdd(BLOCK);
    }
  }

  private void walkFrom(int source, Row row) {
    int end = one.rowEnd(source);
    for (int entry = one.rowStart(source); entry < end; entry++) {
      row.add(one.item(entry), one.similarity(entry) / rowSums[source]);
    }
    for (int entry = one.rowStart(source);
        entry < Math.min(end, one.rowStart(source) + FAN);
        entry++) {
      int middle = one.item(entry);
      double first = weight * one.similarity(entry) / rowSums[source] / rowSums[middle];
      int last = Math.min(one.rowEnd(middle), one.rowStart(middle) + FAN);
      for (int second = one.rowStart(middle); second < last; second++) {
        if (one.item(second) != source) {
          row.add(one.item(second), first * one.similarity(second));
        }
      }
    }
    row.keepBest();
    items[source] = row.keptItems;
    similarities[source] = row.keptSimilarities;
  }

  private Neighbours join() {
    int[] starts = new int[items.length + 1];
    for (int item = 0; item < items.length; item++) {
      starts[item + 1] = Math.addExact(starts[item], items[item].length);
    }
    int[] allItems = new int[starts[items.length]];
    float[] allSimilarities = new float[allItems.length];
    for (int item = 0; item < items.length; item++) {
      System.arraycopy(items[item], 0, allItems, starts[item], items[item].length);
      System.arraycopy(similarities[item], 0, allSimilarities, starts[item], items[item].length);
    }
    return new Neighbours(starts, allItems, allSimilarities);
  }

  /** One row in the making; sums are rounded before they are compared, so that ties are seen. */
  private static final class Row {
    private final double[] sums;
    private final int[] touched;
    private final TopItems best = new TopItems(LIMIT);
    private int count;
    private int[] keptItems = {};
    private float[] keptSimilarities = {};

    Row(int itemCount) {
      sums = new double[itemCount];
      touched = new int[itemCount];
    }

    void add(int item, double amount) {
      if (amount > 0) {
        if (sums[item] == 0) {
          touched[count++] = item;
        }
        sums[item] += amount;
      }
    }

    void keepBest() {
      best.clear();
      for (int i = 0; i < count; i++) {
        float rounded = (float) sums[touched[i]];
        if (rounded > 0) {
          best.offer(touched[i], rounded);
        }
        sums[touched[i]] = 0;
      }
      count = 0;
      keptItems = best.sort().toItems();
      double[] scores = best.toScores();
      keptSimilarities = new float[scores.length];
      for (int i = 0; i < scores.length; i++) {
        keptSimilarities[i] = (float) scores[i];
      }
    }
  }
}
