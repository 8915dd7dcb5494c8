package io.storeloop.profile.predictor;

import io.storeloop.common.events.EventType;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.consent.ConsentRule;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reads what shoppers did from the event log, by their profiles. */
public final class JdbcShopperActs {
  private static final String PROFILES =
      "select profile_id from profile where profile_id > :after order by profile_id limit :limit";

  /**
   * The events of a user, and those of their devices from before they were known; the latest. Of
   * who does not let their behaviour be counted, none.
   */
  private static final String ACTS =
      """
      select p.profile_id, e.type, e.item_id, e.occurred_at, e.received_at, e.price, e.quantity, e.currency
      from profile p
      cross join lateral (
        select * from (
          select type, item_id, occurred_at, received_at, price, quantity, currency from event_v1
          where user_id = p.user_id and traffic is null
          union all
          select e.type, e.item_id, e.occurred_at, e.received_at, e.price, e.quantity, e.currency
          from profile_identity d
          join event_v1 e on e.user_id is null and e.anonymous_id = d.value and e.traffic is null
          where d.profile_id = p.profile_id and d.kind = 'anonymous'
        ) own
        order by occurred_at desc limit :most) e
      where p.profile_id = any (cast(:ids as uuid[]))
        and coalesce((p.consent_statements -> 'analytics' ->> 'value')::boolean, :unasked)
      """;

  private final ServiceDatabase database;
  private final int mostActs;
  private final ConsentRule consent;

  JdbcShopperActs(ServiceDatabase database, int mostActs, ConsentRule consent) {
    this.database = database;
    this.mostActs = mostActs;
    this.consent = consent;
  }

  /** The next profiles in the order of their ids, which says nothing about the shoppers. */
  List<UUID> profilesAfter(UUID profileId, int limit) {
    return database
        .jdbc()
        .sql(PROFILES)
        .param("after", profileId)
        .param("limit", limit)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** The histories of these profiles, in their order; an empty one for who did nothing. */
  public List<ShopperHistory> of(List<UUID> profileIds) {
    Map<UUID, List<Act>> acts = new HashMap<>();
    Map<String, Integer> items = new HashMap<>();
    database
        .jdbc()
        .sql(ACTS)
        .param("ids", profileIds.stream().map(UUID::toString).toArray(String[]::new))
        .param("most", mostActs)
        .param("unasked", !consent.required())
        .query(row -> {
          acts.computeIfAbsent(row.getObject("profile_id", UUID.class), id -> new ArrayList<>())
              .add(act(row, items));
        });
    return profileIds.stream()
        .map(id -> new ShopperHistory(acts.getOrDefault(id, List.of())))
        .toList();
  }

  private static Act act(ResultSet row, Map<String, Integer> items) throws SQLException {
    Instant occurred = instant(row, "occurred_at");
    Instant received = instant(row, "received_at");
    String item = row.getString("item_id");
    BigDecimal price = row.getBigDecimal("price");
    int quantity = row.getObject("quantity") == null ? 1 : row.getInt("quantity");
    ActKind kind = kind(row.getString("type"));
    return new Act(
        // said to have happened after it arrived: it happened when it arrived
        occurred.isBefore(received) ? occurred : received,
        kind,
        item == null ? Act.NO_ITEM : items.computeIfAbsent(item, id -> items.size()),
        kind == ActKind.PURCHASE && price != null ? price.doubleValue() * quantity : Double.NaN,
        row.getString("currency"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  private static ActKind kind(String type) {
    return switch (EventType.ofWireName(type).orElse(EventType.CUSTOM)) {
      case VIEW, CLICK -> ActKind.VIEW;
      case ADD_TO_CART -> ActKind.CART;
      case WISHLIST -> ActKind.WISH;
      case PURCHASE -> ActKind.PURCHASE;
      case REFUND -> ActKind.REFUND;
      default -> ActKind.OTHER;
    };
  }
}
