package io.storeloop.profile.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  @Test
  void goesOnAfterABeatThatFailed() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(3);

    try (Heartbeat beating =
        Heartbeat.of(
            () -> {
              beats.countDown();
              throw new IllegalStateException("the database is away");
            },
            Duration.ofMillis(1))) {
      assertThat(beating).isNotNull();
      assertThat(beats.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }
}
