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
  private static final String DEVICES =
      """
      select e.user_id, e.anonymous_id, e.occurred_at, s.shared_at
      from profile_identity_edge e left join profile_sharing s using (anonymous_id)
      where (e.user_id = :user or e.anonymous_id = :device) and e.place = 0 and e.state = 'merged'
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
      where least(occurred_at, received_at) between cast(:from as timestamptz) and cast(:until as timestamptz)
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
    List<Stretch> stretches = id.isUser() ? List.of(Stretch.always(id)) : stretches(id);
    List<Optional<PastProfile>> profiles = new ArrayList<>();
    for (Stretch stretch : stretches) {
      List<Instant> within = moments.stream().filter(stretch::contains).toList();
      if (!within.isEmpty()) {
        Optional<List<Optional<PastProfile>>> some = folded(stretch, within);
        if (some.isEmpty()) {
          return Optional.empty();
        }
        profiles.addAll(some.get());
      }
    }
    return Optional.of(profiles);
  }

  /**
   * A time in which an id led to one profile.
   *
   * @param founder of the profile
   * @param eventsFrom what happened earlier is not the profile's
   */
  private record Stretch(Identity founder, Instant eventsFrom, Instant from, Instant until) {
    /** No event is older. */
    static final Instant BEGINNING = Instant.EPOCH;

    static Stretch always(Identity founder) {
      return new Stretch(founder, BEGINNING, Instant.MIN, Instant.MAX);
    }

    boolean contains(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until);
    }
  }

  /** First a device is its own, then its user's, and from when it is shared on its own again. */
  private List<Stretch> stretches(Identity device) {
    return devices("", device.value()).stream()
        .findFirst()
        .map(found -> {
          Instant shared =
              found.device().sharedAt() == null ? Instant.MAX : found.device().sharedAt();
          Instant merged =
              found.device().mergedAt().isBefore(shared) ? found.device().mergedAt() : shared;
          return List.of(
              new Stretch(device, Stretch.BEGINNING, Instant.MIN, merged),
              new Stretch(Identity.user(found.userId()), Stretch.BEGINNING, merged, shared),
              new Stretch(device, shared, shared, Instant.MAX));
        })
        .orElseGet(() -> List.of(Stretch.always(device)));
  }

  private Optional<List<Optional<PastProfile>>> folded(Stretch stretch, List<Instant> moments) {
    Identity founder = stretch.founder();
    List<Device> devices =
        founder.isUser()
            ? devices(founder.value(), "").stream().map(UsersDevice::device).toList()
            : List.of();
    List<Event> events = events(founder, devices, stretch.eventsFrom(), moments.getLast());
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

  private record UsersDevice(String userId, Device device) {}

  /** The devices of a user, or the device with that id, if it was merged with a user. */
  private List<UsersDevice> devices(String user, String device) {
    return database
        .jdbc()
        .sql(DEVICES)
        .param("user", user)
        .param("device", device)
        .query((row, number) ->
            new UsersDevice(
                row.getString("user_id"),
                new Device(
                    row.getString("anonymous_id"),
                    Objects.requireNonNull(instant(row, "occurred_at")),
                    instant(row, "shared_at"))))
        .list();
  }

  private List<Event> events(Identity founder, List<Device> devices, Instant from, Instant until) {
    String[] anonymous =
        founder.isUser()
            ? devices.stream().map(Device::anonymousId).toArray(String[]::new)
            : new String[] {founder.value()};
    return database
        .jdbc()
        .sql(EVENTS)
        .param("user", founder.isUser() ? founder.value() : null)
        .param("devices", anonymous)
        .param("from", from.toString())
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
