package io.storeloop.launcher.postgres;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.home.PrivateFile;
import io.storeloop.launcher.home.StoreloopHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The embedded PostgreSQL of one home folder. Its data survive the launcher, and a crash of either:
 * {@link #start()} first stops a server that a killed launcher left behind, and PostgreSQL itself
 * replays its log after a crash of its own.
 *
 * <p>Thread-safe.
 */
public final class LocalPostgres {
  public static final String USER = "storeloop";

  private static final String DATABASE = "storeloop";
  private static final String DATA = "postgres";
  private static final String MAJOR_VERSION = "18";
  private static final Duration INIT_LIMIT = Duration.ofMinutes(2);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
  private static final int START_TRIES = 20;
  private static final Duration START_PAUSE = Duration.ofMillis(500);

  private final StoreloopHome home;
  private final Console console;
  private final Path data;
  private final ServerCommand command;
  private final PostgresBinaries binaries;
  private PostgresSettings settings;

  private LocalPostgres(StoreloopHome home, Console console, SecureRandom random) {
    this.home = home;
    this.console = console;
    this.data = home.file(DATA);
    this.command = new ServerCommand(home.folder());
    this.binaries = PostgresBinaries.unpackedIn(home);
    this.settings = PostgresSettings.of(home, random);
  }

  /** Prepares the server of a home; unpacks and makes what is not there yet. */
  public static LocalPostgres in(StoreloopHome home, Console console, SecureRandom random) {
    var postgres = new LocalPostgres(home, console, random);
    postgres.requireVersion();
    return postgres;
  }

  /** Kills the server that a killed launcher left on data which are about to be deleted. */
  public static void stopLeftOver(StoreloopHome home) {
    Postmaster.of(home.file(DATA)).ifPresent(LocalPostgres::endNow);
  }

  private static void endNow(ProcessHandle server) {
    server.destroyForcibly();
    server.onExit().orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /**
   * Starts the server, recovering from whatever the last end was.
   *
   * @throws Refusal if it does not come up; the sentence holds the server's own reason
   */
  public synchronized void start() {
    StoreloopHome.delete(home.file(DATA + ".new"));
    if (Files.isDirectory(data)) {
      stopLeftOver();
    } else {
      console.line("  making a PostgreSQL %s database".formatted(MAJOR_VERSION));
      initialise();
    }
    settings = settings.onFreePort(home);
    startServer();
    createDatabase();
  }

  private void requireVersion() {
    try {
      Path file = data.resolve("PG_VERSION");
      if (Files.isDirectory(data) && !Files.readString(file).strip().equals(MAJOR_VERSION)) {
        throw new Refusal(
            "The data in %s were made by PostgreSQL %s, this is %s: use the Storeloop that made them, or start over by ./run --fresh."
                .formatted(data, Files.readString(file).strip(), MAJOR_VERSION));
      }
    } catch (IOException e) {
      throw new Refusal(
          "The database folder %s is damaged (no PG_VERSION): restore it, or start over by ./run --fresh."
              .formatted(data),
          e);
    }
  }

  private void initialise() {
    Path passwordFile = home.file("postgres.password");
    PrivateFile.write(passwordFile, settings.password());
    String draft = DATA + ".new";
    ServerCommand.Result result =
        command.run(
            INIT_LIMIT,
            binaries.program("initdb"),
            List.of(
                "-D",
                draft,
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile.getFileName(),
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8"));
    StoreloopHome.delete(passwordFile);
    if (!result.succeeded()) {
      throw new Refusal("PostgreSQL cannot make its database: " + reason(result.output()));
    }
    try {
      Files.move(home.file(draft), data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Refusal("%s cannot be written: %s".formatted(data, e.getMessage()), e);
    }
  }

  private void stopLeftOver() {
    Optional<ProcessHandle> leftOver = Postmaster.of(data);
    if (leftOver.isPresent()) {
      console.line("  stopping the PostgreSQL that an earlier launcher left running");
      stop();
    } else {
      // whatever process has this number by now, it is not our server
      StoreloopHome.delete(data.resolve(Postmaster.PID_FILE));
    }
  }

  /** A killed server's children take a moment to notice; until then a start is refused. */
  private void startServer() {
    String options =
        PostgresSettings.SERVER.stream()
            .map(setting -> "-c " + setting)
            .collect(Collectors.joining(" ", "-c port=" + settings.port() + " ", ""));
    var arguments =
        List.of(
            "-D", DATA, "-w", "-t", Long.toString(START_LIMIT.toSeconds()), "-o", options, "start");
    ServerCommand.Result result = command.run(START_LIMIT, binaries.program("pg_ctl"), arguments);
    for (int tries = 1; !result.succeeded() && tries < START_TRIES; tries++) {
      if (!result.output().contains("still in use")) {
        break;
      }
      pause();
      result = command.run(START_LIMIT, binaries.program("pg_ctl"), arguments);
    }
    if (!result.succeeded()) {
      throw new Refusal("PostgreSQL does not start: " + reason(result.output()));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(START_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("The start was interrupted.", e);
    }
  }

  private void createDatabase() {
    new DatabaseDoor(settings.port(), USER, settings.password()).createIfMissing(DATABASE);
  }

  /** Whether the server process is there. */
  public boolean isAlive() {
    return Postmaster.of(data).isPresent();
  }

  /** Stops the server in order: what was committed is on disk, the next start replays nothing. */
  public synchronized void stop() {
    if (!isAlive()) {
      return;
    }
    ServerCommand.Result result = stop("fast");
    if (!result.succeeded()) {
      result = stop("immediate");
    }
    if (!result.succeeded()) {
      throw new Refusal("PostgreSQL does not stop: " + reason(result.output()));
    }
  }

  private ServerCommand.Result stop(String mode) {
    return command.run(
        STOP_LIMIT,
        binaries.program("pg_ctl"),
        List.of("-D", DATA, "-w", "-t", "30", "-m", mode, "stop"));
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.port(), DATABASE);
  }

  public String password() {
    return settings.password();
  }

  /** The line that says why, out of all that the program wrote. */
  private static String reason(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.contains("FATAL:") || line.contains("error:"))
        .findFirst()
        .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
        .orElse("it gave no reason")
        .strip();
  }
}
