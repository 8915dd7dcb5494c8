package io.storeloop.profile.profile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which segments profiles are in; answered by the segment feature. */
public interface SegmentMemberships {
  /**
   * The ids of the segments a profile is in now, ascending.
   *
   * @param revision of the segments when the profile was read
   * @param cluster label of the profile's group; absent without one
   */
  List<String> of(ProfileSnapshot profile, long revision, Optional<String> cluster);

  /**
   * The ids of the segments, as they are defined today, that a profile of the past was in,
   * ascending. Clusters are not known of the past.
   */
  List<String> asOf(ProfileSnapshot profile, Instant at);

  /**
   * The next members of a segment in the order of profile ids; empty if there is no such segment.
   *
   * @param after members up to and including this one are left out
   */
  Optional<List<UUID>> members(String segmentId, UUID after, int limit);
}
