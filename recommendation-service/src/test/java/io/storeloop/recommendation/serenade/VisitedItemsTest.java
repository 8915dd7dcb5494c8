package io.storeloop.recommendation.serenade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VisitedItemsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  private final VisitedItems visits = new VisitedItems();

  @Test
  void theItemsOfASessionAreKeptFromOldToNewEachOnce() {
    visits.visit("a", "shoes", NOW);
    visits.visit("a", "socks", NOW);

    assertThat(visits.visit("a", "shoes", NOW)).containsExactly("socks", "shoes");
  }

  @Test
  void whatNobodyAskedForHalfAnHourIsDroppedWithWhateverQuestionComes() {
    visits.visit("a", "shoes", NOW);
    visits.visit("b", "shoes", NOW);
    visits.visit("a", "socks", NOW.plus(Duration.ofMinutes(20)));

    visits.visit("c", "hat", NOW.plus(VisitedItems.LIFETIME));

    assertThat(visits.size()).isEqualTo(2);
    assertThat(visits.visit("a", "hat", NOW.plus(VisitedItems.LIFETIME)))
        .containsExactly("shoes", "socks", "hat");
  }

  @Test
  void aSessionIsForgottenAtOnce() {
    visits.visit("a", "shoes", NOW);

    visits.forget("a");

    assertThat(visits.size()).isZero();
    assertThat(visits.visit("a", "hat", NOW)).containsExactly("hat");
  }
}
