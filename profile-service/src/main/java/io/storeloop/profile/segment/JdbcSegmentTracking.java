package io.storeloop.profile.segment;

import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queue of profiles to look at, who is in which segment since when, and what has changed. */
final class JdbcSegmentTracking {
  private static final String ONE_WRITER =
      "select pg_try_advisory_xact_lock(hashtext('storeloop.segment.tracking'))";

  private static final String MARK =
      """
      insert into segment_due (profile_id, due_at, cause)
      select cast(id as uuid), cast(:at as timestamptz), :cause
      from unnest(cast(:ids as text[])) as t (id)
      order by id
      on conflict (profile_id) do update set due_at = excluded.due_at, cause = excluded.cause
      """;

  /** A round puts no profile off that is due earlier. */
  private static final String MARK_PAGE =
      """
      with page as (
        select p.profile_id from profile p where p.profile_id > :after order by p.profile_id limit :limit),
      marked as (
        insert into segment_due (profile_id, due_at, cause)
        select profile_id, cast(:at as timestamptz), 'definition' from page order by profile_id
        on conflict (profile_id) do update set due_at = excluded.due_at, cause = excluded.cause
        where segment_due.due_at > excluded.due_at)
      select max(profile_id::text) from page
      """;

  /** Locked, so that what happens to them meanwhile is written behind what is found now. */
  private static final String DUE =
      """
      select d.profile_id, d.due_at, d.cause from segment_due d
      where d.due_at <= cast(:now as timestamptz) and $which
      order by d.due_at
      limit :limit
      """;

  private static final String LOCKED = "for update skip locked";

  /** Kept from being erased meanwhile; one that is being erased is not looked at. */
  private static final String HELD =
      """
      select p.profile_id from profile p where p.profile_id = any(cast(:ids as uuid[]))
      for key share skip locked
      """;

  private static final String PRESENT =
      "select p.profile_id from profile p where p.profile_id = any(cast(:ids as uuid[]))";

  private static final String PUT_OFF =
      """
      update segment_due d set due_at = cast(t.at as timestamptz), cause = t.cause
      from unnest(cast(:ids as text[]), cast(:ats as text[]), cast(:causes as text[])) as t (id, at, cause)
      where d.profile_id = cast(t.id as uuid)
      """;

  private static final String LATER =
      """
      update segment_due set due_at = cast(:at as timestamptz)
      where profile_id = any(cast(:ids as uuid[]))
      """;

  private static final String MEMBERS =
      """
      select profile_id, segment_id, since from segment_member
      where profile_id = any(cast(:ids as uuid[]))
      """;

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

  private static final String SIZES =
      """
      insert into segment_size (segment_id, day, size)
      select s.id, cast(:day as date), count(m.profile_id)
      from segment s left join segment_member m on m.segment_id = s.id
      group by s.id
      on conflict do nothing
      """;

  private static final String FORGET_CHANGES =
      """
      delete from segment_change where id in (
        select id from segment_change where at < cast(:before as timestamptz) order by at limit :limit)
      """;

  private static final String CHANGES =
      """
      select c.id, c.profile_id, p.user_id, p.anonymous_id, c.entered, c.cause, c.at
      from segment_change c join profile p using (profile_id)
      where c.segment_id = :segment and c.id > :after
      order by c.id
      limit :limit
      """;

  private final ServiceDatabase database;

  /** A profile to look at, and why. */
  record Due(UUID profileId, Instant at, String cause) {}

  /** When to look at a profile again, and why. */
  record Next(Instant at, String cause) {}

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

  /** How many were in a segment when a day began. */
  record Size(String day, long size) {}

  /** Which definitions the present round is about, and how far it is. */
  record Round(String fingerprint, @Nullable UUID reached) {}

  JdbcSegmentTracking(ServiceDatabase database) {
    this.database = database;
  }

  /** Whether this transaction may write; another's is writing otherwise. */
  boolean isOnlyWriter() {
    return database.jdbc().sql(ONE_WRITER).query(Boolean.class).single();
  }

