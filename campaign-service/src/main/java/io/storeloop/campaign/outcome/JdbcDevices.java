package io.storeloop.campaign.outcome;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Devices and users that the log has named. Every method runs inside the follower's transaction.
 */
final class JdbcDevices {
  private static final String DEVICES =
      """
      select anonymous_id, user_id, state, shared_tx, shared_id from campaign_identity
      where anonymous_id = any (cast(:ids as text[]))
      """;

  private static final String KNOWN =
      "select user_id from campaign_user where user_id = any (cast(:ids as text[]))";

  private static final String DEVICES_OF_USERS =
      """
      select user_id, count(*) as devices from campaign_device
      where user_id = any (cast(:ids as text[]))
      group by user_id
      """;

  private static final String WRITE =
      """
      insert into campaign_identity (anonymous_id, user_id, state, shared_tx, shared_id)
      select anonymous_id, user_id, state, cast(shared_tx as xid8), cast(shared_id as bigint)
      from unnest(cast(:anonymousIds as text[]), cast(:userIds as text[]), cast(:states as text[]),
                  cast(:sharedTx as text[]), cast(:sharedIds as text[]))
           as t (anonymous_id, user_id, state, shared_tx, shared_id)
      on conflict (anonymous_id) do update
      set state = excluded.state, shared_tx = excluded.shared_tx, shared_id = excluded.shared_id
      """;

  private static final String WRITE_USERS =
      "insert into campaign_user select unnest(cast(:ids as text[])) on conflict do nothing";

  private final ServiceDatabase database;
  private final IdentityRule rule;

  JdbcDevices(ServiceDatabase database, IdentityRule rule) {
    this.database = database;
    this.rule = rule;
  }

  /** What must be known to decide about a batch of events. */
  DeviceClaims before(List<LoggedEvent> events) {
    Set<String> users = new HashSet<>();
    Set<String> claimants = new HashSet<>();
    Set<String> devices = new HashSet<>();
    for (LoggedEvent logged : events) {
      Event event = logged.event();
      if (event.userId() != null && event.isOfShopper()) {
        users.add(event.userId());
        if (event.anonymousId() != null) {
          claimants.add(event.userId());
          devices.add(event.anonymousId());
        }
      }
    }
    return new DeviceClaims(rule, devices(devices), known(users), devicesOf(claimants));
  }

  private List<Device> devices(Set<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .jdbc()
            .sql(DEVICES)
            .param("ids", ids.toArray(String[]::new))
            .query((row, number) -> device(row))
            .list();
  }

  private Set<String> known(Set<String> users) {
    return users.isEmpty()
        ? Set.of()
        : new HashSet<>(
            database
                .jdbc()
                .sql(KNOWN)
                .param("ids", users.toArray(String[]::new))
                .query(String.class)
                .list());
  }

  private Map<String, Integer> devicesOf(Set<String> users) {
    Map<String, Integer> devices = new HashMap<>();
    if (!users.isEmpty()) {
      database
          .jdbc()
          .sql(DEVICES_OF_USERS)
          .param("ids", users.toArray(String[]::new))
          .query(row -> {
            devices.put(row.getString("user_id"), row.getInt("devices"));
          });
    }
    return devices;
  }

  /** Keeps what a batch has come to. */
  void write(DeviceClaims claims) {
    write(claims.changed());
    if (!claims.newUsers().isEmpty()) {
      database
          .jdbc()
          .sql(WRITE_USERS)
          .param("ids", claims.newUsers().toArray(String[]::new))
          .update();
    }
  }

  private void write(Collection<Device> devices) {
    if (devices.isEmpty()) {
      return;
    }
    database
        .jdbc()
        .sql(WRITE)
        .param("anonymousIds", ArrayColumn.of(devices, Device::anonymousId))
        .param("userIds", ArrayColumn.of(devices, Device::userId))
        .param("states", ArrayColumn.of(devices, device -> device.state().wireName()))
        .param(
            "sharedTx",
            ArrayColumn.of(
                devices, device -> place(device, from -> Long.toUnsignedString(from.tx()))))
        .param(
            "sharedIds",
            ArrayColumn.of(devices, device -> place(device, from -> Long.toString(from.id()))))
        .update();
  }

  private static @Nullable String place(Device device, Function<EventCursor, String> part) {
    EventCursor from = device.sharedFrom();
    return from == null ? null : part.apply(from);
  }

  private static Device device(ResultSet row) throws SQLException {
    String tx = row.getString("shared_tx");
    return new Device(
        Objects.requireNonNull(row.getString("anonymous_id")),
        Objects.requireNonNull(row.getString("user_id")),
        EdgeState.ofWireName(Objects.requireNonNull(row.getString("state"))),
        tx == null ? null : new EventCursor(Long.parseUnsignedLong(tx), row.getLong("shared_id")));
  }
}
