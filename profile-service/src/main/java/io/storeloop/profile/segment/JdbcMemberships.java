package io.storeloop.profile.segment;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has been seen in which segment since when, and who came and left. Thread-safe. */
final class JdbcMemberships {
  /** Kept from being erased meanwhile; one that is being erased is not written of. */
  private static final String HELD =
      """
      select p.profile_id from profile p where p.profile_id in $ids
      for key share skip locked
      """
          .replace("$ids", ArrayColumn.IDS);

  private static final String MEMBERS =
      """
      select profile_id, segment_id, since from segment_member
      where profile_id in $ids
      """
          .replace("$ids", ArrayColumn.IDS);

  private static final String ENTER =
      """
      insert into segment_member (segment_id, profile_id, since)
      select segment, cast(id as uuid), cast(at as timestamptz)
      from unnest(cast(:segments as text[]), cast(:ids as text[]), cast(:ats as text[])) as t (segment, id, at)
      on conflict do nothing
      """;

  private static final String LEAVE =
      """
      delete from segment_member m
      using unnest(cast(:segments as text[]), cast(:ids as text[])) as t (segment, id)
      where m.segment_id = t.segment and m.profile_id = cast(t.id as uuid)
      """;

  private static final String TELL =
      """
      insert into segment_change (segment_id, profile_id, entered, cause, at)
      select segment, cast(id as uuid), entered, cause, cast(at as timestamptz)
      from unnest(cast(:segments as text[]), cast(:ids as text[]), cast(:entered as boolean[]), cast(:causes as text[]),
                  cast(:ats as text[])) as t (segment, id, entered, cause, at)
      """;

  private static final String FORGET_CHANGES =
      """
      delete from segment_change where id in (
        select id from segment_change where at < cast(:before as timestamptz) order by at limit :limit)
      """;

  /** Segments are few and rows are many, so from the index: one look for each segment there is. */
  private static final String FORGET_GONE =
      """
      with recursive known (id) as (
        select min(segment_id) from $table
        union all
        select (select min(t.segment_id) from $table t where t.segment_id > known.id) from known where known.id is not null)
      delete from $table where ctid = any (array(
        select part.place
        from (select id from known where id is not null and id not in (select s.id from segment s)) gone
        cross join lateral (select t.ctid as place from $table t where t.segment_id = gone.id limit :limit) part
        limit :limit))
      """;

  private static final String CHANGES =
      """
      select c.id, c.profile_id, p.user_id, p.anonymous_id, c.entered, c.cause, c.at
      from segment_change c join profile p using (profile_id)
      where c.segment_id = :segment and c.id > :after
      order by c.id
      limit :limit
      """;

  private static final List<String> TABLES = List.of("segment_member", "segment_change");

  private final ServiceDatabase database;

  /** A profile that came into a segment or left it. */
  record Change(String segmentId, UUID profileId, boolean entered, String cause, Instant at) {}

  /** A change as it is told; one of the two ids is there. */
  record Told(
      long id,
      @Nullable String userId,
      @Nullable String anonymousId,
      boolean entered,
      String cause,
      Instant at) {}

  JdbcMemberships(ServiceDatabase database) {
    this.database = database;
  }

  /** Those that are there and nobody is taking away; kept until the transaction ends. */
  Set<UUID> held(Collection<UUID> profileIds) {
    return profileIds.isEmpty()
        ? Set.of()
        : new HashSet<>(
            database
                .jdbc()
                .sql(HELD)
                .param("ids", ArrayColumn.texts(profileIds))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list());
  }

  /** The segments that profiles are known to be in, each with since when. */
  Map<UUID, Map<String, Instant>> members(Collection<UUID> profileIds) {
    Map<UUID, Map<String, Instant>> members = new HashMap<>();
    database
        .jdbc()
        .sql(MEMBERS)
        .param("ids", ArrayColumn.texts(profileIds))
        .query((ResultSet row) -> {
          members
              .computeIfAbsent(row.getObject("profile_id", UUID.class), id -> new HashMap<>())
              .put(row.getString("segment_id"), instant(row, "since"));
        });
    return members;
  }

  /** Writes down who came and who left; of profiles that are {@link #held}. */
  void write(List<Change> changes) {
    List<Change> entered = changes.stream().filter(Change::entered).toList();
    List<Change> left = changes.stream().filter(change -> !change.entered()).toList();
    if (!entered.isEmpty()) {
      database
          .jdbc()
          .sql(ENTER)
          .param("segments", ArrayColumn.of(entered, Change::segmentId))
          .param("ids", ArrayColumn.of(entered, Change::profileId))
          .param("ats", ArrayColumn.of(entered, Change::at))
          .update();
    }
    if (!left.isEmpty()) {
      database
          .jdbc()
          .sql(LEAVE)
          .param("segments", ArrayColumn.of(left, Change::segmentId))
          .param("ids", ArrayColumn.of(left, Change::profileId))
          .update();
    }
    if (!changes.isEmpty()) {
      database
          .jdbc()
          .sql(TELL)
          .param("segments", ArrayColumn.of(changes, Change::segmentId))
          .param("ids", ArrayColumn.of(changes, Change::profileId))
          .param("entered", changes.stream().map(Change::entered).toArray(Boolean[]::new))
          .param("causes", ArrayColumn.of(changes, Change::cause))
          .param("ats", ArrayColumn.of(changes, Change::at))
          .update();
    }
  }

  /** The next changes of a segment, the oldest first. */
  List<Told> changes(String segmentId, long after, int limit) {
    return database
        .jdbc()
        .sql(CHANGES)
        .param("segment", segmentId)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) ->
            new Told(
                row.getLong("id"),
                row.getString("user_id"),
                row.getString("anonymous_id"),
                row.getBoolean("entered"),
                row.getString("cause"),
                instant(row, "at")))
        .list();
  }

  /** Nothing is kept of profiles that have become part of others. */
  void forget(Collection<UUID> profileIds) {
    if (!profileIds.isEmpty()) {
      TABLES.forEach(table ->
          database
              .jdbc()
              .sql("delete from " + table + " where profile_id in " + ArrayColumn.IDS)
              .param("ids", ArrayColumn.texts(profileIds))
              .update());
    }
  }

  /** Forgets some changes older than a moment; how many. */
  int forgetChanges(Instant before, int limit) {
    return database
        .jdbc()
        .sql(FORGET_CHANGES)
        .param("before", before.toString())
        .param("limit", limit)
        .update();
  }

  /** Forgets some of what is kept of segments that are gone; whether there may be more. */
  boolean forgetGone(int limit) {
    boolean more = false;
    for (String table : TABLES) {
      more |=
          database.jdbc().sql(FORGET_GONE.replace("$table", table)).param("limit", limit).update()
              == limit;
    }
    return more;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
