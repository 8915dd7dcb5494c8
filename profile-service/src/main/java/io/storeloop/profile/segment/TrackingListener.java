package io.storeloop.profile.segment;

import io.storeloop.profile.profile.ProfileChangeListener;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Asks for profiles to be looked at that an event has changed. */
final class TrackingListener implements ProfileChangeListener {
  private final JdbcSegmentTracking tracking;
  private final Clock clock;

  TrackingListener(JdbcSegmentTracking tracking, Clock clock) {
    this.tracking = tracking;
    this.clock = clock;
  }

  @Override
  public void changed(List<ProfileSnapshot> changed, Collection<UUID> absorbed) {
    tracking.mark(
        changed.stream().map(ProfileSnapshot::profileId).toList(), clock.instant(), "event");
    tracking.forget(absorbed);
  }
}