  /** Asks for profiles to be looked at. */
  void mark(Collection<UUID> profileIds, Instant at, String cause) {
    if (!profileIds.isEmpty()) {
      database
          .jdbc()
          .sql(MARK)
          .param("ids", texts(profileIds))
          .param("at", at.toString())
          .param("cause", cause)
          .update();
    }
  }

  /** Asks for the next profiles in the order of ids; the last of them, empty behind the last. */
  Optional<UUID> markPage(UUID after, int limit, Instant at) {
    return database
        .jdbc()
        .sql(MARK_PAGE)
        .param("after", after)
        .param("limit", limit)
        .param("at", at.toString())
        .query((row, number) -> Optional.ofNullable(row.getString(1)).map(UUID::fromString))
        .single();
  }

  /**
   * What is due, first what happened or what time brings, then what a round or the age of a score
   * asks for; locked.
   */
  List<Due> due(Instant now, int limit) {
    return due(DUE + LOCKED, now, limit);
  }

  /** The same without a lock: it may be another's work before long. */
  List<Due> dueNext(Instant now, int limit) {
    return due(DUE, now, limit);
  }

  private List<Due> due(String sql, Instant now, int limit) {
    List<Due> live = due(sql, "d.cause in ('event', 'time')", now, limit);
    return live.isEmpty() ? due(sql, "d.cause in ('definition', 'score')", now, limit) : live;
  }

  private List<Due> due(String sql, String which, Instant now, int limit) {
    return database
        .jdbc()
        .sql(sql.replace("$which", which))
        .param("now", now.toString())
        .param("limit", limit)
        .query((row, number) ->
            new Due(
                row.getObject("profile_id", UUID.class),
                instant(row, "due_at"),
                row.getString("cause")))
        .list();
  }

  /** Those that are there and nobody is taking away; kept until the transaction ends. */
  Set<UUID> held(Collection<UUID> profileIds) {
    return which(HELD, profileIds);
  }

  /** Those that are there, whoever is at them. */
  Set<UUID> present(Collection<UUID> profileIds) {
    return profileIds.isEmpty() ? Set.of() : which(PRESENT, profileIds);
  }

  private Set<UUID> which(String sql, Collection<UUID> profileIds) {
    return new HashSet<>(
        database
            .jdbc()
            .sql(sql)
            .param("ids", texts(profileIds))
            .query((row, number) -> row.getObject(1, UUID.class))
            .list());
  }

  /** Looks at these a little later, for the same cause. */
  void later(Collection<UUID> profileIds, Instant at) {
    if (!profileIds.isEmpty()) {
      database
          .jdbc()
          .sql(LATER)
          .param("ids", texts(profileIds))
          .param("at", at.toString())
          .update();
    }
  }

  /** When to look at these again. */
  void putOff(Map<UUID, Next> next) {
    if (!next.isEmpty()) {
      List<UUID> ids = new ArrayList<>();
      List<String> moments = new ArrayList<>();
      List<String> causes = new ArrayList<>();
      next.forEach((id, moment) -> {
        ids.add(id);
        moments.add(moment.at().toString());
        causes.add(moment.cause());
      });
      database
          .jdbc()
          .sql(PUT_OFF)
          .param("ids", texts(ids))
          .param("ats", moments.toArray(String[]::new))
          .param("causes", causes.toArray(String[]::new))
          .update();
    }
  }

  /** Profiles that time alone does not change. */
  void drop(Collection<UUID> profileIds) {
    delete("segment_due", profileIds);
  }

  /** Nothing is kept of profiles that have become part of others. */
  void forget(Collection<UUID> profileIds) {
    delete("segment_due", profileIds);
    delete("segment_member", profileIds);
    delete("segment_change", profileIds);
  }

  private void delete(String table, Collection<UUID> profileIds) {
    if (!profileIds.isEmpty()) {
      database
          .jdbc()
          .sql("delete from " + table + " where profile_id = any(cast(:ids as uuid[]))")
          .param("ids", texts(profileIds))
          .update();
    }
  }

