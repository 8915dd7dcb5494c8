package io.storeloop.launcher.demo;

import io.storeloop.launcher.console.Progress;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.http.SuiteApi;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends events in batches, a few batches at a time. Fed by one thread. */
final class EventSender implements AutoCloseable {
  private static final int BATCH_EVENTS = 500;
  private static final int BATCH_BYTES = 400_000;
  private static final int BATCHES_AT_A_TIME = 4;

  private final SuiteApi api;
  private final Progress progress;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(BATCHES_AT_A_TIME);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final LongAdder rejected = new LongAdder();
  private final StringBuilder lines = new StringBuilder();
  private int count;
  private int bytes;

  EventSender(SuiteApi api, Progress progress) {
    this.api = api;
    this.progress = progress;
  }

  /** Waits while enough batches are under way. */
  void send(String line) {
    int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
    if (count == BATCH_EVENTS || bytes + length > BATCH_BYTES) {
      flush();
    }
    lines.append(line).append('\n');
    count++;
    bytes += length;
  }

  /**
   * Waits for the answers to everything.
   *
   * @return how many events the suite refused
   * @throws Refusal if a batch could not be delivered
   */
  long finish() {
    flush();
    room.acquireUninterruptibly(BATCHES_AT_A_TIME);
    room.release(BATCHES_AT_A_TIME);
    failOnFailure();
    return rejected.sum();
  }

  private void flush() {
    if (count == 0) {
      return;
    }
    failOnFailure();
    String batch = lines.toString();
    int events = count;
    lines.setLength(0);
    count = 0;
    bytes = 0;
    room.acquireUninterruptibly();
    threads.execute(() -> deliver(batch, events));
  }

  private void deliver(String batch, int events) {
    try {
      JsonNode verdict = api.postLines("/v1/events", batch);
      rejected.add(verdict.path("rejected").size());
      progress.add(events);
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      room.release();
    }
  }

  private void failOnFailure() {
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
