package io.storeloop.profile.profile;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which segments profiles are in; answered by the segment feature. */
public interface SegmentMemberships {
  /**
   * A profile as segments look at it.
   *
   * @param features as of the moment of the question
   * @param cluster label of the profile's group; absent without one
   */
  record Candidate(
      ProfileSnapshot profile, Map<String, Object> features, Optional<String> cluster) {}

  /**
   * The ids of the segments that profiles are in, ascending, by profile id.
   *
   * @param revision of the segments when the profiles were read
   */
  Map<UUID, List<String>> of(Collection<Candidate> profiles, long revision, Instant now);

  /**
   * The ids of the segments, as they are defined today, that a profile of the past was in,
   * ascending. Clusters are not known of the past.
   */
  List<String> asOf(PastProfile past, Instant at);

  /**
   * The next members of a segment in the order of profile ids; empty if there is no such segment.
   *
   * @param after members up to and including this one are left out
   */
  Optional<List<UUID>> members(String segmentId, UUID after, int limit);
}
