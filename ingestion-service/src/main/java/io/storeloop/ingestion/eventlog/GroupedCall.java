package io.storeloop.ingestion.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.QueryTimeoutException;

/** A call that waits for its share of a transaction. Thread-safe. */
final class GroupedCall {
  private final Batch batch;
  private final CompletableFuture<List<Result>> results = new CompletableFuture<>();

  GroupedCall(Batch batch) {
    this.batch = batch;
  }

  Batch batch() {
    return batch;
  }

  /** A call without records takes a place too. */
  int records() {
    return Math.max(1, batch.submissions().size());
  }

  void succeed(List<Result> committed) {
    results.complete(committed);
  }

  void fail(RuntimeException failure) {
    results.completeExceptionally(failure);
  }

  /** Whether its caller knows the results, or has stopped waiting for them. */
  boolean isOver() {
    return results.isDone();
  }

  /**
   * Stops waiting: a call that is not being stored yet never will be.
   *
   * @return the results, if they came at the last moment
   * @throws RuntimeException what the call failed with, else that failure
   */
  List<Result> giveUp(RuntimeException failure) {
    fail(failure);
    return await(Duration.ZERO).orElseThrow(() -> failure);
  }

  /**
   * The results, if they come within that time.
   *
   * @throws RuntimeException what the call failed with
   */
  Optional<List<Result>> await(Duration atMost) {
    try {
      return Optional.of(results.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      throw cause(failed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      QueryTimeoutException interrupted =
          new QueryTimeoutException("interrupted while waiting for a commit", e);
      fail(interrupted);
      throw interrupted;
    }
  }

  private static RuntimeException cause(ExecutionException failed) {
    return failed.getCause() instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(failed);
  }
}
