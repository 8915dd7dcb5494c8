package io.storeloop.launcher;

import io.storeloop.launcher.command.Command;
import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.evaluate.Evaluate;
import io.storeloop.launcher.imports.ImportCommand;
import io.storeloop.launcher.suite.Suite;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.logging.LoggingSystem;

/** Reads the command line and does what it says. */
public final class LauncherApplication {
  private LauncherApplication() {}

  public static void main(String[] arguments) {
    quietUntilConfigured();
    try {
      run(Command.parse(List.of(arguments)));
    } catch (Refusal refusal) {
      System.err.println(refusal.sentence());
      System.exit(refusal.exitCode());
    }
  }

  /** Without this, what is logged before Spring starts would land on the console. */
  private static void quietUntilConfigured() {
    LoggingSystem.get(LauncherApplication.class.getClassLoader()).beforeInitialize();
  }

  private static void run(Command command) {
    Clock clock = Clock.systemUTC();
    Console console = new Console(System.out, Boolean.getBoolean("storeloop.terminal"), clock);
    switch (command) {
      case Command.ShowHelp() -> System.out.print(Command.usage());
      case Command.RunSuite suite -> new Suite(home(), console, clock).run(suite);
      case Command.ImportFile file -> new ImportCommand(home(), console, clock).run(file);
      case Command.Evaluate evaluation -> evaluate().run(evaluation.arguments());
    }
  }

  /** Needs neither a folder nor the suite. */
  private static Evaluate evaluate() {
    int threads = Runtime.getRuntime().availableProcessors();
    return new Evaluate(
        List.of(
            new io.storeloop.recommendation.evaluation.EvaluateCommand(System.out, threads),
            io.storeloop.profile.evaluation.EvaluateCommand.evaluator(System.out, threads),
            io.storeloop.campaign.evaluation.EvaluateCommand.evaluator(System.out, threads)));
  }

  /** {@code STORELOOP_HOME}, or {@code .storeloop} in the working folder. */
  private static Path home() {
    String named = System.getProperty("storeloop.home");
    return Path.of(
            Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(System.getenv("STORELOOP_HOME")))
                .orElse(".storeloop"))
        .toAbsolutePath();
  }
}
