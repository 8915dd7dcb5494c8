package io.storeloop.common.combining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions that come at the same time together: a commit, or a question to another server,
 * costs nearly the same for one as for a hundred. Nobody is made to wait for company: a question
 * that meets a free worker goes at once, and those that come while all workers are busy go together
 * next. So groups grow with the load, and with them what one question costs falls.
 *
 * <p>The commits of databases are grouped like this: DeWitt et al., "Implementation techniques for
 * main memory database systems", SIGMOD 1984, section 5.2 (group commit), there with a timer.
 * Thread-safe.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class CombinedCalls<Q, A> {
  private final String name;
  private final Function<List<Q>, List<A>> work;
  private final int mostWorkers;
  private final int largestGroup;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting<Q, A>> waiting = new ArrayDeque<>();
  private int workers;

  private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

  /**
   * Starts nothing yet.
   *
   * @param name of the virtual threads that work
   * @param work answers a group in its order, each question once; what it throws, all of the group
   *     get
   * @param mostWorkers groups that are worked on at the same time, at least 1
   * @param largestGroup questions in one group at most, at least 1
   */
  public CombinedCalls(
      String name, Function<List<Q>, List<A>> work, int mostWorkers, int largestGroup) {
    if (mostWorkers < 1 || largestGroup < 1) {
      throw new IllegalArgumentException("there must be a worker, and room for a question");
    }
    this.name = name;
    this.work = work;
    this.mostWorkers = mostWorkers;
    this.largestGroup = largestGroup;
  }

  /** Questions that wait for a worker. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Asks, and waits for the answer for as long as it takes. */
  public A call(Q question) {
    try {
      return submit(question).answer.join();
    } catch (CompletionException failure) {
      throw unchecked(failure.getCause());
    }
  }

  /**
   * Asks, and waits no longer than until then.
   *
   * @param until {@link System#nanoTime}
   * @throws TimeoutException without an answer; whether the question was worked on is not known
   * @throws InterruptedException if the caller is to stop; the same holds
   */
  public A call(Q question, long until) throws TimeoutException, InterruptedException {
    Waiting<Q, A> mine = submit(question);
    try {
      return mine.answer.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      throw unchecked(failure.getCause());
    } finally {
      leave(mine);
    }
  }

  private Waiting<Q, A> submit(Q question) {
    Waiting<Q, A> mine = new Waiting<>(question, new CompletableFuture<>());
    lock.lock();
    try {
      waiting.addLast(mine);
      if (workers == mostWorkers) {
        return mine;
      }
      workers++;
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name(name).start(this::workOff);
    return mine;
  }

  /** Nobody works for whoever has gone. */
  private void leave(Waiting<Q, A> mine) {
    if (!mine.answer.isDone()) {
      lock.lock();
      try {
        waiting.remove(mine);
      } finally {
        lock.unlock();
      }
    }
  }

  private void workOff() {
    for (List<Waiting<Q, A>> group = next(); !group.isEmpty(); group = next()) {
      answer(group);
    }
  }

  /** The next group; the worker is free again if there is none. */
  private List<Waiting<Q, A>> next() {
    List<Waiting<Q, A>> group = new ArrayList<>();
    lock.lock();
    try {
      while (group.size() < largestGroup && !waiting.isEmpty()) {
        group.add(waiting.removeFirst());
      }
      if (group.isEmpty()) {
        workers--;
      }
    } finally {
      lock.unlock();
    }
    return group;
  }

  private void answer(List<Waiting<Q, A>> group) {
    try {
      List<A> answers = work.apply(group.stream().map(Waiting::question).toList());
      if (answers.size() != group.size()) {
        throw new IllegalStateException(
            "%d questions, %d answers".formatted(group.size(), answers.size()));
      }
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer.complete(answers.get(i));
      }
    } catch (RuntimeException | Error failure) {
      group.forEach(one -> one.answer.completeExceptionally(failure));
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("the work failed", failure);
  }
}
