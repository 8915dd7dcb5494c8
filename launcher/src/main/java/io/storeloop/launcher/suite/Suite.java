package io.storeloop.launcher.suite;

import io.storeloop.launcher.command.Command;
import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.ProgressText;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.home.ApiKeys;
import io.storeloop.launcher.home.StoreloopHome;
import io.storeloop.launcher.postgres.LocalPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Starts everything in order, and stops it in the reverse order when the process is asked to end.
 */
public final class Suite {
  private final Path folder;
  private final Console console;
  private final Clock clock;

  /** {@code folder} is where the suite keeps its data; it is made if it is missing. */
  public Suite(Path folder, Console console, Clock clock) {
    this.folder = folder;
    this.console = console;
    this.clock = clock;
  }

  /**
   * Starts the suite; it runs until the process is asked to end.
   *
   * @throws Refusal if it cannot start; nothing is left running then
   */
  public void run(Command.RunSuite command) {
    requireFree(command.port());
    Instant begin = clock.instant();
    console.line(
        "Storeloop starts on port %d; its data are in %s".formatted(command.port(), folder));
    Shutdown shutdown = new Shutdown(console);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "storeloop-shutdown"));
    StoreloopHome home = StoreloopHome.open(folder);
    shutdown.then("", home::close);
    SecureRandom random = new SecureRandom();
    LocalPostgres postgres = startPostgres(home, command.fresh(), random, shutdown);
    ApiKeys keys = ApiKeys.of(home, random);
    console.line("  starting the four services");
    SuiteContext context = SuiteContext.start(home, postgres, keys, command.port());
    shutdown.then("  services stopped", context::close);
    SuiteFile.write(home, command.port());
    console.line("Ready after " + ProgressText.duration(Duration.between(begin, clock.instant())));
  }

  private LocalPostgres startPostgres(
      StoreloopHome home, boolean fresh, SecureRandom random, Shutdown shutdown) {
    if (fresh) {
      console.line("  deleting the data of earlier starts");
      LocalPostgres.stopLeftOver(home);
      home.deleteData();
    }
    LocalPostgres postgres = LocalPostgres.in(home, console, random);
    shutdown.then("  PostgreSQL stopped", postgres::stop);
    postgres.start();
    PostgresWatch watch = PostgresWatch.start(postgres, console);
    shutdown.then("", watch::close);
    return postgres;
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new Refusal(
          "Port %d is in use by another program: stop it, or choose another port with --port N."
              .formatted(port),
          taken);
    }
  }
}
