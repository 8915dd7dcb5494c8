package io.storeloop.common.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyClockTest {
  private long nanos;
  private boolean gaveUp;

  @Test
  void aTrickleIsSentAwayWhenTheFirstTurnIsOver() {
    BodyClock clock = clock();

    nanos = Duration.ofSeconds(10).toNanos() - 1;
    assertThatCode(() -> clock.check(999)).doesNotThrowAnyException();
    nanos++;
    assertThatThrownBy(() -> clock.check(999))
        .isInstanceOfSatisfying(
            ProblemException.class, slow -> assertThat(slow.code()).isEqualTo("body_too_slow"));
  }

  @Test
  void aLongBodyHasATurnForEachOfItsParts() {
    BodyClock clock = clock();

    nanos = Duration.ofSeconds(35).toNanos();

    assertThatCode(() -> clock.check(3000)).doesNotThrowAnyException();
    assertThatThrownBy(() -> clock.check(2999)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aClientThatFallsSilentIsSentAway() {
    InputStream silent =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new SocketTimeoutException();
          }
        };

    assertThatThrownBy(() -> new PacedStream(silent, clock(), () -> gaveUp = true).read())
        .isInstanceOfSatisfying(
            ProblemException.class, slow -> assertThat(slow.status().value()).isEqualTo(408));
    assertThat(gaveUp).isTrue();
  }

  private BodyClock clock() {
    return new BodyClock(Duration.ofSeconds(10), 1000, () -> nanos);
  }
}
