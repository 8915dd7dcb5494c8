package io.storeloop.ingestion.catalogue;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue in the database. Every operation is one statement. */
public final class JdbcItems {
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> ATTRIBUTES =
      new TypeReference<>() {};

  /** Writes only what differs, so that followers of the catalogue see real changes only. */
  private static final String UPSERT =
      """
      insert into item as stored (item_id, name, category, brand, price, currency, in_stock, attributes, updated_at)
      select item_id, name, category, brand, price, currency, in_stock, attributes, cast(:at as timestamptz)
      from unnest(cast(:itemIds as text[]), cast(:names as text[]), cast(:categories as text[]), cast(:brands as text[]),
                  cast(:prices as numeric[]), cast(:currencies as text[]), cast(:inStock as boolean[]),
                  cast(:attributes as jsonb[]))
           as sent (item_id, name, category, brand, price, currency, in_stock, attributes)
      on conflict (item_id) do update
      set name = excluded.name, category = excluded.category, brand = excluded.brand, price = excluded.price,
          currency = excluded.currency, in_stock = excluded.in_stock, attributes = excluded.attributes,
          deleted = false, updated_at = excluded.updated_at, tx = pg_current_xact_id()
      where (stored.name, stored.category, stored.brand, stored.price, stored.currency, stored.in_stock,
             stored.attributes, stored.deleted)
            is distinct from
            (excluded.name, excluded.category, excluded.brand, excluded.price, excluded.currency, excluded.in_stock,
             excluded.attributes, false)
      returning item_id
      """;

  private static final String INSERT_MISSING =
      """
      insert into item (item_id, name, category, brand, price, currency, in_stock, attributes, updated_at)
      select item_id, name, category, brand, price, currency, in_stock, attributes, cast(:at as timestamptz)
      from unnest(cast(:itemIds as text[]), cast(:names as text[]), cast(:categories as text[]), cast(:brands as text[]),
                  cast(:prices as numeric[]), cast(:currencies as text[]), cast(:inStock as boolean[]),
                  cast(:attributes as jsonb[]))
           as sent (item_id, name, category, brand, price, currency, in_stock, attributes)
      on conflict (item_id) do nothing
      returning item_id
      """;

  private static final String FIND =
      """
      select item_id, name, category, brand, price, currency, in_stock, attributes, updated_at
      from item
      where item_id = :itemId and not deleted
      """;

  private static final String PAGE =
      """
      select item_id, name, category, brand, price, currency, in_stock, attributes, updated_at
      from item
      where item_id > :after and not deleted
      order by item_id
      limit :limit
      """;

  private static final String DELETE =
      """
      update item
      set deleted = true, updated_at = cast(:at as timestamptz), tx = pg_current_xact_id()
      where item_id = :itemId and not deleted
      """;

  private final ServiceDatabase database;
  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  public JdbcItems(ServiceDatabase database) {
    this.database = database;
  }

  /**
   * Stores items as given; of several with one id the last counts.
   *
   * @return the ids of those that differ from before
   */
  public Set<String> upsert(Collection<Item> items, Instant at) {
    return write(UPSERT, items, at);
  }

  /**
   * Stores those items that the catalogue has never had; others stay as they are.
   *
   * @return how many are new
   */
  public int insertMissing(Collection<Item> items, Instant at) {
    return write(INSERT_MISSING, items, at).size();
  }

  private Set<String> write(String statement, Collection<Item> items, Instant at) {
    if (items.isEmpty()) {
      return Set.of();
    }
    Map<String, Item> byId = new TreeMap<>();
    items.forEach(item -> byId.put(item.itemId(), item));
    List<Item> sorted = List.copyOf(byId.values());
    return database
        .jdbc()
        .sql(statement)
        .param("at", at.toString())
        .param("itemIds", ArrayColumn.of(sorted, Item::itemId))
        .param("names", ArrayColumn.of(sorted, Item::name))
        .param("categories", ArrayColumn.of(sorted, Item::category))
        .param("brands", ArrayColumn.of(sorted, Item::brand))
        .param("prices", ArrayColumn.of(sorted, Item::price))
        .param("currencies", ArrayColumn.of(sorted, Item::currency))
        .param("inStock", ArrayColumn.of(sorted, Item::inStock))
        .param(
            "attributes",
            ArrayColumn.of(sorted, item -> json.writeValueAsString(item.attributes())))
        .query((row, number) -> Objects.requireNonNull(row.getString("item_id")))
        .set();
  }

  Optional<StoredItem> find(String itemId) {
    return database
        .jdbc()
        .sql(FIND)
        .param("itemId", itemId)
        .query((row, number) -> stored(row))
        .optional();
  }

  /** Items after that id, in the order of their ids. */
  List<StoredItem> page(String after, int limit) {
    return database
        .jdbc()
        .sql(PAGE)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> stored(row))
        .list();
  }

  /** Whether there was such an item. It is marked, so that followers learn of it. */
  boolean delete(String itemId, Instant at) {
    return database.jdbc().sql(DELETE).param("itemId", itemId).param("at", at.toString()).update()
        > 0;
  }

  private StoredItem stored(ResultSet row) throws SQLException {
    return new StoredItem(
        new Item(
            row.getString("item_id"),
            row.getString("name"),
            row.getString("category"),
            row.getString("brand"),
            row.getBigDecimal("price"),
            row.getString("currency"),
            row.getBoolean("in_stock"),
            json.readValue(row.getString("attributes"), ATTRIBUTES)),
        Objects.requireNonNull(row.getObject("updated_at", OffsetDateTime.class)).toInstant());
  }
}
