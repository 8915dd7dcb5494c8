package io.storeloop.profile.profile;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.schema.EventLog;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.profile.PastShopper.Device;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads what made shoppers what they were from the event log. */
final class JdbcPastShoppers {
  /** To whom a device belonged at a moment, if to somebody. */
  private static final String OWNER =
      """
      select e.user_id from profile_identity_edge e
      where e.anonymous_id = :device and e.place = 0 and e.state = 'merged' and e.occurred_at <= cast(:at as timestamptz)
        and not exists (select from profile_sharing s
                        where s.anonymous_id = e.anonymous_id and s.shared_at <= cast(:at as timestamptz))
      """;

  private static final String DEVICES =
      """
      select e.anonymous_id, e.occurred_at, s.shared_at
      from profile_identity_edge e left join profile_sharing s using (anonymous_id)
      where e.user_id = :user and e.place = 0 and e.state = 'merged'
      """;

  /** One more than are looked at tells that there are too many. */
  private static final String EVENTS =
      """
      select tx, id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id, quantity,
             price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id,
             duration_millis, source, properties, traffic
      from (
        select * from event_v1 where user_id = :user and traffic is null
        union all
        select * from event_v1 where user_id is null and anonymous_id = any (cast(:devices as text[])) and traffic is null
      ) own
      where least(occurred_at, received_at) <= cast(:until as timestamptz)
      limit :most
      """;

  private final ServiceDatabase database;
  private final EventLog log;
  private final JdbcItemFacts items;
  private final ConsentRule consent;
  private final Duration interestHalfLife;
  private final int mostEvents;

  JdbcPastShoppers(
      ServiceDatabase database,
      JsonMapper json,
      ConsentRule consent,
      Duration interestHalfLife,
      int mostEvents) {
    this.database = database;
    this.log = new EventLog(database.jdbc(), json);
    this.items = new JdbcItemFacts(database);
    this.consent = consent;
    this.interestHalfLife = interestHalfLife;
    this.mostEvents = mostEvents;
  }

  /**
   * The profiles of an id at some moments; empty if more happened than is looked at.
   *
   * @param moments ascending, at least one
   */
  Optional<List<Optional<PastProfile>>> at(Identity id, List<Instant> moments) {
    if (id.isUser()) {
      return folded(id, moments);
    }
    // a device may have become a user's between two moments
    Optional<String> last = owner(id, moments.getLast());
    Optional<String> first = owner(id, moments.getFirst());
    if (first.equals(last)) {
      return folded(last.map(Identity::user).orElse(id), moments);
    }
    List<Optional<PastProfile>> profiles = new ArrayList<>();
    for (Instant moment : moments) {
      Identity owner = owner(id, moment).map(Identity::user).orElse(id);
      Optional<List<Optional<PastProfile>>> one = folded(owner, List.of(moment));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      profiles.addAll(one.get());
    }
    return Optional.of(profiles);
  }

  private Optional<List<Optional<PastProfile>>> folded(Identity founder, List<Instant> moments) {
    List<Device> devices = founder.isUser() ? devices(founder.value()) : List.of();
    List<Event> events = events(founder, devices, moments.getLast());
    if (events.size() > mostEvents) {
      return Optional.empty();
    }
    Map<String, ItemFacts> catalogue = items.of(events);
    PastShopper shopper =
        new PastShopper(
            founder, events, devices, event -> facts(event, catalogue), consent, interestHalfLife);
    return Optional.of(shopper.at(moments));
  }

  private static ItemFacts facts(Event event, Map<String, ItemFacts> catalogue) {
    ItemFacts known =
        event.itemId() == null
            ? ItemFacts.NONE
            : catalogue.getOrDefault(event.itemId(), ItemFacts.NONE);
    return ItemFacts.saidBy(event).orElse(known);
  }

  private Optional<String> owner(Identity device, Instant at) {
    return database
        .jdbc()
        .sql(OWNER)
        .param("device", device.value())
        .param("at", at.toString())
        .query(String.class)
        .optional();
  }

  private List<Device> devices(String user) {
    return database
        .jdbc()
        .sql(DEVICES)
        .param("user", user)
        .query((row, number) ->
            new Device(
                row.getString("anonymous_id"),
                Objects.requireNonNull(instant(row, "occurred_at")),
                instant(row, "shared_at")))
        .list();
  }

  private List<Event> events(Identity founder, List<Device> devices, Instant until) {
    String[] anonymous =
        founder.isUser()
            ? devices.stream().map(Device::anonymousId).toArray(String[]::new)
            : new String[] {founder.value()};
    return database
        .jdbc()
        .sql(EVENTS)
        .param("user", founder.isUser() ? founder.value() : null)
        .param("devices", anonymous)
        .param("until", until.toString())
        .param("most", mostEvents + 1)
        .query((row, number) -> log.loggedEvent(row))
        .list()
        .stream()
        .map(LoggedEvent::event)
        .filter(Event::isOfShopper)
        .toList();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
