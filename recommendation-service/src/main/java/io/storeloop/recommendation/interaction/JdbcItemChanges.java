package io.storeloop.recommendation.interaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what changed in the catalogue, in the order in which the changing transactions began.
 * Bounded by the snapshot horizon like the event log, so that no change is skipped; of an item
 * changed twice only the latest state is seen. For one thread at a time.
 */
final class JdbcItemChanges {
  /** Everything up to and including this item of this transaction has been read. */
  record Cursor(String tx, String itemId) {
    static final Cursor START = new Cursor("0", "");
  }

  record Change(
      Cursor cursor,
      @Nullable String name,
      @Nullable String category,
      boolean inStock,
      boolean deleted,
      ItemDetails details) {}

  private static final String READ_AFTER =
      """
      select tx, item_id, name, category, brand, price, currency, in_stock, attributes, deleted, created_at
      from item_v1
      where (tx, item_id) > (cast(:tx as xid8), :itemId)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, item_id
      limit :limit
      """;

  private final JdbcClient jdbc;
  private final SharedTexts texts = new SharedTexts();
  private final AttributeReader attributes;

  JdbcItemChanges(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.attributes = new AttributeReader(json, texts);
  }

  List<Change> readAfter(Cursor cursor, int limit) {
    return jdbc.sql(READ_AFTER)
        .param("tx", cursor.tx())
        .param("itemId", cursor.itemId())
        .param("limit", limit)
        .query((row, number) -> change(row))
        .list();
  }

  private Change change(ResultSet row) throws SQLException {
    return new Change(
        new Cursor(row.getString("tx"), row.getString("item_id")),
        row.getString("name"),
        texts.of(row.getString("category")),
        row.getBoolean("in_stock"),
        row.getBoolean("deleted"),
        details(row));
  }

  private ItemDetails details(ResultSet row) throws SQLException {
    OffsetDateTime createdAt = row.getObject("created_at", OffsetDateTime.class);
    return new ItemDetails(
        texts.of(row.getString("brand")),
        row.getBigDecimal("price"),
        texts.of(row.getString("currency")),
        attributes.read(row.getString("attributes")),
        createdAt == null ? ItemDetails.UNKNOWN : createdAt.toInstant().toEpochMilli());
  }
}
