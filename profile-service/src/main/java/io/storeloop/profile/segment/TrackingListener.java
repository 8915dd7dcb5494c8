package io.storeloop.profile.segment;

import io.storeloop.profile.profile.ProfileChangeListener;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Asks for profiles to be looked at that an event has changed. */
final class TrackingListener implements ProfileChangeListener {
  private final JdbcSegmentQueue queue;
  private final JdbcMemberships memberships;
  private final Clock clock;

  TrackingListener(JdbcSegmentQueue queue, JdbcMemberships memberships, Clock clock) {
    this.queue = queue;
    this.memberships = memberships;
    this.clock = clock;
  }

  @Override
  public void changed(List<ProfileSnapshot> changed, Collection<UUID> absorbed) {
    queue.mark(changed.stream().map(ProfileSnapshot::profileId).toList(), clock.instant(), "event");
    queue.forget(absorbed);
    memberships.forget(absorbed);
  }
}
