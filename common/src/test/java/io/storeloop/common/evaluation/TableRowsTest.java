package io.storeloop.common.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableRowsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|", "::"})
  void theDelimiterIsRecognised(String delimiter) throws IOException {
    Path file =
        file(
            String.join(delimiter, "customer", "bought at", "paid"),
            String.join(delimiter, "anna", "2011-12-09 12:50:00", "3.5"),
            String.join(delimiter, "ben", "2011-12-09 12:51:00", "4"));

    try (TableRows rows = TableRows.open(file)) {
      assertThat(rows.names()).contains(List.of("customer", "bought at", "paid"));
      assertThat(all(rows))
          .containsExactly("anna|2011-12-09 12:50:00|3.5", "ben|2011-12-09 12:51:00|4");
    }
  }

  @Test
  void severalBlanksAreOneDelimiter() throws IOException {
    Path file = file(" 00001 19970101  1   11.77", " 00002 19970112  1   12.00");

    try (TableRows rows = TableRows.open(file)) {
      assertThat(rows.names()).isEmpty();
      assertThat(all(rows)).containsExactly("00001|19970101|1|11.77", "00002|19970112|1|12.00");
    }
  }

  @Test
  void quotesHideDelimitersAndAnUnnamedColumnMayStand() throws IOException {
    Path file = file(",item,price", "0,\"cup, \"\"blue\"\"\",2.5", "1,plate,3");

    try (TableRows rows = TableRows.open(file)) {
      assertThat(rows.names()).contains(List.of("", "item", "price"));
      assertThat(rows.column(List.of("amount", "price"))).contains(2);
      assertThat(all(rows)).containsExactly("0|cup, \"blue\"|2.5", "1|plate|3");
    }
  }

  @Test
  void numbersMayBeNamesWhereSomebodySaysSo() throws IOException {
    Path file = file("1,2", "3,4");

    try (TableRows rows = TableRows.withNames(file)) {
      assertThat(rows.names()).contains(List.of("1", "2"));
      assertThat(all(rows)).containsExactly("3|4");
    }
  }

  @Test
  void aRowOfAnotherLengthIsRefusedWithItsPlace() throws IOException {
    Path file = file("a,b", "1,2", "3,4", "5");

    try (TableRows rows = TableRows.open(file)) {
      assertThatExceptionOfType(EvaluationRefusal.class)
          .isThrownBy(() -> all(rows))
          .withMessage("%s, line 4: 1 fields instead of 2.", file);
    }
  }

  @Test
  void whatIsNoTableIsRefused() throws IOException {
    assertRefused(file("word", "word"), "%s, line 1: no delimiter makes a table of it.");
    assertRefused(Files.writeString(folder.resolve("none"), ""), "%s, line 1: the file is empty.");
    assertRefused(folder.resolve("absent"), "There is no readable file '%s'.");
  }

  private static void assertRefused(Path file, String message) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> TableRows.open(file))
        .withMessage(message, file);
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("table"), String.join("\n", lines) + "\n");
  }

  private static List<String> all(TableRows rows) {
    List<String> all = new ArrayList<>();
    for (String[] row = rows.next(); row != null; row = rows.next()) {
      all.add(String.join("|", row));
    }
    return all;
  }
}
