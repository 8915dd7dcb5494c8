package io.storeloop.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.recommendation.model.Training.Cause;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrainingScheduleTest {
  private static final Instant END = Instant.parse("2026-05-04T10:00:00Z");
  private static final Duration QUICK = Duration.ofMillis(100);

  /** 5,000 interactions, 30 seconds, rest four times as long as the training. */
  private final TrainingSchedule schedule = new TrainingSchedule(TrainingProperties.defaults());

  @Test
  void theFirstDataIsLearntAtOnceButNotBeforeTheLogIsRead() {
    assertThat(schedule.due(END, 1, false, null, QUICK)).isEmpty();
    assertThat(schedule.due(END, 1, true, null, QUICK)).contains(Cause.FIRST_DATA);
  }

  @Test
  void nothingNewIsNothingToLearn() {
    assertThat(schedule.due(END.plusSeconds(3600), 0, true, END, QUICK)).isEmpty();
    assertThat(schedule.due(END, 0, true, null, QUICK)).isEmpty();
  }

  @Test
  void aLittleIsLearntAfterTheInterval() {
    assertThat(schedule.due(END.plusSeconds(29), 1, true, END, QUICK)).isEmpty();
    assertThat(schedule.due(END.plusSeconds(30), 1, true, END, QUICK)).contains(Cause.INTERVAL);
  }

  @Test
  void muchIsLearntSoonerButTrainingRests() {
    Duration slow = Duration.ofSeconds(3);

    assertThat(schedule.due(END.plusSeconds(11), 5000, true, END, slow)).isEmpty();
    assertThat(schedule.due(END.plusSeconds(12), 5000, true, END, slow))
        .contains(Cause.NEW_INTERACTIONS);
  }
}
