package io.storeloop.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreloopHomeTest {
  @TempDir private Path folder;

  @Test
  void aSecondLauncherIsRefusedWhileTheFirstHoldsTheFolder() {
    StoreloopHome first = StoreloopHome.open(folder);

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> StoreloopHome.open(folder))
        .withMessageContaining("Another Storeloop is running");
    first.close();
    StoreloopHome.open(folder).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsRefusedInOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> StoreloopHome.open(file.resolve(".storeloop")))
        .withMessageContaining("cannot be used");
  }

  @Test
  void deletingTheDataLeavesTheUnpackedServerAndStrangersAlone() throws IOException {
    try (StoreloopHome home = StoreloopHome.open(folder)) {
      Files.createDirectories(home.file("postgres/base"));
      Files.writeString(home.file("postgres/base/1"), "rows");
      Files.writeString(home.file("keys.properties"), "write=wk");
      Files.createDirectories(home.file("pgsql-1/bin"));
      Files.writeString(home.file("notes.txt"), "mine");

      home.deleteData();

      assertThat(folder.toFile().list()).containsExactlyInAnyOrder("lock", "pgsql-1", "notes.txt");
    }
  }
}
