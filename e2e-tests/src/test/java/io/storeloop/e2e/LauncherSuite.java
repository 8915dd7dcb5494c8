package io.storeloop.e2e;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** All four services in one process on its embedded PostgreSQL, as {@code ./run} starts them. */
final class LauncherSuite implements Suite {
  private final Path folder;
  private final int port;
  private final JavaProcess process;

  private LauncherSuite(Path folder, int port, JavaProcess process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts on the data that the folder holds, or on none, without the demo shop. */
  static LauncherSuite start(Path folder) {
    int port = JavaProcess.freePort();
    JavaProcess process =
        JavaProcess.start(
            "launcher", folder, Map.of(), List.of("--port", Integer.toString(port), "--no-demo"));
    try {
      return new LauncherSuite(folder, port, process.awaitReady(port));
    } catch (RuntimeException | Error e) {
      process.kill();
      throw e;
    }
  }

  /** The one API, under the secret key that the launcher has made. */
  Api api() {
    return new Api(URI.create("http://127.0.0.1:" + port), secretKey());
  }

  @Override
  public Api ingestion() {
    return api();
  }

  @Override
  public Api profile() {
    return api();
  }

  @Override
  public Api recommendation() {
    return api();
  }

  @Override
  public Api campaign() {
    return api();
  }

  /** kill -9 of the launcher and of its PostgreSQL, as a power cut would end them. */
  void killWithDatabase() {
    long postmaster = postmaster();
    process.kill();
    ProcessHandle.of(postmaster).ifPresent(LauncherSuite::killTree);
  }

  private static void killTree(ProcessHandle postmaster) {
    List<ProcessHandle> children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    JavaProcess.awaitEnd(postmaster);
  }

  private long postmaster() {
    try {
      Path pidFile = folder.resolve(".storeloop/postgres/postmaster.pid");
      return Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection of the schema's owner, for looking behind the APIs. */
  Connection database() throws SQLException {
    Properties postgres = properties("postgres.properties");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/storeloop".formatted(postgres.getProperty("port")),
        "storeloop",
        postgres.getProperty("password"));
  }

  /** Everything that the suite and its PostgreSQL have written into logs. */
  String logs() {
    StringBuilder logs = new StringBuilder(process.log());
    try (Stream<Path> files = Files.walk(folder.resolve(".storeloop"), 2)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".log")).toList()) {
        logs.append(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return logs.toString();
  }

  private String secretKey() {
    return properties("keys.properties").getProperty("secret");
  }

  private Properties properties(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(".storeloop").resolve(file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  @Override
  public void close() {
    process.close();
  }
}
