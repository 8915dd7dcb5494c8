package io.storeloop.reliability;

import io.storeloop.e2e.JavaProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ingestion-service in a process of its own on a PostgreSQL of its own; either can be killed and
 * comes back at the same address. Not thread-safe.
 */
final class Rig implements AutoCloseable {
  static final String WRITE_KEY = "wk_oracle_0123456789abcdef012345";
  private static final String SECRET_KEY = "sk_oracle_0123456789abcdef012345";

  private final Path folder;
  private final PostgresServer database;
  private final int port = JavaProcess.freePort();
  private @Nullable JavaProcess service;

  private Rig(Path folder, PostgresServer database) {
    this.folder = folder;
    this.database = database;
  }

  /** Starts both; {@code databaseSettings} go on top of those that make commits durable. */
  static Rig start(Path folder, Map<String, String> databaseSettings) {
    Rig rig = new Rig(folder, PostgresServer.start(folder, databaseSettings));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(rig::close)); // a run cut short leaves nobody behind
    try {
      rig.startService();
      return rig;
    } catch (RuntimeException | Error e) {
      rig.close();
      throw e;
    }
  }

  private void startService() {
    JavaProcess started =
        JavaProcess.start(
            "ingestion-service",
            folder,
            Map.of(
                "STORELOOP_DATABASE_URL",
                database.url(),
                "STORELOOP_DATABASE_USERNAME",
                PostgresServer.USER,
                "STORELOOP_KEYS_WRITE",
                WRITE_KEY,
                "STORELOOP_KEYS_SECRET",
                SECRET_KEY,
                "SERVER_PORT",
                Integer.toString(port)),
            List.of());
    service = started;
    started.awaitReady(port);
  }

  int port() {
    return port;
  }

  PostgresServer database() {
    return database;
  }

  /** kill -9. */
  void kill(Victim victim) {
    switch (victim) {
      case SERVICE -> killService();
      case DATABASE -> database.kill();
    }
  }

  /** Brings back who was killed; returns when it serves. */
  void restart(Victim victim) {
    switch (victim) {
      case SERVICE -> startService();
      case DATABASE -> database.restart();
    }
  }

  private void killService() {
    JavaProcess running = service;
    service = null;
    if (running != null) {
      running.kill();
    }
  }

  @Override
  public void close() {
    killService();
    database.close();
  }
}
