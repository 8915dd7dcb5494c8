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
  void aQuotedFieldMayHoldLineEnds() throws IOException {
    Path file =
        file("id,said,paid", "1,\"so, ", "\"\"so\"\"\",3", "2, \"a, b\", 4", "3,size 5\" cup,5");

    try (TableRows rows = TableRows.open(file)) {
      assertThat(all(rows)).containsExactly("1|so, \n\"so\"|3", "2|a, b|4", "3|size 5\" cup|5");
      assertThat(rows.refusal("wrong")).hasMessage("%s, line 5: wrong.", file);
    }
  }

  @Test
  void aQuoteThatIsNotClosedIsASignLikeAnyOther() throws IOException {
    Path file = file("id\tsaid\tpaid", "1\t\"so\t", "2\t\"so", "3\tso\t3");

    try (TableRows rows = TableRows.open(file)) {
      assertThatExceptionOfType(EvaluationRefusal.class)
          .isThrownBy(() -> all(rows))
          .withMessage("%s, line 2: 2 fields instead of 3.", file);
    }
  }

  @Test
  void aLineForSpreadsheetsIsPassedOver() throws IOException {
    Path file = file("sep=;", "a;b", "1;2");

    try (TableRows rows = TableRows.open(file)) {
      assertThat(rows.names()).contains(List.of("a", "b"));
      assertThat(all(rows)).containsExactly("1|2");
    }
  }

  @Test
  void commasInNumbersDivideNothing() throws IOException {
    Path file = file("0,5;1,2;3,1", "1,5;2,25;1,0", "0,1;0,2;0,3");

    try (TableRows rows = TableRows.open(file)) {
      assertThat(rows.names()).isEmpty();
      assertThat(rows.delimiter()).isEqualTo(";");
      assertThat(all(rows)).containsExactly("0,5|1,2|3,1", "1,5|2,25|1,0", "0,1|0,2|0,3");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "K1;01.12.2009 07:45;12,50 €\nK2;02.12.2009 08:00;1.200,00 €",
        "anna;$1,200.50;x\nben;$3.00;y",
        "C1,12/1/2009 7:45,red\nC2,12/2/2009 7:45,blue",
        "anna|12.5 %|x\nben|3 %|y"
      })
  void aRowOfDataIsNoRowOfNames(String text) throws IOException {
    Path file = file(text);

    try (TableRows rows = TableRows.open(file)) {
      assertThat(rows.names()).isEmpty();
      assertThat(all(rows)).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"country;2015;2016;name\nDE;1;2;3\nFR;2;3;4", "x,y,y\n1,2,3\n4,5,6\n7,8,9"})
  void namesMayBeNumbersOrTwiceTheSameAboveNumbers(String text) throws IOException {
    Path file = file(text);

    try (TableRows rows = TableRows.open(file)) {
      assertThat(rows.names()).isPresent();
    }
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    assertRefused(
        Files.write(folder.resolve("z"), new byte[] {'P', 'K', 3, 4, 20}),
        "'%s' is a zip archive or a spreadsheet: unpack it, or save it as CSV.");
    assertRefused(file("a,b", "1,\0"), "%s, line 2: it holds binary data, where text is expected.");
    assertRefused(
        file("{\"user\": 1, \"item\": 2}"),
        "%s, line 1: this looks like JSON; what is read is a table with a row a line.");
    assertRefused(
        Files.write(folder.resolve("l"), new byte[] {'a', ',', (byte) 0x81, '\n'}),
        "'%s' is neither UTF-8 nor Latin-1 text near line 1: unpack it, or convert it with iconv -t utf-8.");
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
