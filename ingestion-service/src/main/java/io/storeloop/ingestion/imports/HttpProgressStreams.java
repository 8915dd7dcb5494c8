package io.storeloop.ingestion.imports;

import io.storeloop.common.edge.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the progress of imports as Server-Sent Events, each stream on the thread of its request,
 * which costs little where threads are virtual. Streams are bounded in number and duration, and end
 * before the server waits for its last requests.
 *
 * <p>Source: WHATWG HTML, §9.2 Server-sent events. Thread-safe.
 */
final class HttpProgressStreams implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(HttpProgressStreams.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  private final JdbcImportTasks tasks;
  private final ImportProperties properties;
  private final JsonMapper json;
  private final Semaphore free;
  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  HttpProgressStreams(JdbcImportTasks tasks, ImportProperties properties, JsonMapper json) {
    this.tasks = tasks;
    this.properties = properties;
    this.json = json;
    this.free = new Semaphore(properties.maxStreams());
  }

  /**
   * Streams until the import is over, the stream has lasted its time, or its reader has gone.
   *
   * @throws ProblemException 404 {@code unknown_import}, 503 {@code too_many_streams}; nothing has
   *     been written then
   */
  void stream(UUID id, HttpServletResponse response) {
    ImportTask task =
        tasks.find(id).orElseThrow(() -> ProblemException.unknown("import", id.toString()));
    if (!free.tryAcquire()) {
      throw ProblemException.unavailable(
          "too_many_streams",
          "%d progress streams are open; ask GET /v1/imports/%s instead"
              .formatted(properties.maxStreams(), id),
          TRY_AGAIN);
    }
    try {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.setHeader("Cache-Control", "no-store");
      follow(task, response.getOutputStream());
    } catch (IOException gone) {
      LOG.debug("the reader of a progress stream has gone: {}", gone.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private void follow(ImportTask first, OutputStream out) throws IOException, InterruptedException {
    long end = System.nanoTime() + properties.maxStreamDuration().toNanos();
    long lastWritten = System.nanoTime();
    ImportTask written = first;
    write(out, first);
    while (!written.state().isOver() && System.nanoTime() < end) {
      if (stopped.await(properties.progressInterval().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      Optional<ImportTask> now = look(written);
      if (now.isPresent() && !now.get().equals(written)) {
        written = now.get();
        write(out, written);
        lastWritten = System.nanoTime();
      } else if (System.nanoTime() - lastWritten > HEARTBEAT.toNanos()) {
        write(out, ": still there\n\n");
        lastWritten = System.nanoTime();
      }
    }
  }

  /** A database that is away for a moment does not end the stream. */
  private Optional<ImportTask> look(ImportTask last) {
    try {
      return tasks.find(last.id());
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("a progress stream has to wait for the database: {}", away.toString());
      return Optional.empty();
    }
  }

  private void write(OutputStream out, ImportTask task) throws IOException {
    String event = task.state().isOver() ? task.state().wireName() : "progress";
    write(
        out,
        "event: %s\ndata: %s\n\n".formatted(event, json.writeValueAsString(ImportView.of(task))));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void start() {
    stopped = new CountDownLatch(1);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
