package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LogDaysTest {
  private static final int OPENING = (int) LocalDate.of(2022, 1, 1).toEpochDay();

  @Test
  void aFewDatesFarAwayAreStrayOnEitherSide() {
    LogDays days = log(2_000, 500);
    days.add((int) LocalDate.of(1900, 1, 1).toEpochDay());
    days.add((int) LocalDate.of(2099, 12, 31).toEpochDay());

    LogDays.Span span = days.span();

    assertThat(span).isEqualTo(new LogDays.Span(OPENING, OPENING + 499));
    assertThat(days.note(span))
        .hasValueSatisfying(note -> assertThat(note).startsWith("2 rows (1900-01-01, 2099-12-31)"));
  }

  @Test
  void aPauseIsNoWrongDate() {
    LogDays days = log(2_000, 500);
    days.add(OPENING + 499 + 480);

    assertThat(days.span().last()).isEqualTo(OPENING + 979);
    assertThat(days.note(days.span())).isEmpty();
  }

  @Test
  void moreThanAThousandthIsNoMistake() {
    LogDays days = log(2_000, 500);
    for (int row = 0; row < 4; row++) {
      days.add(OPENING + 5_000 + row);
    }

    assertThat(days.span().last()).isEqualTo(OPENING + 5_003);
  }

  @Test
  void ofASmallLogNothingIsLeftOut() {
    LogDays days = log(900, 400);
    days.add(OPENING + 5_000);

    assertThat(days.span().last()).isEqualTo(OPENING + 5_000);
    assertThat(new LogDays().span().holds(0)).isTrue();
  }

  private static LogDays log(int rows, int days) {
    LogDays log = new LogDays();
    for (int row = 0; row < rows; row++) {
      log.add(OPENING + row % days);
    }
    return log;
  }
}
