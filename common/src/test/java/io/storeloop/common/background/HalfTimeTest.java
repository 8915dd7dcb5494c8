package io.storeloop.common.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HalfTimeTest {
  @Test
  void restsAsLongAsItWorkedButNotForLong() {
    assertThat(HalfTime.restAfter(Duration.ofMillis(30))).isEqualTo(Duration.ofMillis(30));
    assertThat(HalfTime.restAfter(Duration.ofMinutes(2))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anInterruptEndsTheRestAndIsPassedOn() {
    HalfTime time = new HalfTime();
    Thread.currentThread().interrupt();

    time.rest();

    assertThat(Thread.interrupted()).isTrue();
  }
}
