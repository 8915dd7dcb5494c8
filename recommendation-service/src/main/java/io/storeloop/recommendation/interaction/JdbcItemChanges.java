package io.storeloop.recommendation.interaction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what changed in the catalogue, in the order in which the changing transactions began.
 * Bounded by the snapshot horizon like the event log, so that no change is skipped; of an item
 * changed twice only the latest state is seen.
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
      boolean deleted) {}

  private static final String READ_AFTER =
      """
      select tx, item_id, name, category, in_stock, deleted
      from item_v1
      where (tx, item_id) > (cast(:tx as xid8), :itemId)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, item_id
      limit :limit
      """;

  private final JdbcClient jdbc;

  JdbcItemChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Change> readAfter(Cursor cursor, int limit) {
    return jdbc.sql(READ_AFTER)
        .param("tx", cursor.tx())
        .param("itemId", cursor.itemId())
        .param("limit", limit)
        .query((row, number) ->
            new Change(
                new Cursor(row.getString("tx"), row.getString("item_id")),
                row.getString("name"),
                row.getString("category"),
                row.getBoolean("in_stock"),
                row.getBoolean("deleted")))
        .list();
  }
}