  /** The segments that profiles are known to be in, each with since when. */
  Map<UUID, Map<String, Instant>> members(Collection<UUID> profileIds) {
    Map<UUID, Map<String, Instant>> members = new HashMap<>();
    database
        .jdbc()
        .sql(MEMBERS)
        .param("ids", texts(profileIds))
        .query((ResultSet row) -> {
          members
              .computeIfAbsent(row.getObject("profile_id", UUID.class), id -> new HashMap<>())
              .put(row.getString("segment_id"), instant(row, "since"));
        });
    return members;
  }

  void write(List<Change> changes) {
    List<Change> entered = changes.stream().filter(Change::entered).toList();
    List<Change> left = changes.stream().filter(change -> !change.entered()).toList();
    if (!entered.isEmpty()) {
      database
          .jdbc()
          .sql(ENTER)
          .param("segments", entered.stream().map(Change::segmentId).toArray(String[]::new))
          .param("ids", profiles(entered))
          .param("ats", times(entered))
          .update();
    }
    if (!left.isEmpty()) {
      database
          .jdbc()
          .sql(LEAVE)
          .param("segments", left.stream().map(Change::segmentId).toArray(String[]::new))
          .param("ids", profiles(left))
          .update();
    }
    if (!changes.isEmpty()) {
      database
          .jdbc()
          .sql(TELL)
          .param("segments", changes.stream().map(Change::segmentId).toArray(String[]::new))
          .param("ids", profiles(changes))
          .param("entered", changes.stream().map(Change::entered).toArray(Boolean[]::new))
          .param("causes", changes.stream().map(Change::cause).toArray(String[]::new))
          .param("ats", times(changes))
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

  /** Writes down how many are in each segment, once a day. */
  void writeSizes(String day) {
    database.jdbc().sql(SIZES).param("day", day).update();
  }

  /** The sizes of a segment, the latest day first. */
  List<Size> sizes(String segmentId, int limit) {
    return database
        .jdbc()
        .sql(
            "select day::text, size from segment_size where segment_id = :segment order by day desc limit :limit")
        .param("segment", segmentId)
        .param("limit", limit)
        .query((row, number) -> new Size(row.getString(1), row.getLong(2)))
        .list();
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

  void forgetSizes(String before) {
    database
        .jdbc()
        .sql("delete from segment_size where day < cast(:before as date)")
        .param("before", before)
        .update();
  }

  /** The latest finished clustering, whose names conditions may ask for. */
  String currentClustering() {
    return database
        .jdbc()
        .sql(
            "select coalesce((select clustering_id::text from clustering where state = 'finished' order by finished_at desc, clustering_id desc limit 1), '')")
        .query(String.class)
        .single();
  }

  Optional<Round> round() {
    return database
        .jdbc()
        .sql("select fingerprint, reached from segment_round")
        .query((row, number) -> new Round(row.getString(1), row.getObject(2, UUID.class)))
        .optional();
  }

  void reached(String fingerprint, @Nullable UUID reached) {
    database
        .jdbc()
        .sql(
            """
            insert into segment_round (fingerprint, reached) values (:fingerprint, cast(:reached as uuid))
            on conflict (only_row) do update set fingerprint = excluded.fingerprint, reached = excluded.reached
            """)
        .param("fingerprint", fingerprint)
        .param("reached", reached == null ? null : reached.toString())
        .update();
  }

  /** Members and sizes of segments that are gone. */
  void forgetGone() {
    for (String table : List.of("segment_member", "segment_change", "segment_size")) {
      database
          .jdbc()
          .sql("delete from " + table + " where segment_id not in (select id from segment)")
          .update();
    }
  }

  private static String[] profiles(List<Change> changes) {
    return changes.stream().map(change -> change.profileId().toString()).toArray(String[]::new);
  }

  private static String[] times(List<Change> changes) {
    return changes.stream().map(change -> change.at().toString()).toArray(String[]::new);
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
