package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Works through a task's file, batch by batch.
 *
 * <p>A batch's rows, its counts and the number of rows done are one transaction, so that whoever
 * goes on later skips exactly the rows that are stored. Memory holds two batches: one is read while
 * the one before it is stored.
 */
final class ImportRun implements ImportWork {
  private static final int SKIPPED_BETWEEN_LOOKS = 10_000;

  private final JdbcImportTasks tasks;
  private final RowStore events;
  private final RowStore items;
  private final Spool spool;
  private final BatchReaders readers;
  private final ImportProperties properties;

  ImportRun(
      JdbcImportTasks tasks,
      RowStore events,
      RowStore items,
      Spool spool,
      BatchReaders readers,
      ImportProperties properties) {
    this.tasks = tasks;
    this.events = events;
    this.items = items;
    this.spool = spool;
    this.readers = readers;
    this.properties = properties;
  }

  @Override
  public void work(ImportTask task, UUID worker, BooleanSupplier stopping) throws IOException {
    try (Heartbeat heartbeat = Heartbeat.start(tasks, task.id(), worker, properties.lease())) {
      if (workThrough(task, worker, heartbeat, stopping) && tasks.complete(task.id(), worker)) {
        spool.delete(task.id());
      }
    } catch (IOException failure) {
      Optional<UnreadableFileException> forGood = FileFailure.ofContent(failure);
      if (forGood.isEmpty()) {
        throw failure;
      }
      UnreadableFileException reason = forGood.get();
      if (tasks.fail(task.id(), worker, reason.code(), reason.detail())) {
        spool.delete(task.id());
      }
    }
  }

  /** Whether the end of the file was reached. */
  private boolean workThrough(
      ImportTask task, UUID worker, Heartbeat heartbeat, BooleanSupplier stopping)
      throws IOException {
    ImportFormat format = ImportFormats.named(task.format());
    String occasion = occasion(task, worker, format, heartbeat);
    try (PlainFile file =
            PlainFile.open(spool.file(task.id()), properties.maxPlainSize().toBytes());
        RowSource rows = format.open(file.stream(), task.options())) {
      skip(rows, task.progress().rows(), heartbeat, stopping);
      try (BatchReader reader =
          readers.reading(rows, file, format.source(), occasion, task.progress().rows())) {
        return store(task, worker, format.source(), reader, heartbeat, stopping);
      }
    }
  }

  private boolean store(
      ImportTask task,
      UUID worker,
      String source,
      BatchReader reader,
      Heartbeat heartbeat,
      BooleanSupplier stopping)
      throws IOException {
    Committed committed = new Committed(task.progress());
    long begun = System.nanoTime();
    while (!stopping.getAsBoolean()) {
      RowBatch batch = reader.next();
      if (batch.rows().isEmpty()) {
        return true;
      }
      heartbeat.step();
      ImportProgress before = committed.progress;
      long since = begun;
      storeOf(batch)
          .store(
              source,
              batch.receivedAt(),
              batch.rows(),
              (results, added) -> {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
                committed.progress =
                    before.plus(results, batch.readBytes(), added, Math.max(1, millis));
                tasks.advance(task.id(), worker, committed.progress);
              });
      begun = System.nanoTime();
    }
    return false;
  }

  private RowStore storeOf(RowBatch batch) {
    return batch.rows().getFirst() instanceof ImportedRow.OfItem ? items : events;
  }

  /** Rows are not judged again, only cut. */
  private static void skip(
      RowSource rows, long count, Heartbeat heartbeat, BooleanSupplier stopping)
      throws IOException {
    for (long row = 0; row < count; row++) {
      rows.next();
      if (row % SKIPPED_BETWEEN_LOOKS == 0) {
        heartbeat.step();
        if (stopping.getAsBoolean()) {
          return;
        }
      }
    }
  }

  /** What tells a row from its equals in other files, where nothing in the row does. */
  private String occasion(ImportTask task, UUID worker, ImportFormat format, Heartbeat heartbeat)
      throws IOException {
    if (!format.tellsRowsByLine(task.options())) {
      return format.source();
    }
    String known = task.fingerprint();
    if (known == null) {
      try (PlainFile file =
          PlainFile.open(spool.file(task.id()), properties.maxPlainSize().toBytes())) {
        known = Fingerprint.of(file.stream(), heartbeat::step);
      }
      tasks.noteFingerprint(task.id(), worker, known);
    }
    return known;
  }

  /** Holds what the last attempt at a transaction has written. */
  private static final class Committed {
    private ImportProgress progress;

    Committed(ImportProgress progress) {
      this.progress = progress;
    }
  }
}
