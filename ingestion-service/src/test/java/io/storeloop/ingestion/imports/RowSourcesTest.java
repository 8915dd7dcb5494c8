package io.storeloop.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSourcesTest {
  private static CsvRows csv(String text) throws IOException {
    return CsvRows.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ',');
  }

  @Test
  void quotesCommasAndLineBreaksBelongToTheirCell() throws IOException {
    CsvRows rows = csv("\ufeffa, b\r\n\"x, \"\"y\"\"\nz\",2\r\n\r\n3\n");

    CsvRow first = rows.next();
    CsvRow second = rows.next();

    assertThat(rows.header()).containsExactly(Map.entry("a", 0), Map.entry("b", 1));
    assertThat(first.raw("a")).isEqualTo("x, \"y\"\nz");
    assertThat(first.isComplete()).isTrue();
    assertThat(first.json()).isEqualTo("{\"a\":\"x, \\\"y\\\"\\nz\",\"b\":\"2\"}");
    assertThat(second.isComplete()).isFalse();
    assertThat(second.raw("b")).isEmpty();
    assertThat(second.json()).isEqualTo("[\"3\"]");
    assertThat(rows.next()).isNull();
  }

  @Test
  void aRowIsBounded() throws IOException {
    CsvRows rows = csv("a\n\"" + "x".repeat(3_000_000));

    assertThatThrownBy(rows::next)
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            failure -> assertThat(failure.code()).isEqualTo("row_too_long"));
  }

  @Test
  void aQuoteAfterAQuotedCellIsNoCsv() throws IOException {
    CsvRows rows = csv("a,b\n\"x\"y,2\n");

    assertThatThrownBy(rows::next)
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            failure -> assertThat(failure.code()).isEqualTo("malformed_csv"));
  }

  @Test
  void linesAreCutAndLongOnesKeptJustLongEnoughToBeRefused() throws IOException {
    String text = "one\r\n\n  two \n" + "x".repeat(200_000) + "\nlast";
    LineSlices lines =
        new LineSlices(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

    List<Slice> read = new ArrayList<>();
    for (Slice line = lines.next(); line != null; line = lines.next()) {
      read.add(line);
    }

    assertThat(read).hasSize(4);
    assertThat(read.get(0).text()).isEqualTo("one");
    assertThat(read.get(1).text()).isEqualTo("two");
    assertThat(read.get(2).length()).isEqualTo(RecordReader.MAX_BYTES + 1);
    assertThat(read.get(3).text()).isEqualTo("last");
  }

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
}
