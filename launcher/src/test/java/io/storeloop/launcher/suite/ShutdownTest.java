package io.storeloop.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.launcher.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> undone = new ArrayList<>();
  private final Shutdown shutdown =
      new Shutdown(
          new Console(
              new PrintStream(out, true, StandardCharsets.UTF_8), false, Clock.systemUTC()));

  @Test
  void whatStartedLastStopsFirst() {
    shutdown.then("database stopped", () -> undone.add("database"));
    shutdown.then("services stopped", () -> undone.add("services"));

    shutdown.run();

    assertThat(undone).containsExactly("services", "database");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsSubsequence("services stopped", "database stopped");
  }

  @Test
  void aPartThatFailsDoesNotKeepTheRestRunning() {
    shutdown.then("", () -> undone.add("database"));
    shutdown.then(
        "",
        () -> {
          throw new IllegalStateException("stuck");
        });

    shutdown.run();

    assertThat(undone).containsExactly("database");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("stuck");
  }

  @Test
  void whatStartsWhileStoppingIsUndoneAtOnce() {
    shutdown.run();

    shutdown.then("", () -> undone.add("late"));

    assertThat(undone).containsExactly("late");
  }
}
