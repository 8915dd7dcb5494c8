package io.storeloop.algorithms.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Judges scorers by held-back sessions: given the first clicks of a session, how far up among all
 * items is the next one? Every step of a session is a question; of too many an even sample is
 * taken. Ties count as half a place. Deterministic for any number of threads.
 */
final class PrefixJudge implements AutoCloseable {
  private static final int BLOCK = 64;

  private final Sessions sessions;
  private final int[] questionSessions;
  private final int[] questionLengths;
  private final int cutoff;
  private final int threads;
  private final AtomicLong work = new AtomicLong();
  private int asked;
  private final ExecutorService workers;

  /** Says at which place an answer lists the item, from 1, or infinity where it does not. */
  interface Ranker {
    double rank(int[] items, int size, int target, SessionScratch scratch);
  }

  /** Shares of the questions, in [0, 1]. */
  record Verdict(double hitRate, double reciprocalRank) {
    /** The geometric mean: one per cent more of either counts the same. */
    double value() {
      return Math.sqrt(hitRate * reciprocalRank);
    }
  }

  PrefixJudge(Sessions sessions, int maxQuestions, int cutoff, int threads) {
    this.sessions = sessions;
    this.cutoff = cutoff;
    this.threads = threads;
    int steps = 0;
    for (int session = 0; session < sessions.count(); session++) {
      steps += Math.max(0, sessions.length(session) - 1);
    }
    int taken = Math.min(steps, maxQuestions);
    questionSessions = new int[taken];
    questionLengths = new int[taken];
    takeQuestions(steps);
    asked = taken;
    var names = Thread.ofPlatform().daemon().name("session-search-", 0).factory();
    workers = Executors.newFixedThreadPool(threads, names);
  }

  int questionCount() {
    return asked;
  }

  /** From now on asks an even sample of the questions, at most so many. */
  void askAtMost(int count) {
    asked = Math.min(count, questionSessions.length);
  }

  /** Sessions and items looked at for all questions so far. */
  long work() {
    return work.get();
  }

  Verdict judge(Ranker ranker) throws InterruptedException {
    double[] ranks = ranks(ranker);
    int hits = 0;
    double reciprocals = 0;
    for (double rank : ranks) {
      if (rank <= cutoff) {
        hits++;
        reciprocals += 1 / rank;
      }
    }
    int count = Math.max(1, ranks.length);
    return new Verdict((double) hits / count, reciprocals / count);
  }

  /** The places of the items that came next, question by question. */
  double[] ranks(Ranker ranker) throws InterruptedException {
    double[] ranks = new double[asked];
    var next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(workers.submit(() -> rankBlocks(ranker, next, ranks)));
    }
    try {
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of the session search failed", e.getCause());
    }
    return ranks;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private void rankBlocks(Ranker ranker, AtomicInteger next, double[] ranks) {
    var scratch = new SessionScratch();
    int[] items = new int[longest()];
    int from = next.getAndAdd(BLOCK);
    while (from < ranks.length && !Thread.currentThread().isInterrupted()) {
      for (int i = from; i < Math.min(ranks.length, from + BLOCK); i++) {
        int question = (int) ((long) i * questionSessions.length / ranks.length);
        int size = questionLengths[question];
        sessions.copy(questionSessions[question], items, size + 1);
        ranks[i] = ranker.rank(items, size, items[size], scratch);
      }
      from = next.getAndAdd(BLOCK);
    }
    work.addAndGet(scratch.work);
  }

  private void takeQuestions(int steps) {
    int step = 0;
    int taken = 0;
    for (int session = 0; session < sessions.count(); session++) {
      for (int length = 1; length < sessions.length(session); length++) {
        if (taken < questionSessions.length
            && step == (int) ((long) taken * steps / questionSessions.length)) {
          questionSessions[taken] = session;
          questionLengths[taken] = length;
          taken++;
        }
        step++;
      }
    }
  }

  private int longest() {
    int longest = 1;
    for (int session = 0; session < sessions.count(); session++) {
      longest = Math.max(longest, sessions.length(session));
    }
    return longest;
  }
}
