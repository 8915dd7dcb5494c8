package io.storeloop.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void outsideATerminalProgressIsALineEveryTenPercentAndOneAtTheEnd() {
    Console console = console(false);

    try (Progress progress = console.progress("sending", 100)) {
      for (int done = 1; done <= 100; done++) {
        progress.add(1);
      }
    }

    assertThat(lines()).hasSize(10);
    assertThat(lines()[0]).contains("10 %  10 of 100");
    assertThat(lines()[9]).contains("100 %  100 of 100");
  }

  @Test
  void aLineReplacesTheBarOfATerminal() {
    Console console = console(true);

    Progress progress = console.progress("sending", 100);
    progress.to(50);
    console.line("something happened");

    assertThat(text())
        .contains("############------------")
        .endsWith("\r\u001b[Ksomething happened\n");
  }

  @Test
  void countsAndRatesAreReadable() {
    String line = ProgressText.line("events", 125_000, 250_000, Duration.ofSeconds(5), false);

    assertThat(line).contains("events").endsWith("50 %  125,000 of 250,000, 25,000/s");
  }

  @Test
  void nothingToDoIsDone() {
    assertThat(ProgressText.percent(0, 0)).isEqualTo(100);
    assertThat(ProgressText.perSecond(10, Duration.ZERO)).isZero();
  }

  @Test
  void durationsAreSaidInSecondsThenInMinutes() {
    assertThat(ProgressText.duration(Duration.ofMillis(12_340))).isEqualTo("12.3 s");
    assertThat(ProgressText.duration(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
  }

  private Console console(boolean terminal) {
    return new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, CLOCK);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String[] lines() {
    return text().split("\n");
  }
}
