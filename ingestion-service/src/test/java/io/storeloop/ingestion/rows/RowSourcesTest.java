package io.storeloop.ingestion.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
  void aColumnThatIsNamedTwiceMakesAHeaderWrong() {
    assertThatThrownBy(() -> csv("a,b,a\n1,2,3\n"))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            failure -> assertThat(failure.code()).isEqualTo("wrong_header"));
  }

  @Test
  void valuesOfAJsonLineAreNamedByDottedPaths() {
    JsonRow row =
        new JsonRow(
            1,
            Map.of(
                "a", Map.of("b", Map.of("c", " deep ")), "x.y", 7, "flag", true, "list", List.of()),
            "{}");

    assertThat(row.text("a.b.c")).isEqualTo("deep");
    assertThat(row.text("x.y")).isEqualTo("7");
    assertThat(row.text("flag")).isEqualTo("true");
    assertThat(row.text("list")).isNull();
    assertThat(row.text("a.b")).isNull();
    assertThat(row.text("a.b.c.d")).isNull();
  }

  @Test
  void aLineIsToldFromItsEqualsByFileAndNumberAndAContentByNothingElse() {
    CsvRow first = new CsvRow(1, Map.of("a", 0), List.of("x"));
    CsvRow second = new CsvRow(2, Map.of("a", 0), List.of("x"));

    assertThat(first.contentId()).isEqualTo(second.contentId());
    assertThat(first.lineId("file")).isEqualTo(first.lineId("file"));
    assertThat(first.lineId("file"))
        .isNotEqualTo(second.lineId("file"))
        .isNotEqualTo(first.lineId("another"));
  }
}
