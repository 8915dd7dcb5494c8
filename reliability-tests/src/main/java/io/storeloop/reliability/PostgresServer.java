package io.storeloop.reliability;

import io.storeloop.e2e.Eventually;
import io.storeloop.e2e.JavaProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of our own that can be killed with all its processes and started again on the same
 * data. Not thread-safe.
 */
final class PostgresServer implements AutoCloseable {
  static final String USER = "postgres";

  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "full_page_writes", "on",
          "synchronous_commit", "on",
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "shared_buffers", "128MB");

  private final Path folder;
  private final Path program;
  private final Map<String, String> moreSettings;
  private final int port;
  private @Nullable Process postmaster;

  private PostgresServer(Path folder, Path program, Map<String, String> moreSettings, int port) {
    this.folder = folder;
    this.program = program;
    this.moreSettings = moreSettings;
    this.port = port;
  }

  /** Makes a database below the folder and starts the server. */
  static PostgresServer start(Path folder, Map<String, String> moreSettings) {
    PostgresServer server =
        new PostgresServer(folder, initialise(data(folder)), moreSettings, JavaProcess.freePort());
    try {
      server.restart();
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  private static Path data(Path folder) {
    return folder.resolve("postgres");
  }

  /** Unpacks the programs and makes the data by one ordinary start; the server program's path. */
  private static Path initialise(Path data) {
    try (EmbeddedPostgres first =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(ANSWERS_WITHIN)
            .start()) {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().trim();
      return ProcessHandle.of(Long.parseLong(pid))
          .flatMap(server -> server.info().command())
          .map(Path::of)
          .orElseThrow(() -> new IllegalStateException("the server's program is not known"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the server on its data, again and again until it answers: a killed postmaster keeps its
   * number, and its children their shared memory, for a moment.
   */
  void restart() {
    Eventually.within(
        ANSWERS_WITHIN,
        "PostgreSQL answers",
        () -> {
          if (postmaster == null || !postmaster.isAlive()) {
            postmaster = launch();
          }
          return answers();
        });
  }

  private Process launch() {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U")); // the server refuses root; there it is nobody
    }
    command.addAll(List.of(program.toString(), "-D", data(folder).toString(), "-p", "" + port));
    Stream.concat(SETTINGS.entrySet().stream(), moreSettings.entrySet().stream())
        .forEach(
            setting -> command.addAll(List.of("-c", setting.getKey() + "=" + setting.getValue())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try {
      execute("select 1");
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?connectTimeout=5&socketTimeout=120"
        .formatted(port);
  }

  /** A connection of the owner, for arranging and looking. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, "");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** kill -9 of the postmaster and of every process below it, as a power cut would end them. */
  void kill() {
    Process running = postmaster;
    if (running == null) {
      return;
    }
    List<ProcessHandle> children = running.descendants().toList();
    running.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    running.onExit().join();
    children.forEach(JavaProcess::awaitEnd);
    postmaster = null;
  }

  /** The data are of no use afterwards, so nothing is stopped in order. */
  @Override
  public void close() {
    kill();
  }
}
