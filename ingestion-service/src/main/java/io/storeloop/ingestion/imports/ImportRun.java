package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.catalogue.JdbcItems;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.intake.Markings;
import io.storeloop.ingestion.quality.Arrivals;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.validation.Arrival;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Works through a task's file, batch by batch.
 *
 * <p>A batch's events, its counts and the number of rows done are one transaction, so that whoever
 * goes on later skips exactly the rows that are stored. Memory holds one batch.
 */
final class ImportRun {
  private final JdbcImportTasks tasks;
  private final JdbcEventStore store;
  private final JdbcItems items;
  private final Spool spool;
  private final Markings markings;
  private final ImportProperties properties;
  private final Clock clock;

  ImportRun(
      JdbcImportTasks tasks,
      JdbcEventStore store,
      JdbcItems items,
      Spool spool,
      Markings markings,
      ImportProperties properties,
      Clock clock) {
    this.tasks = tasks;
    this.store = store;
    this.items = items;
    this.spool = spool;
    this.markings = markings;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Goes on with a task until it is completed, has failed, or is to stop.
   *
   * @param worker who holds the task's lease
   * @param stopping asked after every batch
   * @throws LostLeaseException if another worker has taken over
   */
  void work(ImportTask task, UUID worker, BooleanSupplier stopping) {
    try {
      if (workThrough(task, worker, stopping) && tasks.complete(task.id(), worker)) {
        spool.delete(task.id());
      }
    } catch (IOException unreadable) {
      UnreadableFileException reason = explain(unreadable);
      if (tasks.fail(task.id(), worker, reason.code(), reason.detail())) {
        spool.delete(task.id());
      }
    }
  }

  /** Whether the end of the file was reached. */
  private boolean workThrough(ImportTask task, UUID worker, BooleanSupplier stopping)
      throws IOException {
    ImportFormat format = ImportFormats.named(task.format());
    try (PlainFile file =
            PlainFile.open(spool.file(task.id()), properties.maxPlainSize().toBytes());
        RowSource rows = format.open(file.stream(), task.options())) {
      for (long row = 0; row < task.progress().rows(); row++) {
        rows.next();
      }
      ImportProgress progress = task.progress();
      while (!stopping.getAsBoolean()) {
        long begun = System.nanoTime();
        List<PendingRow> batch = nextBatch(rows);
        if (batch.isEmpty()) {
          return true;
        }
        progress = store(task, worker, format, batch, progress, file.readBytes(), begun);
      }
      return false;
    }
  }

  private List<PendingRow> nextBatch(RowSource rows) throws IOException {
    List<PendingRow> batch = new ArrayList<>(properties.batchRows());
    while (batch.size() < properties.batchRows()) {
      PendingRow row = rows.next();
      if (row == null) {
        break;
      }
      batch.add(row);
    }
    return batch;
  }

  private ImportProgress store(
      ImportTask task,
      UUID worker,
      ImportFormat format,
      List<PendingRow> batch,
      ImportProgress before,
      long readBytes,
      long begun) {
    Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<ImportedRow> judged = new ArrayList<>(batch.size());
    for (PendingRow row : batch) {
      judged.add(
          row.judge(Arrival.inFile(format.source(), receivedAt, before.rows() + judged.size())));
    }
    List<Submission> submissions =
        judged.stream().map(row -> markings.ofFile(row.submission())).toList();
    Committed committed = new Committed(before);
    try (Arrivals.Group group = store.receive(format.source(), batch.size())) {
      store.store(
          format.source(),
          receivedAt,
          submissions,
          results -> {
            long added = items.insertMissing(itemsOfNewRows(judged, results), receivedAt);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            committed.progress = before.plus(results, readBytes, added, Math.max(1, millis));
            tasks.advance(task.id(), worker, committed.progress);
          });
      group.answered();
    }
    return committed.progress;
  }

  /** Holds what the last attempt at a transaction has written. */
  private static final class Committed {
    private ImportProgress progress;

    Committed(ImportProgress progress) {
      this.progress = progress;
    }
  }

  /** What duplicates say about items was taken in with the first of them. */
  private static List<Item> itemsOfNewRows(List<ImportedRow> rows, List<Result> results) {
    java.util.Map<String, Item> first = new java.util.LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Item item = rows.get(i).item();
      Outcome outcome = results.get(i).outcome();
      if (item != null && (outcome == Outcome.ACCEPTED || outcome == Outcome.REPAIRED)) {
        first.putIfAbsent(item.itemId(), item);
      }
    }
    return List.copyOf(first.values());
  }

  /** Says what is wrong with a file that cannot be read on. */
  static UnreadableFileException explain(IOException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableFileException known) {
        return known;
      }
      if (cause instanceof ZipException || cause instanceof EOFException) {
        return new UnreadableFileException(
            "malformed_gzip", "the gzip file is damaged or ends too early");
      }
      if (cause instanceof NoSuchFileException) {
        return new UnreadableFileException(
            "file_lost", "the uploaded file is gone from the import directory");
      }
    }
    return new UnreadableFileException("unreadable_file", "the file cannot be read");
  }
}
