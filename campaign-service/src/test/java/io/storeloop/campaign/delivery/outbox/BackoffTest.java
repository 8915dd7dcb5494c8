package io.storeloop.campaign.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void pausesDoubleUpToTheLongestAndAreNeverUnderHalf() {
    Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));
    Random random = new Random(3);
    for (int attempt = 1; attempt < 70; attempt++) {
      long whole = Math.min(600_000, attempt > 7 ? 600_000 : 10_000L << (attempt - 1));
      for (int i = 0; i < 100; i++) {
        assertThat(backoff.after(attempt, random).toMillis()).isBetween(whole / 2, whole);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSamePauses() {
    Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

    assertThat(backoff.after(3, new Random(5))).isEqualTo(backoff.after(3, new Random(5)));
  }
}
