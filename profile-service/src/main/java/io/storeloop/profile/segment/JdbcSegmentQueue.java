package io.storeloop.profile.segment;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queue of profiles to look at, and how far a round through all of them is. Thread-safe. */
final class JdbcSegmentQueue {
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

  private static final String DUE =
      """
      select d.profile_id, d.due_at, d.cause from segment_due d
      where d.due_at <= cast(:now as timestamptz) and $which
      order by d.due_at
      limit :limit
      """;

  /** Whoever else has the place is asking anew, or takes the profile away. */
  private static final String TAKE =
      """
      select d.profile_id
      from unnest(cast(:ids as text[]), cast(:ats as text[])) as t (id, at)
      join segment_due d on d.profile_id = cast(t.id as uuid) and d.due_at = cast(t.at as timestamptz)
      for update of d skip locked
      """;

  private static final String PUT_OFF =
      """
      update segment_due d set due_at = cast(t.at as timestamptz), cause = t.cause
      from unnest(cast(:ids as text[]), cast(:ats as text[]), cast(:causes as text[])) as t (id, at, cause)
      where d.profile_id = cast(t.id as uuid)
      """;

  private final ServiceDatabase database;

  /** A profile to look at, and why. */
  record Due(UUID profileId, Instant at, String cause) {
    /** Whether something happened or its time came; anything else can wait. */
    boolean isLive() {
      return cause.equals("event") || cause.equals("time");
    }
  }

  /** When to look at a profile again, and why. */
  record Next(Instant at, String cause) {}

  /** Which definitions the present round is about, and how far it is. */
  record Round(String fingerprint, @Nullable UUID reached) {}

  JdbcSegmentQueue(ServiceDatabase database) {
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
          .param("ids", ArrayColumn.texts(profileIds))
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
   * asks for. Without a lock, so that events are not kept waiting while profiles are looked at.
   */
  List<Due> due(Instant now, int limit) {
    List<Due> live = due("d.cause in ('event', 'time')", now, limit);
    return live.isEmpty() ? due("d.cause in ('definition', 'score')", now, limit) : live;
  }

  private List<Due> due(String which, Instant now, int limit) {
    return database
        .jdbc()
        .sql(DUE.replace("$which", which))
        .param("now", now.toString())
        .param("limit", limit)
        .query((row, number) ->
            new Due(
                row.getObject("profile_id", UUID.class),
                Objects.requireNonNull(row.getObject("due_at", OffsetDateTime.class)).toInstant(),
                row.getString("cause")))
        .list();
  }

  /**
   * Ends the look at profiles: each is looked at again when {@code next} says, or taken from the
   * queue. One that was asked for anew since {@code seen} was read keeps its place.
   */
  void settle(Collection<Due> seen, Map<UUID, Next> next) {
    if (seen.isEmpty()) {
      return;
    }
    Set<UUID> taken =
        new HashSet<>(
            database
                .jdbc()
                .sql(TAKE)
                .param("ids", ArrayColumn.texts(seen.stream().map(Due::profileId).toList()))
                .param("ats", ArrayColumn.texts(seen.stream().map(Due::at).toList()))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list());
    putOff(taken.stream().filter(next::containsKey).toList(), next);
    forget(taken.stream().filter(id -> !next.containsKey(id)).toList());
  }

  private void putOff(List<UUID> profileIds, Map<UUID, Next> next) {
    if (!profileIds.isEmpty()) {
      List<Next> moments = new ArrayList<>();
      profileIds.forEach(id -> moments.add(Objects.requireNonNull(next.get(id))));
      database
          .jdbc()
          .sql(PUT_OFF)
          .param("ids", ArrayColumn.texts(profileIds))
          .param("ats", ArrayColumn.texts(moments.stream().map(Next::at).toList()))
          .param("causes", ArrayColumn.texts(moments.stream().map(Next::cause).toList()))
          .update();
    }
  }

  /** These need not be looked at. */
  void forget(Collection<UUID> profileIds) {
    if (!profileIds.isEmpty()) {
      database
          .jdbc()
          .sql("delete from segment_due where profile_id in " + ArrayColumn.IDS)
          .param("ids", ArrayColumn.texts(profileIds))
          .update();
    }
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

  /** Whether profiles still wait to be looked at for a round. */
  boolean waitsForDefinitions() {
    return database
        .jdbc()
        .sql("select exists (select from segment_due where cause = 'definition')")
        .query(Boolean.class)
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
}
