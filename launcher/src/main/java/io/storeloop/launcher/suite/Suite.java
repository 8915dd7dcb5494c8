package io.storeloop.launcher.suite;

import io.storeloop.launcher.command.Command;
import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.ProgressText;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.demo.Demo;
import io.storeloop.launcher.home.ApiKeys;
import io.storeloop.launcher.home.ErasureKey;
import io.storeloop.launcher.home.StoreloopHome;
import io.storeloop.launcher.http.Pause;
import io.storeloop.launcher.http.SuiteApi;
import io.storeloop.launcher.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts everything in order, and stops it in the reverse order when the process is asked to end.
 */
public final class Suite {
  private static final Logger LOG = LoggerFactory.getLogger(Suite.class);
  private static final Duration READY_LIMIT = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

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
    int port = command.port() == 0 ? FreePort.any() : FreePort.required(command.port());
    Instant begin = clock.instant();
    StoreloopHome home = StoreloopHome.open(folder);
    console.line("Storeloop starts on port %d; its data are in %s".formatted(port, folder));
    Shutdown shutdown = new Shutdown(console);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "storeloop-shutdown"));
    shutdown.then("", home::close);
    SecureRandom random = new SecureRandom();
    LocalPostgres postgres = startPostgres(home, command.fresh(), random, shutdown);
    ApiKeys keys = ApiKeys.of(home, random);
    console.line("  starting the four services");
    SuiteContext context =
        SuiteContext.start(home, postgres, keys, ErasureKey.of(home, random), port);
    shutdown.then("  services stopped", context::close);
    SuiteFile.write(home, port);
    SuiteApi api = new SuiteApi(port, keys.secret());
    awaitReadiness(api);
    console.line("Ready after " + ProgressText.duration(Duration.between(begin, clock.instant())));
    Welcome welcome = new Welcome(console, port, keys);
    welcome.addresses();
    if (command.demo()) {
      showDemo(new Demo(home, api, console, clock), keys, command.shoppers(), shutdown);
    }
    welcome.farewell();
    if (Boolean.getBoolean("storeloop.exit-when-ready")) {
      System.exit(0);
    }
  }

  /** What the services keep in memory is read from the event log first. */
  private void awaitReadiness(SuiteApi api) {
    Instant began = clock.instant();
    while (!isReady(api)) {
      if (Duration.between(began, clock.instant()).compareTo(READY_LIMIT) > 0) {
        throw new Refusal(
            "The services are not ready after %d minutes; %s says why."
                .formatted(READY_LIMIT.toMinutes(), folder.resolve("storeloop.log")));
      }
      Pause.of(LOOK_AGAIN);
    }
  }

  private static boolean isReady(SuiteApi api) {
    try {
      return api.tryGet("/actuator/health/readiness").succeeded();
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Without the demo the suite is whole; what went wrong with it is said, and tried again next
   * time.
   */
  private void showDemo(Demo demo, ApiKeys keys, int shoppers, Shutdown shutdown) {
    try {
      demo.fill(shoppers);
      demo.showExamples(keys.secret());
    } catch (Refusal refusal) {
      if (!shutdown.isStopping()) {
        LOG.error("the demo shop is not complete", refusal);
        console.line(
            "The demo shop is not complete (the next start goes on): " + refusal.sentence());
      }
    }
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
}
