package io.storeloop.ingestion.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.edge.ProblemException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-31");

  private static Days asked(@Nullable String day, @Nullable String from, @Nullable String to) {
    return Days.asked(date(day), date(from), date(to), TODAY);
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  private static Days days(String from, String to) {
    return new Days(LocalDate.parse(from), LocalDate.parse(to));
  }

  @Test
  void withoutAnyItIsToday() {
    assertThat(asked(null, null, null)).isEqualTo(days("2026-03-31", "2026-04-01"));
    assertThat(asked("2026-01-05", null, null)).isEqualTo(days("2026-01-05", "2026-01-06"));
    assertThat(asked("2026-01-05", null, null).isOne()).isTrue();
  }

  @Test
  void anOpenEndReachesAsFarAsItMay() {
    assertThat(asked(null, "2026-03-01", null)).isEqualTo(days("2026-03-01", "2026-04-01"));
    assertThat(asked(null, "2025-01-01", null)).isEqualTo(days("2025-01-01", "2025-04-03"));
    assertThat(asked(null, null, "2026-04-01")).isEqualTo(days("2025-12-30", "2026-04-01"));
  }

  @Test
  void aRangeHasABeginningAndABound() {
    assertThat(asked(null, "2026-01-01", "2026-04-03").isOne()).isFalse();
    assertRefused(null, "2026-01-01", "2026-04-04");
    assertRefused(null, "2026-01-01", "2026-01-01");
    assertRefused(null, "2026-04-02", null);
    assertRefused("2026-01-01", "2026-01-01", null);
  }

  private static void assertRefused(
      @Nullable String day, @Nullable String from, @Nullable String to) {
    assertThatThrownBy(() -> asked(day, from, to))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("invalid_range"));
  }
}
