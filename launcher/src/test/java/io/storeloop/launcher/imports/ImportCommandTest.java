package io.storeloop.launcher.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.launcher.command.Command;
import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir private Path folder;

  @Test
  void withoutASuiteNothingIsStarted() throws IOException {
    Path file = Files.writeString(folder.resolve("events.csv"), "a");

    assertRefused(file, "Storeloop is not running here");
  }

  @Test
  void aSuiteThatHasStoppedIsNotRunning() throws IOException {
    Path file = Files.writeString(folder.resolve("events.csv"), "a");
    Files.writeString(folder.resolve("suite.json"), "{\"port\": %d}".formatted(freePort()));
    Files.writeString(folder.resolve("keys.properties"), "write=wk_1\nsecret=sk_1\n");

    assertRefused(file, "Storeloop is not running here");
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused(folder.resolve("nothing.csv"), "no readable file");
  }

  private void assertRefused(Path file, String why) {
    var silent = new PrintStream(OutputStream.nullOutputStream());
    var command =
        new ImportCommand(folder, new Console(silent, false, Clock.systemUTC()), Clock.systemUTC());

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> command.run(new Command.ImportFile("storeloop", file)))
        .withMessageContaining(why)
        .satisfies(refusal -> assertThat(refusal.exitCode()).isEqualTo(2));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
