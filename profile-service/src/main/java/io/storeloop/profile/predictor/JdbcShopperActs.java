package io.storeloop.profile.predictor;

import io.storeloop.common.events.EventType;
import io.storeloop.common.schema.ArrayColumn;
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
      "select profile_id from profile order by profile_id limit :limit";

  /**
   * The events of a user, and those of their devices without the user's id; the latest of each, by
   * their index, then the latest of all. Without what was refused to be counted when it happened;
   * of who refuses now, none.
   */
  private static final String ACTS =
      """
      select p.profile_id, e.type, e.item_id, e.occurred_at, e.received_at, e.price, e.quantity, e.currency
      from profile p
      cross join lateral (
        select * from (
          (select type, item_id, occurred_at, received_at, price, quantity, currency, id
           from profile_counted_event
           where user_id = p.user_id
           order by occurred_at desc, id desc limit :most)
          union all
          select device.*
          from profile_device_stretch d
          cross join lateral (
            select type, item_id, occurred_at, received_at, price, quantity, currency, id
            from profile_counted_event
            where user_id is null and anonymous_id = d.anonymous_id
              and (tx, id) >= (d.from_tx, d.from_id) and (tx, id) < (d.until_tx, d.until_id)
            order by occurred_at desc, id desc limit :most) device
          where d.profile_id = p.profile_id
        ) own
        order by occurred_at desc, id desc limit :most) e
      where p.profile_id in $ids
        and coalesce((p.consent_statements -> 'analytics' ->> 'value')::boolean, :unasked)
      order by e.occurred_at desc, e.id desc
      """
          .replace("$ids", ArrayColumn.IDS);

  /** Kind of device and traits that were asked for, of who lets their behaviour be counted. */
  private static final String STRATA =
      """
      select p.profile_id, s.dimension, s.value
      from profile p
      cross join lateral (
        select 'device' as dimension, p.features ->> 'favouriteDevice' as value
        union all
        select key, value from jsonb_each_text(p.traits) where key = any(cast(:traits as text[]))) s
      where p.profile_id in $ids
        and length(s.value) between 1 and :longest
        and coalesce((p.consent_statements -> 'analytics' ->> 'value')::boolean, :unasked)
      order by p.profile_id, s.dimension, s.value
      """
          .replace("$ids", ArrayColumn.IDS);

  /**
   * Characters of a trait that still tells groups apart; longer ones are texts about one person.
   */
  private static final int LONGEST_STRATUM = 60;

  /** Acts that one statement may bring, some 75 MB of rows while they are read. */
  private static final int MOST_ROWS = 250_000;

  private static final int MOST_SHOPPERS = 500;

  /** Read for a training, as a multiple of what is looked at: its moments lie in the past. */
  private static final int TRAINING_FACTOR = 2;

  private final ServiceDatabase database;
  private final int mostActs;
  private final ConsentRule consent;
  private final List<String> groupTraits;

  /** {@code groupTraits} are the traits by whose values a training tells shoppers apart. */
  JdbcShopperActs(
      ServiceDatabase database, int mostActs, ConsentRule consent, List<String> groupTraits) {
    this.database = database;
    this.mostActs = mostActs;
    this.consent = consent;
    this.groupTraits = List.copyOf(groupTraits);
  }

  /** The first profiles in the order of their ids, which says nothing about the shoppers. */
  List<UUID> profiles(int limit) {
    return database
        .jdbc()
        .sql(PROFILES)
        .param("limit", limit)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** The histories of these profiles, in their order; an empty one for who did nothing. */
  public List<ShopperHistory> of(List<UUID> profileIds) {
    return read(profileIds, mostActs, Map.of());
  }

  /**
   * The same, further back, so that as many acts as are looked at lie before earlier moments too,
   * and with the strata of the shoppers.
   */
  public List<ShopperHistory> forTraining(List<UUID> profileIds) {
    return read(profileIds, TRAINING_FACTOR * mostActs, strata(profileIds));
  }

  /** Shoppers that {@link #of} reads in one statement, however much each has done. */
  int atOnce() {
    return atOnce(mostActs);
  }

  /** The same of {@link #forTraining}. */
  int atOnceForTraining() {
    return atOnce(TRAINING_FACTOR * mostActs);
  }

  private static int atOnce(int most) {
    return Math.clamp(MOST_ROWS / (most + 1), 1, MOST_SHOPPERS);
  }

  private List<ShopperHistory> read(
      List<UUID> profileIds, int most, Map<UUID, List<Stratum>> strata) {
    List<ShopperHistory> histories = new ArrayList<>();
    int size = atOnce(most);
    for (int from = 0; from < profileIds.size(); from += size) {
      histories.addAll(
          readAtOnce(
              profileIds.subList(from, Math.min(from + size, profileIds.size())), most, strata));
    }
    return histories;
  }

  private List<ShopperHistory> readAtOnce(
      List<UUID> profileIds, int most, Map<UUID, List<Stratum>> strata) {
    Map<UUID, List<Act>> acts = new HashMap<>();
    Map<String, Integer> items = new HashMap<>();
    Map<String, String> currencies = new HashMap<>();
    database
        .jdbc()
        .sql(ACTS)
        .param("ids", ArrayColumn.texts(profileIds))
        .param("most", most + 1)
        .param("unasked", !consent.required())
        .query(row -> {
          acts.computeIfAbsent(row.getObject("profile_id", UUID.class), id -> new ArrayList<>())
              .add(act(row, items, currencies));
        });
    return profileIds.stream()
        .map(id ->
            history(acts.getOrDefault(id, List.of()), most, strata.getOrDefault(id, List.of())))
        .toList();
  }

  /** One act more than wanted was read, to know whether there are older ones. */
  private ShopperHistory history(List<Act> latestFirst, int most, List<Stratum> strata) {
    boolean whole = latestFirst.size() <= most;
    return new ShopperHistory(
        whole ? latestFirst : latestFirst.subList(0, most), mostActs, whole, strata);
  }

  private Map<UUID, List<Stratum>> strata(List<UUID> profileIds) {
    Map<UUID, List<Stratum>> strata = new HashMap<>();
    database
        .jdbc()
        .sql(STRATA)
        .param("ids", ArrayColumn.texts(profileIds))
        .param("traits", ArrayColumn.texts(groupTraits))
        .param("longest", LONGEST_STRATUM)
        .param("unasked", !consent.required())
        .query(row -> {
          strata
              .computeIfAbsent(row.getObject("profile_id", UUID.class), id -> new ArrayList<>())
              .add(new Stratum(row.getString("dimension"), row.getString("value")));
        });
    return strata;
  }

  private static Act act(ResultSet row, Map<String, Integer> items, Map<String, String> currencies)
      throws SQLException {
    Instant occurred = instant(row, "occurred_at");
    Instant received = instant(row, "received_at");
    String item = row.getString("item_id");
    BigDecimal price = row.getBigDecimal("price");
    String currency = row.getString("currency");
    int quantity = row.getObject("quantity") == null ? 1 : row.getInt("quantity");
    ActKind kind = kind(row.getString("type"));
    return new Act(
        // said to have happened after it arrived: it happened when it arrived
        occurred.isBefore(received) ? occurred : received,
        kind,
        item == null ? Act.NO_ITEM : items.computeIfAbsent(item, id -> items.size()),
        kind == ActKind.PURCHASE && price != null ? price.doubleValue() * quantity : Double.NaN,
        // one text for all acts: there are many more acts than currencies
        currency == null ? null : currencies.computeIfAbsent(currency, same -> same));
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
