package io.storeloop.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @Test
  void aFileMayNotGrowWithoutEndWhileItIsUnpacked(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[10_000]);

    try (PlainFile plain = PlainFile.open(file, 9_999)) {
      assertThatThrownBy(() -> plain.stream().readAllBytes())
          .isInstanceOfSatisfying(
              UnreadableFileException.class,
              failure -> assertThat(failure.code()).isEqualTo("file_too_large"));
    }
  }

  @Test
  void aSpoolKeepsItsIdAndRefusesToFillTheDisk(@TempDir Path folder) throws IOException {
    UUID id = new UUID(1, 2);
    Spool spool = Spool.open(folder, 0, id);
    Spool full = Spool.open(folder, Long.MAX_VALUE / 2, new UUID(3, 4));
    UUID task = new UUID(5, 6);

    long length = spool.receive(task, new ByteArrayInputStream(new byte[100_000]), -1);

    assertThat(length).isEqualTo(100_000);
    assertThat(spool.tasks()).containsExactly(task);
    assertThat(full.id()).isEqualTo(id);
    assertThatThrownBy(() -> full.receive(new UUID(7, 8), new ByteArrayInputStream(new byte[1]), 1))
        .isInstanceOf(SpoolFullException.class);
    assertThat(spool.tasks()).containsExactly(task);
  }

  @Test
  void anIdThatACrashHasLeftHalfWrittenIsMadeAnew(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("spool-id"));
    UUID id = new UUID(1, 2);

    Spool spool = Spool.open(folder, 0, id);

    assertThat(spool.id()).isEqualTo(id);
    assertThat(Files.readString(folder.resolve("spool-id"))).isEqualTo(id.toString());
    assertThat(folder.toFile().list()).containsExactly("spool-id");
  }

  @Test
  void anIdThatIsNoneStopsTheServiceBeforeItLosesSightOfItsTasks(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("spool-id"), "oops");

    assertThatThrownBy(() -> Spool.open(folder, 0, new UUID(1, 2)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aFileThatIsNoTaskIsLeftAlone(@TempDir Path folder) throws IOException {
    Spool spool = Spool.open(folder, 0, new UUID(1, 2));
    Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThat(spool.tasks()).isEmpty();
  }

  @Test
  void aFingerprintIsOfTheContentHoweverItIsPacked() throws IOException {
    byte[] content = {1, 2, 3};

    String first = Fingerprint.of(new ByteArrayInputStream(content), () -> {});
    String again = Fingerprint.of(new ByteArrayInputStream(content), () -> {});
    String other = Fingerprint.of(new ByteArrayInputStream(new byte[] {1, 2}), () -> {});

    // SHA-256 of the bytes 01 02 03
    assertThat(first)
        .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81")
        .isEqualTo(again)
        .isNotEqualTo(other);
  }
}
