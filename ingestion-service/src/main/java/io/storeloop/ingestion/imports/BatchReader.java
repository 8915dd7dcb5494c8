package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.validation.Arrival;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads and judges the next batch while the one before it is being stored, so that our processor
 * and the database work at the same time. Asked by one thread.
 */
final class BatchReader implements AutoCloseable {
  private final RowSource rows;
  private final PlainFile file;
  private final String source;
  private final String occasion;
  private final int batchRows;
  private final Clock clock;
  private long rowsRead;
  private @Nullable IOException failed;
  private FutureTask<RowBatch> ahead;
  private Thread thread;

  BatchReader(
      RowSource rows,
      PlainFile file,
      String source,
      String occasion,
      long rowsDone,
      int batchRows,
      Clock clock) {
    this.rows = rows;
    this.file = file;
    this.source = source;
    this.occasion = occasion;
    this.rowsRead = rowsDone;
    this.batchRows = batchRows;
    this.clock = clock;
    this.ahead = new FutureTask<>(this::read);
    this.thread = Thread.ofPlatform().name("imports-reader").daemon().start(ahead);
  }

  /**
   * The next batch, empty at the end of the file. What stands before a place that cannot be read is
   * given first.
   *
   * @throws IOException if the file cannot be read on
   */
  RowBatch next() throws IOException {
    RowBatch batch = await();
    if (!batch.rows().isEmpty()) {
      ahead = new FutureTask<>(this::read);
      thread = Thread.ofPlatform().name("imports-reader").daemon().start(ahead);
    }
    return batch;
  }

  private RowBatch await() throws IOException {
    try {
      return ahead.get();
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case IOException unreadable -> throw unreadable;
        case Error error -> throw error;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException("a batch was not read", failure);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a batch was read", stop);
    }
  }

  private RowBatch read() throws IOException {
    if (failed != null) {
      throw failed;
    }
    Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<ImportedRow> batch = new ArrayList<>(batchRows);
    try {
      while (batch.size() < batchRows) {
        PendingRow row = rows.next();
        if (row == null) {
          break;
        }
        batch.add(row.judge(Arrival.inFile(source, receivedAt, occasion, rowsRead++)));
      }
    } catch (IOException unreadable) {
      if (batch.isEmpty()) {
        throw unreadable;
      }
      failed = unreadable;
    }
    return new RowBatch(batch, receivedAt, file.readBytes());
  }

  /** Waits for the reading that is under way: the file is closed after this. */
  @Override
  public void close() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
