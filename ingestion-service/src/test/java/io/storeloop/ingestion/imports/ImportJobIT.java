package io.storeloop.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.util.unit.DataSize;

/** Faults that an import may meet, played to the worker. */
class ImportJobIT {
  private static final UUID WORKER = new UUID(0, 1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private TestDatabase database;
  private ServiceDatabase service;
  private JdbcImportTasks tasks;
  private Spool spool;
  private ImportProperties properties;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    service = database.as(ServiceRole.INGESTION);
    spool = Spool.open(directory, 0, new UUID(0, 2));
    properties =
        new ImportProperties(
            directory,
            DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(1),
            100,
            Duration.ofMillis(10),
            Duration.ofSeconds(10),
            3,
            Duration.ofMillis(10),
            100,
            1,
            Duration.ofSeconds(1),
            Duration.ofMillis(10));
    tasks = new JdbcImportTasks(service, properties.lease());
  }

  @AfterEach
  void close() {
    service.close();
  }

  private UUID waiting(long number) throws IOException {
    UUID id = new UUID(1, number);
    spool.receive(id, new ByteArrayInputStream(new byte[3]), 3);
    tasks.add(
        new ImportTask(
            id,
            Instant.EPOCH.plusSeconds(number),
            "storeloop",
            new ImportOptions(2013, null, null),
            null,
            ImportState.WAITING,
            null,
            null,
            null,
            null,
            3,
            0,
            null,
            ImportProgress.NONE),
        spool.id());
    return id;
  }

  private ImportTask ended(UUID id) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      ImportTask task = tasks.find(id).orElseThrow();
      if (task.state().isOver()) {
        return task;
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    throw new AssertionError("the import does not end: " + tasks.find(id));
  }

  /** The task when it has ended, and the others too. */
  private ImportTask worked(UUID id, ImportWork work, UUID... others) {
    ImportJob job = new ImportJob(tasks, work, spool, properties, Clock.systemUTC(), WORKER);
    job.start();
    try {
      for (UUID other : others) {
        ended(other);
      }
      return ended(id);
    } finally {
      job.stop();
    }
  }

  @Test
  void aBatchThatNeverSucceedsEndsItsImportAndNoOther() throws IOException {
    UUID poison = waiting(1);
    UUID sound = waiting(2);
    Map<UUID, AtomicInteger> attempts = new ConcurrentHashMap<>();
    ImportWork work =
        (task, worker, stopping) -> {
          attempts.computeIfAbsent(task.id(), id -> new AtomicInteger()).incrementAndGet();
          if (task.id().equals(poison)) {
            throw new IllegalStateException("poison");
          }
          tasks.complete(task.id(), worker);
        };

    ImportTask failed = worked(poison, work, sound);

    assertThat(failed.state()).isEqualTo(ImportState.FAILED);
    assertThat(failed.failureCode()).isEqualTo("batch_failed");
    assertThat(failed.failureDetail()).contains("IllegalStateException").doesNotContain("poison");
    assertThat(attempts.get(poison)).hasValue(3);
    assertThat(tasks.find(sound).orElseThrow().state()).isEqualTo(ImportState.COMPLETED);
    assertThat(spool.tasks()).doesNotContain(poison);
  }

  @Test
  void aLackOfMemoryDoesNotEndTheWorker() throws IOException {
    UUID id = waiting(1);
    AtomicInteger attempts = new AtomicInteger();

    ImportTask task =
        worked(
            id,
            (claimed, worker, stopping) -> {
              if (attempts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("played");
              }
              tasks.complete(claimed.id(), worker);
            });

    assertThat(task.state()).isEqualTo(ImportState.COMPLETED);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void aDiskThatFailsOnceIsReadAgainAndOneThatFailsForGoodEndsTheImport() throws IOException {
    UUID once = waiting(1);
    UUID forGood = waiting(2);
    AtomicInteger attempts = new AtomicInteger();
    ImportWork work =
        (task, worker, stopping) -> {
          if (task.id().equals(forGood) || attempts.incrementAndGet() == 1) {
            throw new IOException("played");
          }
          tasks.complete(task.id(), worker);
        };

    ImportTask failed = worked(forGood, work);

    assertThat(tasks.find(once).orElseThrow().state()).isEqualTo(ImportState.COMPLETED);
    assertThat(failed.failureCode()).isEqualTo("unreadable_file");
  }

  @Test
  void anAbsentDatabaseIsNoFaultOfTheImport() throws IOException {
    UUID id = waiting(1);
    AtomicInteger attempts = new AtomicInteger();

    ImportTask task =
        worked(
            id,
            (claimed, worker, stopping) -> {
              if (attempts.incrementAndGet() < 10) {
                throw new QueryTimeoutException("played");
              }
              tasks.complete(claimed.id(), worker);
            });

    assertThat(task.state()).isEqualTo(ImportState.COMPLETED);
    assertThat(attempts).hasValue(10);
  }

  @Test
  void aProcessThatDiesOnTheSameRowsAgainAndAgainEndsTheImport() throws IOException {
    UUID id = waiting(1);
    for (int death = 0; death < 3; death++) {
      tasks.claim(spool.id(), new UUID(9, death)).orElseThrow();
      database.owner().sql("update import_task set lease_until = now() - interval '1 s'").update();
    }

    ImportTask task =
        worked(
            id,
            (claimed, worker, stopping) -> {
              throw new AssertionError("must not be begun again");
            });

    assertThat(task.state()).isEqualTo(ImportState.FAILED);
    assertThat(task.failureCode()).isEqualTo("worker_died");
  }

  @Test
  void aStoredBatchForgivesTheDeathsBeforeIt() throws IOException {
    UUID id = waiting(1);
    tasks.claim(spool.id(), WORKER).orElseThrow();
    database.owner().sql("update import_task set attempts = 3").update();

    tasks.advance(id, WORKER, ImportProgress.NONE);

    assertThat(tasks.find(id).orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void aHeartbeatKeepsTheLeaseOfWorkThatTakesLongerThanIt() throws IOException {
    waiting(1);
    JdbcImportTasks brief = new JdbcImportTasks(service, Duration.ofSeconds(2));
    ImportTask task = brief.claim(spool.id(), WORKER).orElseThrow();
    String lease = "select lease_until from import_task";
    Object before = database.owner().sql(lease).query().singleValue();

    try (Heartbeat heartbeat = Heartbeat.start(brief, task.id(), WORKER, Duration.ofMillis(30))) {
      Instant deadline = Instant.now().plus(PATIENCE);
      while (before.equals(database.owner().sql(lease).query().singleValue())) {
        assertThat(Instant.now()).as("the lease is not renewed").isBefore(deadline);
      }
      heartbeat.step();
      tasks.cancel(task.id());

      assertThatThrownBy(
              () -> {
                while (Instant.now().isBefore(deadline)) {
                  heartbeat.step();
                }
              })
          .isInstanceOf(LostLeaseException.class);
    }
  }
}
