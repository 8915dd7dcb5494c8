package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.profile.ClusterMembership;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackingBoundsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  /** Its own tracking looks once, and then not while the test runs. */
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(DATABASE, "storeloop.profile.segments.tracking-interval=1h");

  private static final UUID NOBODY = new UUID(0, 1);

  private final JdbcSegmentQueue queue = SERVICE.bean(JdbcSegmentQueue.class);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @BeforeEach
  void itsOwnTrackingHasLooked() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> queue.round().isPresent() && isIdle());
  }

  @Test
  void whatASegmentLeavesBehindIsForgottenSomeAtATime() {
    DATABASE
        .owner()
        .sql(
            """
            insert into segment_member (segment_id, profile_id, since)
            select 'gone', md5(n::text)::uuid, now() from generate_series(1, 12000) n
            """)
        .update();
    SegmentTracking tracking = tracking(found -> Map.of());

    queue.mark(List.of(NOBODY), Instant.now().minusSeconds(60), "event");
    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.WHAT_HAPPENED);
    assertThat(leftBehind()).isEqualTo(12_000 - TrackingUpkeep.AT_ONCE);

    assertThat(tracking.work()).isEqualTo(SegmentTracking.Work.NOTHING);
    assertThat(leftBehind()).isZero();
  }

  private static long leftBehind() {
    return DATABASE
        .owner()
        .sql("select count(*) from segment_member where segment_id = 'gone'")
        .query(Long.class)
        .single();
  }

  @Test
  void aProfileThatCannotBeCalculatedWithKeepsNobodyWaiting() {
    List<UUID> profiles = List.of(profile("anna"), profile("ben"));
    assertThat(
            SERVICE
                .post(
                    "/v1/segments",
                    "{\"id\": \"savers\", \"name\": \"Savers\", \"condition\": {\"cluster\": \"savers\"}}")
                .status())
        .isEqualTo(201);
    queue.mark(profiles, Instant.now().minusSeconds(60), "event");

    tracking(new Broken(profiles.getFirst())).work();

    assertThat(members("savers")).containsExactly(profiles.getLast());
    assertThat(queue.due(Instant.now(), 10))
        .extracting(JdbcSegmentQueue.Due::profileId)
        .doesNotContainAnyElementsOf(profiles);
    assertThat(meters.counter("storeloop.profiles.passed.over", "work", "segments").count())
        .isEqualTo(1);
    assertThat(queue.due(Instant.now().plus(SegmentTracking.PASSED_OVER_FOR), 10))
        .extracting(JdbcSegmentQueue.Due::profileId)
        .contains(profiles.getFirst());
  }

  private static List<UUID> members(String segment) {
    return DATABASE
        .owner()
        .sql("select profile_id from segment_member where segment_id = :segment")
        .param("segment", segment)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  private static UUID profile(String user) {
    UUID id = UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8));
    DATABASE
        .owner()
        .sql(
            """
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, features, behaviour, updated_at)
            values (:id, :user, now(), now(), '{}', '', now())
            """)
        .param("id", id)
        .param("user", user)
        .update();
    return id;
  }

  /** Everybody is a saver, and of one it cannot be told. */
  private record Broken(UUID profileId)
      implements Function<List<ProfileSnapshot>, Map<UUID, ClusterMembership.Cluster>> {
    @Override
    public Map<UUID, ClusterMembership.Cluster> apply(List<ProfileSnapshot> found) {
      return new AbstractMap<>() {
        @Override
        public ClusterMembership.Cluster get(Object id) {
          if (id.equals(profileId)) {
            throw new NumberFormatException("Infinite or NaN");
          }
          return new ClusterMembership.Cluster(NOBODY, 0, "savers", Instant.EPOCH);
        }

        @Override
        public Set<Entry<UUID, ClusterMembership.Cluster>> entrySet() {
          return Set.of();
        }
      };
    }
  }

  /** What another test has left is done. */
  private boolean isIdle() {
    return tracking(found -> Map.of()).work() == SegmentTracking.Work.NOTHING;
  }

  private SegmentTracking tracking(
      Function<List<ProfileSnapshot>, Map<UUID, ClusterMembership.Cluster>> clusters) {
    return TrackingFixture.tracking(SERVICE, ids -> {}, clusters, meters);
  }
}
