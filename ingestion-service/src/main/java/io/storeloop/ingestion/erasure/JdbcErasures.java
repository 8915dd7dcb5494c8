package io.storeloop.ingestion.erasure;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.identity.ShopperIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code erasure}, and the receipts that the owners publish. */
final class JdbcErasures {
  private static final TypeReference<LinkedHashMap<String, Long>> COUNTS = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      select id, user_id, anonymous_ids, state, round, gate_tx is not null as gated, requested_at, round_began_at,
             verified_at, found
      from erasure
      """;

  private static final String REQUEST =
      """
      insert into erasure (id, user_hash, anonymous_hashes, key_check, user_id, anonymous_ids, state, requested_at,
                           round_began_at)
      values (:id, :userHash, :anonymousHashes, :keyCheck, :userId, :anonymousIds, 'requested',
              cast(:now as timestamptz), cast(:now as timestamptz))
      on conflict (user_hash) do update
      set state = 'requested', user_id = excluded.user_id, verified_at = null, round = erasure.round + 1, gate_tx = null,
          round_began_at = excluded.round_began_at, found = '{}',
          anonymous_ids = array(select distinct unnest(erasure.anonymous_ids || excluded.anonymous_ids)),
          anonymous_hashes = array(select distinct unnest(erasure.anonymous_hashes || excluded.anonymous_hashes))
      where erasure.state in ('failed', 'verified')
      """;

  /** Until something was deleted the log knows best; afterwards it knows less than was noted. */
  private static final String NOTE_DEVICES =
      """
      with noted as (
        select id, cast(:hashes as text[]) <@ anonymous_hashes as complete,
               exists (select from ingestion_erasure_receipt r where r.erasure_id = erasure.id) as deleted_before
        from erasure
        where id = :id and round = :round and state = 'requested'
        for update)
      update erasure
      set anonymous_ids = case when deleted_before
            then array(select distinct unnest(anonymous_ids || cast(:ids as text[]))) else cast(:ids as text[]) end,
          anonymous_hashes = case when deleted_before
            then array(select distinct unnest(anonymous_hashes || cast(:hashes as text[]))) else cast(:hashes as text[]) end,
          gate_tx = case when complete then gate_tx end,
          round_began_at = case when complete then round_began_at else cast(:now as timestamptz) end
      from noted
      where erasure.id = noted.id
      returning complete
      """;

  private static final String RECEIPTS =
      """
      select owner, round, counts, forgotten_at, vacuumed_at
      from (select 'ingestion' as owner, * from ingestion_erasure_receipt_v1
            union all select 'profile', * from profile_erasure_receipt_v1
            union all select 'recommendation', * from recommendation_erasure_receipt_v1
            union all select 'campaign', * from campaign_erasure_receipt_v1) receipts
      where erasure_id = :id
      order by round, forgotten_at, owner
      """;

  private final ServiceDatabase database;
  private final KeyedHash hash;
  private final JsonMapper json;

  JdbcErasures(ServiceDatabase database, KeyedHash hash, JsonMapper json) {
    this.database = database;
    this.hash = hash;
    this.json = json;
  }

  /** Whether some erasure was noted under another key. */
  boolean otherKeyUsed() {
    return database
        .jdbc()
        .sql("select exists (select from erasure where key_check <> :check)")
        .param("check", hash.check())
        .query(Boolean.class)
        .single();
  }

  /** Notes the request, or begins a finished one again; the erasure of the user. */
  Erasure request(UUID id, ShopperIds ids, Instant now) {
    String userHash = hash.ofUser(ids.userId());
    database
        .jdbc()
        .sql(REQUEST)
        .param("id", id)
        .param("userHash", userHash)
        .param("anonymousHashes", hashes(ids))
        .param("keyCheck", hash.check())
        .param("userId", ids.userId())
        .param("anonymousIds", ids.anonymousArray())
        .param("now", now.toString())
        .update();
    return database
        .jdbc()
        .sql(COLUMNS + "where user_hash = :userHash")
        .param("userHash", userHash)
        .query((row, number) -> erasure(row))
        .single();
  }

  Optional<Erasure> find(UUID id) {
    return database
        .jdbc()
        .sql(COLUMNS + "where id = :id")
        .param("id", id)
        .query((row, number) -> erasure(row))
        .optional();
  }

  /** The next ones, the latest first. */
  List<Erasure> page(Instant before, UUID beforeId, int limit) {
    return database
        .jdbc()
        .sql(
            COLUMNS
                + """
                where (requested_at, id) < (cast(:before as timestamptz), cast(:beforeId as uuid))
                order by requested_at desc, id desc limit :limit
                """)
        .param("before", before.toString())
        .param("beforeId", beforeId)
        .param("limit", limit)
        .query((row, number) -> erasure(row))
        .list();
  }

  /** Those that are not finished, the oldest first. */
  List<Erasure> open(int limit) {
    return database
        .jdbc()
        .sql(
            COLUMNS
                + "where state in ('requested', 'running') order by requested_at, id limit :limit")
        .param("limit", limit)
        .query((row, number) -> erasure(row))
        .list();
  }

  /** All hashes by which events are refused. */
  Set<String> tombstones() {
    Set<String> hashes = new HashSet<>();
    database
        .jdbc()
        .sql("select user_hash, anonymous_hashes from erasure")
        .query((ResultSet row) -> {
          hashes.add(row.getString(1));
          hashes.addAll(List.of((String[]) row.getArray(2).getArray()));
        });
    return hashes;
  }

  /** Another one whenever the tombstones may have changed; cheap to ask. */
  String tombstoneRevision() {
    return database
        .jdbc()
        .sql(
            """
            select concat_ws(' ', count(*), sum(round + cardinality(anonymous_hashes)),
                             sum(extract(epoch from round_began_at)))
            from erasure
            """)
        .query(String.class)
        .single();
  }

  /** Notes the transaction after which no process takes events of the user any more. */
  void gate(UUID id) {
    database
        .jdbc()
        .sql(
            "update erasure set gate_tx = pg_current_xact_id() where id = :id and gate_tx is null and state = 'requested'")
        .param("id", id)
        .update();
  }

  /** Whether every transaction that began before the gate has ended. */
  boolean gatePassed(UUID id) {
    return database
        .jdbc()
        .sql("select gate_tx < pg_snapshot_xmin(pg_current_snapshot()) from erasure where id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /**
   * Notes the devices that are the user's now that every transaction before the gate has ended,
   * within the caller's transaction. Events of a device that is new among them were taken until
   * now: then the wait begins afresh.
   *
   * @return whether all of them were known and the gate holds
   */
  boolean noteDevices(Erasure erasure, ShopperIds ids, Instant now) {
    return database
        .jdbc()
        .sql(NOTE_DEVICES)
        .param("id", erasure.id())
        .param("round", erasure.round())
        .param("ids", ids.anonymousArray())
        .param("hashes", hashes(ids))
        .param("now", now.toString())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Tells the owners to begin, within the caller's transaction. */
  boolean run(Erasure erasure) {
    return database
            .jdbc()
            .sql(
                "update erasure set state = 'running' where id = :id and round = :round and state = 'requested'")
            .param("id", erasure.id())
            .param("round", erasure.round())
            .update()
        > 0;
  }

  /** Lets go of the plain ids. */
  void verified(Erasure erasure, Instant now, Map<String, Long> mentions) {
    database
        .jdbc()
        .sql(
            """
            update erasure
            set state = 'verified', verified_at = cast(:now as timestamptz), user_id = null, anonymous_ids = '{}',
                found = cast(:found as jsonb)
            where id = :id and round = :round and state = 'running'
            """)
        .param("id", erasure.id())
        .param("round", erasure.round())
        .param("now", now.toString())
        .param("found", json.writeValueAsString(mentions))
        .update();
  }

  /** Asks all owners again, or gives up. */
  void notVerified(Erasure erasure, Map<String, Long> found, boolean giveUp, Instant now) {
    database
        .jdbc()
        .sql(
            """
            update erasure
            set state = :state, round = round + :more, gate_tx = null, found = cast(:found as jsonb),
                round_began_at = cast(:now as timestamptz)
            where id = :id and round = :round and state = 'running'
            """)
        .param("id", erasure.id())
        .param("round", erasure.round())
        .param("state", giveUp ? "failed" : "requested")
        .param("more", giveUp ? 0 : 1)
        .param("found", json.writeValueAsString(found))
        .param("now", now.toString())
        .update();
  }

  /** The next users whom profile-service knows, in the order of their ids. */
  List<String> knownUsers(String after, int limit) {
    return database
        .jdbc()
        .sql(
            """
            select value from profile_identity_v1
            where kind = 'user' and value > :after order by value limit :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Begins a verified erasure again; false if it is under way already. */
  boolean reopen(String userId, Instant now) {
    return database
            .jdbc()
            .sql(
                """
                update erasure
                set state = 'requested', user_id = :userId, verified_at = null, round = round + 1, gate_tx = null,
                    round_began_at = cast(:now as timestamptz), found = '{}'
                where user_hash = :userHash and state = 'verified'
                """)
            .param("userId", userId)
            .param("userHash", hash.ofUser(userId))
            .param("now", now.toString())
            .update()
        > 0;
  }

  List<Erasure.Receipt> receipts(UUID id) {
    return database
        .jdbc()
        .sql(RECEIPTS)
        .param("id", id)
        .query((row, number) ->
            new Erasure.Receipt(
                row.getString("owner"),
                row.getInt("round"),
                json.readValue(row.getString("counts"), COUNTS),
                Objects.requireNonNull(instant(row, "forgotten_at")),
                instant(row, "vacuumed_at")))
        .list();
  }

  private String[] hashes(ShopperIds ids) {
    return ids.anonymousIds().stream().map(hash::ofDevice).toArray(String[]::new);
  }

  private Erasure erasure(ResultSet row) throws SQLException {
    return new Erasure(
        row.getObject("id", UUID.class),
        row.getString("user_id"),
        List.of((String[]) row.getArray("anonymous_ids").getArray()),
        Erasure.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("round"),
        row.getBoolean("gated"),
        Objects.requireNonNull(instant(row, "requested_at")),
        Objects.requireNonNull(instant(row, "round_began_at")),
        instant(row, "verified_at"),
        json.readValue(row.getString("found"), COUNTS));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
