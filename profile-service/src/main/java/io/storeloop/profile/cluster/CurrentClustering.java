package io.storeloop.profile.cluster;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.grouping.GroupModel;
import io.storeloop.profile.profile.ClusterMembership;
import io.storeloop.profile.profile.ProfileChangeListener;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The latest finished clustering: tells profiles their group, and puts profiles that change into
 * the group they have moved to. Thread-safe.
 */
final class CurrentClustering implements ClusterMembership, ProfileChangeListener {
  private static final String LATEST =
      """
      select clustering_id, rows_dropped from clustering where state = 'finished'
      order by finished_at desc, clustering_id desc limit 1
      """;

  private static final String MODEL =
      "select model, rows_dropped, labels, finished_at from clustering where clustering_id = :id";

  private final ServiceDatabase database;
  private final JdbcClusterMembers members;
  private final JsonMapper json;
  private final Clock clock;
  private volatile @Nullable Current loaded;

  /** The model of a finished training. */
  record Model(UUID id, ClusterModel model) {}

  private record Latest(UUID id, int rowsDropped) {}

  private record Current(
      UUID id, int rowsDropped, ClusterModel model, List<String> labels, Instant finishedAt) {}

  CurrentClustering(
      ServiceDatabase database, JdbcClusterMembers members, JsonMapper json, Clock clock) {
    this.database = database;
    this.members = members;
    this.json = json;
    this.clock = clock;
  }

  /** What places profiles; empty before the first training has finished. */
  Optional<Model> model() {
    return latest().map(current -> new Model(current.id(), current.model()));
  }

  /** A profile made while the groups were written has none stored and gets the nearest. */
  @Override
  public Map<UUID, Cluster> of(List<ProfileSnapshot> profiles) {
    Map<UUID, Cluster> clusters = new HashMap<>();
    Current current = latest().orElse(null);
    if (current == null || profiles.isEmpty()) {
      return clusters;
    }
    Map<UUID, Integer> stored =
        members.clusters(current.id(), profiles.stream().map(ProfileSnapshot::profileId).toList());
    for (ProfileSnapshot profile : profiles) {
      clusters.put(profile.profileId(), cluster(current, profile, stored.get(profile.profileId())));
    }
    return clusters;
  }

  @Override
  public Optional<Cluster> of(ProfileSnapshot profile, Stored stored) {
    Current known = loaded;
    Optional<Current> named =
        known != null && known.id().equals(stored.clusteringId())
            ? Optional.of(known)
            : read(stored.clusteringId());
    return named.map(current -> cluster(current, profile, stored.cluster()));
  }

  private Cluster cluster(Current current, ProfileSnapshot profile, @Nullable Integer stored) {
    int cluster = stored == null ? place(current, profile).group() : stored;
    return new Cluster(current.id(), cluster, current.labels().get(cluster), current.finishedAt());
  }

  @Override
  public void changed(List<ProfileSnapshot> changed, Collection<UUID> absorbed) {
    members.forgetProfiles(absorbed);
    latest()
        .ifPresent(current -> {
          members.write(
              current.id(),
              changed.stream()
                  .map(profile ->
                      new JdbcClusterMembers.Placed(
                          profile.profileId(), place(current, profile), null))
                  .toList());
        });
  }

  private GroupModel.Place place(Current current, ProfileSnapshot profile) {
    return current.model().place(profile.storedFeatures(), profile.moments(), clock.instant());
  }

  private Optional<Current> latest() {
    return database
        .jdbc()
        .sql(LATEST)
        .query((row, number) ->
            new Latest(row.getObject("clustering_id", UUID.class), row.getInt("rows_dropped")))
        .optional()
        .flatMap(this::load);
  }

  /** Read again after rows were dropped: what is kept in memory may be a forgotten shopper's. */
  private Optional<Current> load(Latest latest) {
    Current known = loaded;
    return known != null
            && known.id().equals(latest.id())
            && known.rowsDropped() == latest.rowsDropped()
        ? Optional.of(known)
        : read(latest.id());
  }

  private Optional<Current> read(UUID id) {
    Optional<Current> read =
        database
            .jdbc()
            .sql(MODEL)
            .param("id", id)
            .query((row, number) ->
                new Current(
                    id,
                    row.getInt("rows_dropped"),
                    json.readValue(row.getString("model"), ClusterModel.class),
                    List.of((String[]) row.getArray("labels").getArray()),
                    Objects.requireNonNull(row.getObject("finished_at", OffsetDateTime.class))
                        .toInstant()))
            .optional();
    read.ifPresent(current -> loaded = current);
    return read;
  }
}
