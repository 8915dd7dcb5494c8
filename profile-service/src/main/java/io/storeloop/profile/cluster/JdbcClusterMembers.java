package io.storeloop.profile.cluster;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.grouping.GroupModel;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which profile is in which group; writes are small enough for one short transaction each. */
final class JdbcClusterMembers {
  private static final int DELETED_AT_ONCE = 10_000;

  /**
   * Only profiles that are there: one that was read and then erased must not come back; nor those
   * that have changed since they were read, or are changing: whoever changes one writes its group.
   */
  private static final String WRITE =
      """
      insert into clustering_member (clustering_id, profile_id, cluster, outlier)
      select :id, p.profile_id, t.cluster, t.outlier
      from unnest(cast(:ids as text[]), cast(:clusters as integer[]), cast(:outliers as boolean[]), cast(:read as text[]))
             as t (profile_id, cluster, outlier, read)
        join profile p on p.profile_id = cast(t.profile_id as uuid)
             and (t.read is null or p.updated_at = cast(t.read as timestamptz))
      for share of p skip locked
      on conflict (clustering_id, profile_id) do update set cluster = excluded.cluster, outlier = excluded.outlier
      where clustering_member.cluster <> excluded.cluster or clustering_member.outlier <> excluded.outlier
      """;

  private static final String CLUSTERS =
      """
      select profile_id, cluster from clustering_member
      where clustering_id = :id and profile_id in $ids
      """
          .replace("$ids", ArrayColumn.IDS);

  private static final String PAGE =
      """
      select m.profile_id, p.user_id, m.cluster, m.outlier
      from clustering_member m join profile p using (profile_id)
      where m.clustering_id = :id and m.profile_id > :after and (:cluster < 0 or m.cluster = :cluster)
        and (m.outlier or not :outliers)
      order by m.profile_id
      limit :limit
      """;

  private static final String DELETE_PROFILES =
      "delete from clustering_member where profile_id in " + ArrayColumn.IDS;

  private static final String DELETE_SOME =
      """
      delete from clustering_member
      where clustering_id = :id and profile_id in (
        select profile_id from clustering_member where clustering_id = :id limit :limit)
      """;

  private final ServiceDatabase database;

  /** A profile in a group. */
  record Member(UUID profileId, @Nullable String userId, int cluster, boolean outlier) {}

  /**
   * Where a profile belongs.
   *
   * @param updatedAt when it had last changed as it was read; null if it is being changed by the
   *     same transaction
   */
  record Placed(UUID profileId, GroupModel.Place place, @Nullable Instant updatedAt) {}

  JdbcClusterMembers(ServiceDatabase database) {
    this.database = database;
  }

  /** Puts these profiles into these groups, wherever they were before. */
  void write(UUID clusteringId, List<Placed> placed) {
    if (placed.isEmpty()) {
      return;
    }
    List<Placed> ordered = placed.stream().sorted(Comparator.comparing(Placed::profileId)).toList();
    database
        .jdbc()
        .sql(WRITE)
        .param("id", clusteringId)
        .param("ids", ArrayColumn.texts(ordered.stream().map(Placed::profileId).toList()))
        .param("clusters", ordered.stream().map(one -> one.place().group()).toArray(Integer[]::new))
        .param(
            "outliers", ordered.stream().map(one -> one.place().outlier()).toArray(Boolean[]::new))
        .param(
            "read",
            ordered.stream()
                .map(one -> one.updatedAt() == null ? null : one.updatedAt().toString())
                .toArray(String[]::new))
        .update();
  }

  /** The groups of those that have one. */
  Map<UUID, Integer> clusters(UUID clusteringId, Collection<UUID> profileIds) {
    Map<UUID, Integer> clusters = new HashMap<>();
    database
        .jdbc()
        .sql(CLUSTERS)
        .param("id", clusteringId)
        .param("ids", ArrayColumn.texts(profileIds))
        .query((ResultSet row) -> {
          clusters.put(row.getObject("profile_id", UUID.class), row.getInt("cluster"));
        });
    return clusters;
  }

  /**
   * The next members, of one group or of all, all or outliers only, in the order of profile ids.
   */
  List<Member> after(
      UUID clusteringId, OptionalInt cluster, boolean outliers, UUID after, int limit) {
    return database
        .jdbc()
        .sql(PAGE)
        .param("id", clusteringId)
        .param("cluster", cluster.orElse(-1))
        .param("outliers", outliers)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) ->
            new Member(
                row.getObject("profile_id", UUID.class),
                row.getString("user_id"),
                row.getInt("cluster"),
                row.getBoolean("outlier")))
        .list();
  }

  void forgetProfiles(Collection<UUID> profileIds) {
    if (!profileIds.isEmpty()) {
      database.jdbc().sql(DELETE_PROFILES).param("ids", ArrayColumn.texts(profileIds)).update();
    }
  }

  /** Removes all members of a training, some at a time so that no transaction is long. */
  void forgetAll(UUID clusteringId) {
    int deleted;
    do {
      deleted =
          database
              .jdbc()
              .sql(DELETE_SOME)
              .param("id", clusteringId)
              .param("limit", DELETED_AT_ONCE)
              .update();
    } while (deleted > 0);
  }
}
