package io.storeloop.campaign.trigger;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Whose prices have fallen, and who has viewed what. */
@Component
class JdbcPriceDrops {
  private static final int AT_ONCE = 1000;

  /** Up to the snapshot horizon, as the event log is read: no change is passed by. */
  private static final String CHANGED =
      """
      select item_id, price, currency, tx, deleted, updated_at from item_v1
      where (tx, item_id) > (cast(:tx as xid8), :item) and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, item_id
      limit :limit
      """;

  private static final String BEFORE =
      """
      select kept.item_id, kept.price
      from campaign_item_price kept
        join unnest(cast(:items as text[]), cast(:prices as numeric[]), cast(:currencies as text[]))
          as now (item_id, price, currency) using (item_id)
      where kept.currency = now.currency and kept.price > now.price
      """;

  private static final String KEEP =
      """
      insert into campaign_item_price (item_id, price, currency)
      select * from unnest(cast(:items as text[]), cast(:prices as numeric[]), cast(:currencies as text[]))
      on conflict (item_id) do update set price = excluded.price, currency = excluded.currency
      """;

  /**
   * In the order of the log, so that the next page goes on where one ended. What happened since is
   * not in a partition that was closed before: nothing is received before it happens.
   */
  private static final String VIEWS =
      """
      with page as materialized (
        select tx, id, item_id, user_id, anonymous_id, occurred_at from event_v1
        where type = 'view' and traffic is null and item_id = any (:items)
          and occurred_at >= :since and received_at >= :since and (tx, id) > (cast(:tx as xid8), :id)
        order by tx, id
        limit :limit),
      views as (
        select p.tx, p.id, p.item_id, p.occurred_at, coalesce(p.user_id, i.user_id) as user_id,
               case when coalesce(p.user_id, i.user_id) is null then p.anonymous_id end as anonymous_id
        from page p left join campaign_device i
          on p.user_id is null and i.anonymous_id = p.anonymous_id and (p.tx, p.id) < (i.until_tx, i.until_id))
      select v.*, exists (
        select from event_v1 b
        where b.type = 'purchase' and b.traffic is null and b.item_id = v.item_id and b.occurred_at >= v.occurred_at
          and (b.user_id = v.user_id or (b.user_id is null and b.anonymous_id = any (array(
            select anonymous_id from campaign_device where user_id = v.user_id
            union all select v.anonymous_id))
            and not exists (
              select from campaign_device i
              where i.anonymous_id = b.anonymous_id
                and ((b.tx, b.id) < (i.until_tx, i.until_id)) <> coalesce(i.user_id = v.user_id, false))))) as bought
      from views v
      order by v.tx, v.id
      """;

  private final ServiceDatabase database;

  JdbcPriceDrops(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  /** An item as it is now, its place in the order of changes, and when it came to be so. */
  record Changed(
      String itemId,
      BigDecimal price,
      String currency,
      String tx,
      boolean priced,
      Instant updatedAt) {}

  /** A view of an item, and its place in the log; {@code bought}: the item was, since then. */
  record View(String itemId, Shopper shopper, Instant at, boolean bought, String tx, long id) {}

  /** The next changes behind a position; empty when there are none. */
  List<Changed> after(ObjectNode position) {
    return database
        .jdbc()
        .sql(CHANGED)
        .param("tx", position.path("tx").asString("0"))
        .param("item", position.path("item").asString(""))
        .param("limit", AT_ONCE)
        .query((row, number) -> {
          BigDecimal price = row.getBigDecimal("price");
          String currency = row.getString("currency");
          return new Changed(
              row.getString("item_id"),
              price == null ? BigDecimal.ZERO : price,
              currency == null ? "XXX" : currency,
              row.getString("tx"),
              price != null && !row.getBoolean("deleted"),
              instant(row, "updated_at"));
        })
        .list();
  }

  /** The prices before, by item, of those that have fallen in the same currency. */
  Map<String, BigDecimal> before(Collection<Changed> items) {
    Map<String, BigDecimal> before = new HashMap<>();
    database
        .jdbc()
        .sql(BEFORE)
        .param("items", items.stream().map(Changed::itemId).toArray(String[]::new))
        .param("prices", items.stream().map(Changed::price).toArray(BigDecimal[]::new))
        .param("currencies", items.stream().map(Changed::currency).toArray(String[]::new))
        .query(row -> {
          before.put(row.getString("item_id"), row.getBigDecimal("price"));
        });
    return before;
  }

  void keep(Collection<Changed> items) {
    database
        .jdbc()
        .sql(KEEP)
        .param("items", items.stream().map(Changed::itemId).toArray(String[]::new))
        .param("prices", items.stream().map(Changed::price).toArray(BigDecimal[]::new))
        .param("currencies", items.stream().map(Changed::currency).toArray(String[]::new))
        .update();
  }

  /**
   * Views of any of the items since a moment, in the order of the log, behind the last one seen.
   */
  List<View> views(Collection<String> items, Instant since, @Nullable View last, int limit) {
    return database
        .jdbc()
        .sql(VIEWS)
        .param("items", items.toArray(String[]::new))
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("tx", last == null ? "0" : last.tx())
        .param("id", last == null ? 0L : last.id())
        .param("limit", limit)
        .query((row, number) ->
            new View(
                row.getString("item_id"),
                new Shopper(row.getString("user_id"), row.getString("anonymous_id")),
                instant(row, "occurred_at"),
                row.getBoolean("bought"),
                row.getString("tx"),
                row.getLong("id")))
        .list();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
