package io.storeloop.profile.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BoundedSetsTest {
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  @Test
  void idsAreCountedExactlyUpToTheBoundAndEstimatedAbove() {
    DistinctIds few = new DistinctIds();
    DistinctIds many = new DistinctIds();
    for (int i = 0; i < 50_000; i++) {
      many.add("order-" + i);
      few.add("order-" + i % 1000);
    }

    assertThat(few.count()).isEqualTo(1000);
    assertThat((double) many.count()).isCloseTo(50_000, Percentage.withPercentage(10));
  }

  @Test
  void theNewestDaysAreKept() {
    DaySet days = new DaySet();
    for (int day = 0; day < DaySet.BOUND + 500; day++) {
      days.add(day);
    }

    assertThat(days.size()).isEqualTo(DaySet.BOUND);
  }

  @Test
  void sessionsBeyondTheBoundStayCounted() {
    SessionTimes sessions = new SessionTimes();
    for (int i = 0; i < SessionTimes.BOUND + 500; i++) {
      sessions.add(START.plus(Duration.ofHours(i)));
    }

    sessions.add(START.plus(Duration.ofHours(1))); // of a session that is closed

    assertThat(sessions.count()).isEqualTo(SessionTimes.BOUND + 500);
  }

  @Test
  void theStrongestInterestsAreKeptAndSharesStayShares() {
    Interests interests = new Interests(Duration.ofDays(30));
    interests.add("shoes", 1000, START);
    for (int i = 0; i < 3 * Interests.BOUND; i++) {
      interests.add("category-" + i, 1, START);
    }

    Map<String, Double> shares = interests.shares();

    // 1000 / (1000 + 1500)
    assertThat(shares).hasSize(Interests.TOLD).containsEntry("shoes", 0.4);
  }
}
