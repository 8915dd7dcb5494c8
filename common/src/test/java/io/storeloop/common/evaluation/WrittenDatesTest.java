package io.storeloop.common.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenDatesTest {
  private static WrittenDates of(String... cells) {
    Iterator<String> rest = List.of(cells).iterator();
    return WrittenDates.of(() -> rest.hasNext() ? rest.next() : null);
  }

  @Test
  void aNumberAboveTwelveIsADay() {
    assertThat(of("", "1/2/2024", "1/13/2024")).isEqualTo(new WrittenDates(true, false));
    assertThat(of("1.2.2024", "13.1.2024 8:26")).isEqualTo(new WrittenDates(false, false));
  }

  @Test
  void withoutOneTheDayStandsFirstBetweenPointsOnly() {
    assertThat(of("1/2/2024", "3/4/2024")).isEqualTo(new WrittenDates(true, true));
    assertThat(of("1.2.2024", "3.4.2024")).isEqualTo(new WrittenDates(false, true));
    assertThat(of("2024-01-02")).isEqualTo(new WrittenDates(true, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12/1/2010 8:26|2010-12-01T08:26:00Z",
        "12/1/2010 8:26:05 PM|2010-12-01T20:26:05Z",
        "12/1/10 12:10 am|2010-12-01T00:10:00Z",
        "12-01-2010|2010-12-01T00:00:00Z",
        "12/1/97|1997-12-01T00:00:00Z",
        "11-Feb-13|2013-02-11T00:00:00Z",
        "05 March 2019, 07:45|2019-03-05T07:45:00Z",
        "Dec 1, 2010|2010-12-01T00:00:00Z",
        "2010-12-01 07:45:00 UTC|2010-12-01T07:45:00Z",
        "2010-12-01T07:45:00.250+0100|2010-12-01T06:45:00.250Z",
        "2010-12-01 07:45:00+01|2010-12-01T06:45:00Z",
        "1291189500|2010-12-01T07:45:00Z"
      })
  void timesAreReadAsPeopleWriteThem(String text, String expected) {
    assertThat(of("12/31/2010").moment(text)).hasValue(Instant.parse(expected).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({"13/1/2010", "2/30/2010", "1-2-97", "12/1/2010 25:00", "5-Foo-2010", "1.2.3"})
  void whatNamesNoDayIsEmpty(String text) {
    assertThat(of("12/31/2010").moment(text)).isEmpty();
  }
}
