package io.storeloop.recommendation.evaluation.judge;

import io.storeloop.algorithms.metrics.RelevantRanks;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import io.storeloop.recommendation.evaluation.protocol.TestCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a model every question of a task. The threads take blocks of cases and each answer has its
 * own place, so the result does not depend on how many there are.
 */
public final class Judge {
  private static final int BLOCK = 32;
  private static final double NANOS = 1e9;
  private static final int[] NOTHING = {};

  private final EvaluationTask task;
  private final int listLength;
  private final boolean showsHistory;
  private final RelevantRanks[] ranks;
  private final int[][] shown;
  private final long[] nanos;
  private final AtomicInteger nextBlock = new AtomicInteger();

  private Judge(EvaluationTask task, int listLength) {
    this.task = task;
    this.listLength = Math.min(listLength, task.itemCount());
    this.showsHistory = task.showsHistory();
    this.ranks = new RelevantRanks[task.cases().size()];
    this.shown = new int[ranks.length][];
    this.nanos = new long[ranks.length];
  }

  /**
   * Asks everything.
   *
   * @param model safe for {@code threads} threads
   * @param listLength length of the lists that are kept
   * @throws InterruptedException if the caller is interrupted; the work is given up
   */
  public static Judgement judge(EvaluationTask task, CaseScorer model, int listLength, int threads)
      throws InterruptedException {
    return new Judge(task, listLength).run(model, threads);
  }

  private Judgement run(CaseScorer model, int threads) throws InterruptedException {
    long from = System.nanoTime();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("evaluation-", 0).factory());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(() -> work(model)));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of the evaluation failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
    double seconds = (System.nanoTime() - from) / NANOS;
    return new Judgement(List.of(ranks), shown, nanos, seconds);
  }

  private void work(CaseScorer model) {
    double[] scores = new double[task.itemCount()];
    var first = new FirstItems(listLength, task.itemCount());
    for (int from = nextBlock.getAndAdd(BLOCK);
        from < ranks.length && !Thread.currentThread().isInterrupted();
        from = nextBlock.getAndAdd(BLOCK)) {
      for (int i = from; i < Math.min(ranks.length, from + BLOCK); i++) {
        answer(i, model, scores, first);
      }
    }
  }

  private void answer(int index, CaseScorer model, double[] scores, FirstItems first) {
    TestCase question = task.cases().get(index);
    int[] history = question.history();
    int[] leftOut = task.leavesHistoryOut() ? history : NOTHING;
    int[] unshown = showsHistory ? NOTHING : history;
    long from = System.nanoTime();
    model.score(question, scores);
    shown[index] = first.of(scores, unshown);
    nanos[index] = System.nanoTime() - from;
    ranks[index] = ranks(question, scores, leftOut);
  }

  private static RelevantRanks ranks(TestCase question, double[] scores, int[] leftOut) {
    int[] relevant = question.relevant();
    int[] others = question.others();
    if (relevant.length == 0) {
      return RelevantRanks.ofMissing(
          question.missing(), others == null ? scores.length : others.length);
    }
    RelevantRanks ranks =
        others == null
            ? RelevantRanks.of(scores, relevant, leftOut)
            : among(scores, relevant, others);
    return question.missing() == 0 ? ranks : ranks.withMissing(question.missing());
  }

  /** An item that the training data do not know comes last: no model could show it. */
  private static RelevantRanks among(double[] scores, int[] relevant, int[] others) {
    double[] few = new double[relevant.length + others.length];
    int[] first = new int[relevant.length];
    for (int i = 0; i < few.length; i++) {
      int item = i < relevant.length ? relevant[i] : others[i - relevant.length];
      few[i] = item < scores.length ? scores[item] : Double.NaN;
    }
    Arrays.setAll(first, i -> i);
    return RelevantRanks.of(few, first, NOTHING);
  }
}
