package io.storeloop.common.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageCursorTest {
  @Test
  void aCursorGivesItsKeyBack() {
    assertThat(PageCursor.decode(PageCursor.encode("größe/42"))).isEqualTo("größe/42");
  }

  @Test
  void noCursorIsBeforeEveryKey() {
    assertThat(PageCursor.decode(null)).isEmpty();
  }

  @Test
  void aCursorThatHidesANulIsRefused() {
    assertThatThrownBy(() -> PageCursor.decode(PageCursor.encode("a\0b")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("invalid_cursor"));
  }

  @Test
  void aForeignCursorAndABadLimitAreRefused() {
    assertThatThrownBy(() -> PageCursor.decode("!!"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("invalid_cursor"));
    assertThatThrownBy(() -> PageCursor.limit(0)).hasMessageContaining("1 to 1000, not 0");
    assertThatThrownBy(() -> PageCursor.limit(1001)).hasMessageContaining("1 to 1000, not 1001");
  }
}
