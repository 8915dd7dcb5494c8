package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RfmJobTest {
  private final Timer timer = new Timer();

  @Test
  void thresholdsMoveSoonAfterAStartAndThenAsOftenAsIsSet() {
    new RfmJob(() -> {}, Duration.ofDays(1), timer).close();

    assertThat(timer.delays).containsExactly(RfmJob.FIRST, Duration.ofDays(1));
  }

  @Test
  void whoseThresholdsMoveEveryMinuteDoesNotWaitLonger() {
    new RfmJob(() -> {}, Duration.ofMinutes(1), timer).close();

    assertThat(timer.delays).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  /** Notes when something is to happen. */
  private static final class Timer extends ScheduledThreadPoolExecutor {
    private final List<Duration> delays = new ArrayList<>();

    Timer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable work, long first, long pause, TimeUnit unit) {
      delays.add(Duration.of(first, unit.toChronoUnit()));
      delays.add(Duration.of(pause, unit.toChronoUnit()));
      return super.scheduleWithFixedDelay(work, first, pause, unit);
    }
  }
}
