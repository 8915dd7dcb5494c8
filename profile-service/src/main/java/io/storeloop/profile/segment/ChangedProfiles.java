package io.storeloop.profile.segment;

import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The profiles that this process changed last, so that they need not be read again to be looked at;
 * at most {@value #KEPT}, each until it is looked at, and no longer than a minute: another process
 * may look at it, or erase it. Thread-safe.
 *
 * <p>A profile and its place in the queue are written in one transaction. Who finds the place with
 * the moment at which it was asked for knows that this transaction has ended well, and that nobody
 * has changed the profile since: that would have moved the place.
 */
final class ChangedProfiles {
  /** Some batches of events; what is older is read from the database. */
  static final int KEPT = 5_000;

  /** Whoever waits longer for a look is read from the database. */
  static final Duration KEPT_FOR = Duration.ofMinutes(1);

  private final Map<UUID, Changed> latest = new LinkedHashMap<>();

  private record Changed(Instant at, ProfileSnapshot profile) {}

  /** Keeps profiles as they are, each asked for at that moment in microseconds. */
  synchronized void keep(List<ProfileSnapshot> profiles, Instant at) {
    for (ProfileSnapshot profile : profiles) {
      latest.remove(profile.profileId());
      latest.put(profile.profileId(), new Changed(at, profile));
    }
    var oldest = latest.keySet().iterator();
    while (latest.size() > KEPT) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The profile whose place in the queue is this one, kept no longer; without scores. */
  synchronized Optional<ProfileSnapshot> take(JdbcSegmentQueue.Due due) {
    Changed changed = latest.get(due.profileId());
    if (changed == null || !changed.at().equals(due.at())) {
      return Optional.empty();
    }
    latest.remove(due.profileId());
    return Optional.of(changed.profile());
  }

  /** Keeps none that was changed longer ago than {@link #KEPT_FOR}. */
  synchronized void forgetOld(Instant now) {
    Instant oldest = now.minus(KEPT_FOR);
    latest.values().removeIf(changed -> changed.at().isBefore(oldest));
  }

  /** These are gone. */
  synchronized void forget(Collection<UUID> profileIds) {
    latest.keySet().removeAll(profileIds);
  }
}
