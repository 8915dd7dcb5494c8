package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.ProfileServiceFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentTrackingWorkIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  /** Its own tracking looks once, and then not while the test runs. */
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(DATABASE, "storeloop.profile.segments.tracking-interval=1h");

  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID MEANWHILE = new UUID(0, 2);

  private final JdbcSegmentQueue queue = SERVICE.bean(JdbcSegmentQueue.class);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @BeforeEach
  void itsOwnTrackingHasLooked() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> queue.round().filter(round -> round.reached() == null).isPresent());
  }

  @Test
  void whoComesWhileOthersAreScoredIsScoredBeforeBeingLookedAt() {
    queue.mark(List.of(FIRST), Instant.now().minusSeconds(60), "event");
    List<UUID> scored = new ArrayList<>();
    SegmentTracking tracking =
        tracking(ids -> {
          if (scored.isEmpty()) {
            queue.mark(List.of(MEANWHILE), Instant.now().minusSeconds(30), "event");
          }
          scored.addAll(ids);
        });

    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.WHAT_HAPPENED);

    assertThat(scored).containsExactly(FIRST);
    assertThat(waiting()).containsExactly(MEANWHILE);

    tracking.work();

    assertThat(scored).containsExactly(FIRST, MEANWHILE);
    assertThat(waiting()).isEmpty();
  }

  @Test
  void oldScoresAndNewDefinitionsCanWaitAndWhatHappenedCannot() {
    SegmentTracking tracking = tracking(ids -> {});
    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.NOTHING);

    queue.mark(List.of(FIRST), Instant.now().minusSeconds(60), "score");
    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.WHAT_CAN_WAIT);

    queue.mark(List.of(FIRST), Instant.now().minusSeconds(60), "event");
    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.WHAT_HAPPENED);

    assertThat(
            SERVICE
                .post(
                    "/v1/segments",
                    "{\"id\": \"buyers\", \"name\": \"Buyers\", \"condition\": {\"features.orders\": {\"$gte\": 1}}}")
                .status())
        .isEqualTo(201);
    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.WHAT_CAN_WAIT);
    // nobody is here to be looked at: a page without profiles, then nothing
    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.WHAT_CAN_WAIT);
    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.NOTHING);
  }

  @Test
  void eachLookForgetsChangesThatAnotherProcessHasLookedAt() {
    ChangedProfiles latest = SERVICE.bean(ChangedProfiles.class);
    Instant longAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
    latest.keep(List.of(ChangedProfilesTest.profile(FIRST)), longAgo);

    tracking(ids -> {}).work();

    assertThat(latest.take(new JdbcSegmentQueue.Due(FIRST, longAgo, "event"))).isEmpty();
  }

  private List<UUID> waiting() {
    return queue.due(Instant.now(), 10).stream().map(JdbcSegmentQueue.Due::profileId).toList();
  }

  private static SegmentTracking tracking(Consumer<Collection<UUID>> scoring) {
    return TrackingFixture.tracking(SERVICE, scoring, found -> Map.of(), new SimpleMeterRegistry());
  }
}
