package io.storeloop.ingestion.imports;

import com.sun.management.OperatingSystemMXBean;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.imports.DryRunView.PreviewedEvent;
import io.storeloop.ingestion.validation.Arrival;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures imports against the batch path, in one process on a PostgreSQL that keeps what it
 * acknowledges.
 *
 * <p>Arguments: pairs of a format and a file. Every file is rehearsed, imported, and imported
 * again; before that, the events of a file of events go through {@code POST /v1/events}, 1,000 in a
 * call, over one connection, under other ids.
 */
final class ImportsBenchmark {
  private static final int CALL = 1_000;
  private static final double NANOS = 1e9;
  private static final String OCTETS = "application/octet-stream";

  private final RunningIngestion ingestion;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ImportsBenchmark(RunningIngestion ingestion) {
    this.ingestion = ingestion;
  }

  public static void main(String[] arguments) throws IOException {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .start();
        RunningIngestion ingestion =
            RunningIngestion.start(
                TestDatabase.create(),
                "storeloop.database.url=jdbc:postgresql://localhost:"
                    + postgres.getPort()
                    + "/postgres",
                "storeloop.database.username=postgres",
                "storeloop.database.require-durable=true")) {
      ImportsBenchmark benchmark = new ImportsBenchmark(ingestion);
      for (int i = 0; i < arguments.length; i += 2) {
        benchmark.measure(arguments[i], Path.of(arguments[i + 1]));
      }
    }
  }

  private void measure(String format, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (!format.startsWith("items")) {
      calls(format, file);
    }
    dryRun(format, content);
    imported(format, content, "import");
    imported(format, content, "again");
  }

  private void calls(String format, Path file) throws IOException {
    List<byte[]> calls = bodies(format, file);
    long begun = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    long rows = 0;
    for (byte[] call : calls) {
      Answer answer = ingestion.secretPost("/v1/events", "application/x-ndjson", call);
      if (answer.status() != 200) {
        throw new IllegalStateException("a call was refused: " + answer.body());
      }
      rows += answer.body().path("accepted").asLong() + answer.body().path("repaired").asLong();
    }
    report("/v1/events of " + format, rows, System.nanoTime() - begun, cpu, "");
  }

  private static List<byte[]> bodies(String name, Path file) throws IOException {
    ImportFormat format = ImportFormats.named(name);
    JsonMapper json = new JsonMapper();
    List<byte[]> bodies = new ArrayList<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (InputStream packed = Files.newInputStream(file);
        PlainFile plain = PlainFile.open(packed, Long.MAX_VALUE);
        RowSource rows = format.open(plain.stream(), new ImportOptions(2013, null, null))) {
      int inCall = 0;
      long index = 0;
      for (PendingRow row = rows.next(); row != null; row = rows.next()) {
        ImportedRow judged = row.judge(new Arrival("benchmark", Instant.now(), "file", index++));
        if (judged instanceof ImportedRow.OfEvent event
            && event.submission() instanceof Submission.Sound sound) {
          ObjectNode sent = json.valueToTree(PreviewedEvent.of(sound.events().getFirst()));
          sent.properties().removeIf(field -> field.getValue().isNull());
          sent.put("messageId", "call:" + index + ":" + name);
          body.write(json.writeValueAsBytes(sent));
          body.write('\n');
          inCall++;
        }
        if (inCall == CALL) {
          bodies.add(body.toByteArray());
          body.reset();
          inCall = 0;
        }
      }
    }
    bodies.add(body.toByteArray());
    return bodies;
  }

  private void dryRun(String format, byte[] content) {
    long begun = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    Answer answer =
        ingestion.secretPost("/v1/imports?dryRun=true&format=" + format, OCTETS, content);
    report(
        "dry run of " + format,
        answer.body().path("rows").asLong(),
        System.nanoTime() - begun,
        cpu,
        "");
  }

  private void imported(String format, byte[] content, String what) {
    long cpu = system.getProcessCpuTime();
    long begun = System.nanoTime();
    Answer upload = ingestion.secretPost("/v1/imports?format=" + format, OCTETS, content);
    String location = upload.headers().get("location").getFirst();
    JsonNode task = upload.body();
    while (!task.path("finishedAt").isString()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      task = ingestion.get(location).body();
    }
    report(
        what + " of " + format,
        task.path("rows").asLong(),
        System.nanoTime() - begun,
        cpu,
        "state %s accepted %d repaired %d duplicates %d rejected %d new items %d"
            .formatted(
                task.path("state").asString(),
                task.path("accepted").asLong(),
                task.path("repaired").asLong(),
                task.path("duplicates").asLong(),
                task.path("rejected").asLong(),
                task.path("itemsAdded").asLong()));
  }

  private void report(String what, long rows, long nanos, long cpuBefore, String more) {
    System.out.printf(
        Locale.ROOT,
        "%-28s %,10d rows %7.1f s %,9.0f rows/s %6.1f µs of our processor/row  %s%n",
        what,
        rows,
        nanos / NANOS,
        rows / (nanos / NANOS),
        (system.getProcessCpuTime() - cpuBefore) / 1e3 / rows,
        more);
  }
}
