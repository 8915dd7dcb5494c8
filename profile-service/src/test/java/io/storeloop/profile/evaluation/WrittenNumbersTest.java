package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.profile.evaluation.WrittenNumbers.Mark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenNumbersTest {
  private static WrittenNumbers column(String cells) {
    var numbers = new WrittenNumbers();
    List.of(cells.split(" ", -1)).forEach(numbers::learn);
    return numbers;
  }

  private static Mark alone(String cells, String delimiter) {
    WrittenNumbers column = column(cells);
    return column.mark(WrittenNumbers.agreed(List.of(column)), delimiter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.5|12.5",
        "-1,234.50|-1234.5",
        "1,234,567|1234567",
        "$12.30|12.3",
        "-$1,000|-1000",
        "(12.50)|-12.5",
        "12.5 %|12.5",
        "12.50 EUR|12.5",
        "1'234.5|1234.5",
        "1e-3|0.001",
        ".5|0.5"
      })
  void numbersHaveAPoint(String cell, double expected) {
    assertThat(Mark.POINT.number(cell)).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12,5|12.5",
        "-1.234,50|-1234.5",
        "1.234|1234",
        "12,50 €|12.5",
        "0,123|0.123",
        "7|7"
      })
  void orAComma(String cell, double expected) {
    assertThat(Mark.COMMA.number(cell)).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3",
        "12,34.5",
        "0,123",
        "1.2.3",
        "12.01.2010",
        "(5",
        "abc",
        "5 6",
        "inf",
        "1e99"
      })
  void otherTextsAreNone(String cell) {
    assertThat(Mark.POINT.number(cell)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12,5 834 1.234|;|COMMA", // one cell decides for all
        "12,5 834 abc|;|POINT", // not all are numbers
        "12,5 12.5|;|POINT", // contradictory
        "1,234 834|;|POINT", // thousands have a sign, hundreds none
        "1,234 2345|;|COMMA", // thousands have none
        "1,234 0,500|;|COMMA", // no thousand begins with 0
        "1,234 5,678|;|COMMA", // nothing but the delimiter tells
        "1,234 5,678|,|POINT",
        "1.234 5.678|;|POINT",
        "1,234,567 5,678|;|POINT"
      })
  void theColumnTellsTheMark(String cells, String delimiter, Mark expected) {
    assertThat(alone(cells, delimiter)).isEqualTo(expected);
  }

  @Test
  void otherColumnsTellWhatOneLeavesOpen() {
    WrittenNumbers open = column("1.234 834");
    WrittenNumbers price = column("12,5 3,25");
    WrittenNumbers weight = column("0.5 2.25");

    Optional<Mark> german = WrittenNumbers.agreed(List.of(open, price));
    Optional<Mark> contradictory = WrittenNumbers.agreed(List.of(open, price, weight));

    assertThat(open.mark(german, ";")).isEqualTo(Mark.COMMA);
    assertThat(contradictory).isEmpty();
    assertThat(open.mark(contradictory, ";")).isEqualTo(Mark.POINT);
    assertThat(weight.mark(german, ";")).isEqualTo(Mark.POINT);
    assertThat(column("1,234 834").mark(german, ";")).isEqualTo(Mark.COMMA);
  }
}
