package io.storeloop.profile.segment;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.profile.ClusterMembership;
import io.storeloop.profile.profile.PassedOver;
import io.storeloop.profile.profile.PredictionScores;
import io.storeloop.profile.profile.ProfileReader;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.Rebuild;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** The tracking of a service, at work when a test says so. */
final class TrackingFixture {
  private TrackingFixture() {}

  static SegmentTracking tracking(
      ProfileServiceFixture service,
      Consumer<Collection<UUID>> scoring,
      Function<List<ProfileSnapshot>, Map<UUID, ClusterMembership.Cluster>> clusters,
      SimpleMeterRegistry meters) {
    JdbcMemberships memberships = service.bean(JdbcMemberships.class);
    ServiceDatabase database = service.bean(ServiceDatabase.class);
    return new SegmentTracking(
        database,
        service.bean(JdbcSegmentQueue.class),
        memberships,
        new TrackingUpkeep(memberships, service.bean(JdbcSegmentSizes.class), Duration.ofDays(30)),
        service.bean(ChangedProfiles.class),
        service.bean(Segments.class),
        service.bean(ProfileReader.class),
        service.bean(Rebuild.class),
        new EventCounts(database),
        Optional::empty,
        clusters,
        () -> Optional.of(new Scoring(scoring)),
        new PassedOver(meters, "segments"),
        Duration.ofMillis(200),
        Clock.systemUTC());
  }

  /** No model is active; whoever is asked to score is told to the test. */
  private record Scoring(Consumer<Collection<UUID>> scoring) implements PredictionScores {
    @Override
    public String models() {
      return "";
    }

    @Override
    public Duration age() {
      return Duration.ofDays(1);
    }

    @Override
    public void refresh(Collection<UUID> profileIds, boolean afterEvents, Instant now) {
      scoring.accept(profileIds);
    }
  }
}
