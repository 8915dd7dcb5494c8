package io.storeloop.ingestion.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MinuteCountsTest {
  private static final long NOON = 1_772_366_400_000L;

  private final MinuteCounts counts = new MinuteCounts();

  private int add(long somebody, long at, int times) {
    int count = 0;
    for (int i = 0; i < times; i++) {
      count = counts.add(somebody, at);
    }
    return count;
  }

  @Test
  void aMinuteSlides() {
    assertThat(add(1, NOON, 100)).isEqualTo(100);
    assertThat(add(1, NOON + 60_000, 1)).isEqualTo(101);
    assertThat(add(1, NOON + 90_000, 1)).isEqualTo(52);
    assertThat(add(1, NOON + 180_000, 1)).isEqualTo(1);
  }

  @Test
  void whatIsTakenBackIsNotCounted() {
    add(1, NOON, 100);
    for (int i = 0; i < 98; i++) {
      counts.remove(1, NOON);
    }
    counts.remove(2, NOON);
    counts.remove(1, NOON + 60_000);

    assertThat(add(1, NOON, 1)).isEqualTo(3);
    assertThat(add(2, NOON, 1)).isEqualTo(1);
    assertThat(add(1, NOON + 60_000, 1)).isEqualTo(4);
  }

  @Test
  void everybodyIsCountedApart() {
    add(1, NOON, 100);

    assertThat(add(2, NOON, 1)).isEqualTo(1);
  }

  @Test
  void aDeviceThatWasOfflineForADayIsNotFast() {
    int most = 0;
    for (int minute = 0; minute < 1440; minute++) {
      most = Math.max(most, add(1, NOON + minute * 60_000L, 2));
    }

    assertThat(most).isLessThanOrEqualTo(4);
  }

  @Test
  void aCrowdBeyondTheBoundNeverMakesACountTooHigh() {
    Random random = new Random(3);
    for (int i = 0; i < 4 * MinuteCounts.CELLS; i++) {
      assertThat(counts.add(random.nextLong(), NOON)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void whoIsBusyIsNotForgottenInACrowd() {
    Random random = new Random(5);
    int count = 0;
    for (int i = 0; i < MinuteCounts.CELLS; i++) {
      counts.add(random.nextLong(), NOON);
      if (i % 100 == 0) {
        count = counts.add(1, NOON);
      }
    }

    assertThat(count).isEqualTo(MinuteCounts.CELLS / 100 + 1);
  }
}
