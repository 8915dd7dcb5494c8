package io.storeloop.profile.segment;

import io.storeloop.profile.profile.ProfileChangeListener;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Asks for profiles to be looked at that an event has changed. */
final class TrackingListener implements ProfileChangeListener {
  private final JdbcSegmentQueue queue;
  private final JdbcMemberships memberships;
  private final ChangedProfiles latest;
  private final Clock clock;

  TrackingListener(
      JdbcSegmentQueue queue, JdbcMemberships memberships, ChangedProfiles latest, Clock clock) {
    this.queue = queue;
    this.memberships = memberships;
    this.latest = latest;
    this.clock = clock;
  }

  @Override
  public void changed(List<ProfileSnapshot> changed, Collection<UUID> absorbed) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    queue.mark(changed.stream().map(ProfileSnapshot::profileId).toList(), now, "event");
    latest.keep(changed, now);
    latest.forget(absorbed);
    queue.forget(absorbed);
    memberships.forget(absorbed);
  }
}
