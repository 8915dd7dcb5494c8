package io.storeloop.profile.profile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which group of the latest clustering a profile is in; answered by the cluster feature. */
public interface ClusterMembership {
  /**
   * A profile's group.
   *
   * @param label the persona's name, the value of the condition path {@code cluster}
   * @param trainedAt when the clustering was finished
   */
  record Cluster(UUID clusteringId, int cluster, String label, Instant trainedAt) {}

  /**
   * What is stored of a profile.
   *
   * @param cluster null for a profile made while the groups were written
   */
  record Stored(UUID clusteringId, @Nullable Integer cluster) {}

  /** The group of a profile of which this is stored; empty if the clustering is gone. */
  Optional<Cluster> of(ProfileSnapshot profile, Stored stored);

  /** The groups by profile id; empty as long as there is no finished clustering. */
  Map<UUID, Cluster> of(List<ProfileSnapshot> profiles);
}
