package io.storeloop.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {
  @TempDir private Path data;

  @Test
  void withoutAFileThereIsNoServer() {
    assertThat(Postmaster.of(data)).isEmpty();
  }

  @Test
  void aProcessThatMerelyHasTheNumberIsNotTheServer() throws IOException {
    Files.writeString(data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data);

    assertThat(Postmaster.of(data)).isEmpty();
  }

  @Test
  void aFileCutOffByACrashIsNoServer() throws IOException {
    Files.writeString(data.resolve("postmaster.pid"), "");

    assertThat(Postmaster.of(data)).isEmpty();
  }
}
