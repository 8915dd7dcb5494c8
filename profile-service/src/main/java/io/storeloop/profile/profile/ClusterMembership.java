package io.storeloop.profile.profile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which group of the latest clustering a profile is in; answered by the cluster feature. */
public interface ClusterMembership {
  /**
   * A profile's group.
   *
   * @param label the persona's name, the value of the condition path {@code cluster}
   * @param trainedAt when the clustering was finished
   */
  record Cluster(UUID clusteringId, int cluster, String label, Instant trainedAt) {}

  /** The groups by profile id; empty as long as there is no finished clustering. */
  Map<UUID, Cluster> of(List<ProfileSnapshot> profiles);
}
