package io.storeloop.profile.identity;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.ids.EdgeReason;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The edges in the database, inside the caller's transaction. Thread-safe. */
public final class JdbcIdentityEdges {
  private static final String COLUMNS =
      """
      select e.anonymous_id, e.user_id, e.place, e.state, e.reason, e.message_id, e.occurred_at
      from profile_identity_edge e
      """;

  private static final String OF_DEVICES =
      COLUMNS
          + "where e.anonymous_id = any(cast(:anonymousIds as text[])) order by e.anonymous_id, e.place";

  private static final String BY_ID = COLUMNS + "where e.edge_id = :id";

  private static final String DEVICES_OF_USERS =
      """
      select user_id, count(*) as devices from profile_identity_edge
      where user_id = any(cast(:userIds as text[])) and state = 'merged'
      group by user_id
      """;

  private static final String TOLD =
      """
      select e.edge_id, e.anonymous_id, e.user_id, e.place, e.state, e.reason, e.message_id, e.occurred_at, e.changed_at,
             (select count(*) from profile_identity_edge o where o.anonymous_id = e.anonymous_id) as users,
             exists (select from profile_sharing s where s.anonymous_id = e.anonymous_id) as shared
      from profile_identity_edge e
      where e.edge_id > :after and (e.user_id = :id or e.anonymous_id = :device)
      order by e.edge_id
      limit :limit
      """;

  private static final String WRITE =
      """
      insert into profile_identity_edge (edge_id, anonymous_id, user_id, place, state, reason, message_id, occurred_at, changed_at, undone_tx)
      select cast(id as uuid), anonymous_id, user_id, cast(place as smallint), state, reason, message_id,
             cast(occurred_at as timestamptz), cast(:now as timestamptz),
             case when state = 'undone' then pg_current_xact_id() end
      from unnest(cast(:ids as text[]), cast(:anonymousIds as text[]), cast(:userIds as text[]), cast(:places as text[]),
                  cast(:states as text[]), cast(:reasons as text[]), cast(:messageIds as text[]), cast(:occurredAt as text[]))
           as t (id, anonymous_id, user_id, place, state, reason, message_id, occurred_at)
      on conflict (edge_id) do update
      set state = excluded.state, reason = excluded.reason, message_id = excluded.message_id,
          occurred_at = excluded.occurred_at, changed_at = excluded.changed_at, undone_tx = excluded.undone_tx
      """;

  private static final String SHARINGS =
      """
      select anonymous_id, tx::text, id, shared_at from profile_sharing
      where anonymous_id = any(cast(:anonymousIds as text[]))
      """;

  private static final String WRITE_SHARINGS =
      """
      insert into profile_sharing (anonymous_id, tx, id, shared_at)
      select anonymous_id, cast(tx as xid8), cast(id as bigint), cast(shared_at as timestamptz)
      from unnest(cast(:anonymousIds as text[]), cast(:txs as text[]), cast(:ids as text[]), cast(:sharedAt as text[]))
           as t (anonymous_id, tx, id, shared_at)
      on conflict (anonymous_id) do update set tx = excluded.tx, id = excluded.id, shared_at = excluded.shared_at
      """;

  private final ServiceDatabase database;

  /**
   * An edge as it is told.
   *
   * @param changedAt when it came into its state
   * @param users seen on the device, at most {@value Bindings#MOST_USERS}, without those erased
   * @param shared whether more than one was seen
   */
  public record Told(IdentityEdge edge, Instant changedAt, int users, boolean shared) {}

  public JdbcIdentityEdges(ServiceDatabase database) {
    this.database = database;
  }

  /** All edges of these devices, by device in the order of their places. */
  public List<IdentityEdge> ofDevices(Collection<String> anonymousIds) {
    if (anonymousIds.isEmpty()) {
      return List.of();
    }
    return database
        .jdbc()
        .sql(OF_DEVICES)
        .param("anonymousIds", anonymousIds.toArray(String[]::new))
        .query((row, number) -> edge(row))
        .list();
  }

  /** What is known of the sharing of these devices. */
  public List<DeviceSharing> sharingsOf(Collection<String> anonymousIds) {
    if (anonymousIds.isEmpty()) {
      return List.of();
    }
    return database
        .jdbc()
        .sql(SHARINGS)
        .param("anonymousIds", anonymousIds.toArray(String[]::new))
        .query((row, number) ->
            new DeviceSharing(
                row.getString("anonymous_id"),
                new EventCursor(Long.parseUnsignedLong(row.getString("tx")), row.getLong("id")),
                instant(row, "shared_at")))
        .list();
  }

  /** Makes or replaces what is known of the sharing of devices. */
  public void writeSharings(Collection<DeviceSharing> sharings) {
    if (sharings.isEmpty()) {
      return;
    }
    database
        .jdbc()
        .sql(WRITE_SHARINGS)
        .param("anonymousIds", ArrayColumn.of(sharings, DeviceSharing::anonymousId))
        .param(
            "txs", ArrayColumn.of(sharings, sharing -> Long.toUnsignedString(sharing.from().tx())))
        .param("ids", ArrayColumn.of(sharings, sharing -> sharing.from().id()))
        .param("sharedAt", ArrayColumn.of(sharings, DeviceSharing::at))
        .update();
  }

  public Optional<IdentityEdge> find(UUID edgeId) {
    return database
        .jdbc()
        .sql(BY_ID)
        .param("id", edgeId)
        .query((row, number) -> edge(row))
        .optional();
  }

  /** How many devices are merged into users; one query, without those who have none. */
  public Map<String, Integer> devicesOf(Collection<String> userIds) {
    Map<String, Integer> devices = new HashMap<>();
    if (!userIds.isEmpty()) {
      database
          .jdbc()
          .sql(DEVICES_OF_USERS)
          .param("userIds", userIds.toArray(String[]::new))
          .query((ResultSet row) -> {
            devices.put(row.getString("user_id"), row.getInt("devices"));
          });
    }
    return devices;
  }

  /** The next edges of a user, or of a device that is nobody's, in the order of their ids. */
  public List<Told> told(Identity of, UUID after, int limit) {
    boolean user = of.kind() == IdentityKind.USER;
    return database
        .jdbc()
        .sql(TOLD)
        .param("after", after)
        .param("id", user ? of.value() : "")
        .param("device", user ? "" : of.value())
        .param("limit", limit)
        .query((row, number) ->
            new Told(
                edge(row),
                instant(row, "changed_at"),
                row.getInt("users"),
                row.getBoolean("shared")))
        .list();
  }

  /** Makes or replaces these edges. */
  public void write(Collection<IdentityEdge> edges, Instant now) {
    if (edges.isEmpty()) {
      return;
    }
    database
        .jdbc()
        .sql(WRITE)
        .param("ids", ArrayColumn.of(edges, IdentityEdge::id))
        .param("anonymousIds", ArrayColumn.of(edges, IdentityEdge::anonymousId))
        .param("userIds", ArrayColumn.of(edges, IdentityEdge::userId))
        .param("places", ArrayColumn.of(edges, IdentityEdge::place))
        .param("states", ArrayColumn.of(edges, edge -> edge.state().wireName()))
        .param("reasons", ArrayColumn.of(edges, edge -> edge.reason().wireName()))
        .param("messageIds", ArrayColumn.of(edges, IdentityEdge::messageId))
        .param("occurredAt", ArrayColumn.of(edges, IdentityEdge::occurredAt))
        .param("now", now.toString())
        .update();
  }

  private static IdentityEdge edge(ResultSet row) throws SQLException {
    return new IdentityEdge(
        row.getString("anonymous_id"),
        row.getString("user_id"),
        row.getInt("place"),
        EdgeState.ofWireName(row.getString("state")),
        EdgeReason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
        row.getString("message_id"),
        instant(row, "occurred_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
