package io.storeloop.campaign.trigger;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
      select item_id, price, currency, tx, deleted from item_v1
      where (tx, item_id) > (cast(:tx as xid8), :item) and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, item_id
      limit :limit
      """;

  private static final String KEEP =
      """
      with before as (select price, currency from campaign_item_price where item_id = :item),
      kept as (
        insert into campaign_item_price (item_id, price, currency) values (:item, :price, :currency)
        on conflict (item_id) do update set price = excluded.price, currency = excluded.currency)
      select price from before where currency = :currency and price > :price
      """;

  /** Viewed since, and not bought after that. */
  private static final String VIEWERS =
      """
      select user_id, anonymous_id from (
        select coalesce(e.user_id, i.user_id) as user_id,
               case when coalesce(e.user_id, i.user_id) is null then e.anonymous_id end as anonymous_id,
               max(e.occurred_at) filter (where e.type = 'view') as viewed,
               max(e.occurred_at) filter (where e.type = 'purchase') as bought
        from event_v1 e
          left join campaign_identity i on e.user_id is null and i.anonymous_id = e.anonymous_id
        where e.item_id = :item and e.type in ('view', 'purchase') and e.traffic is null and e.occurred_at >= :since
        group by 1, 2) acts
      where viewed is not null and (bought is null or viewed > bought)
      """;

  private final ServiceDatabase database;

  JdbcPriceDrops(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  /** An item as it is now, and its place in the order of changes. */
  record Changed(String itemId, BigDecimal price, String currency, String tx, boolean priced) {}

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
              price != null && !row.getBoolean("deleted"));
        })
        .list();
  }

  /** Keeps the price; the one before, if it was higher and of the same currency. */
  Optional<BigDecimal> keep(Changed item) {
    return database
        .jdbc()
        .sql(KEEP)
        .param("item", item.itemId())
        .param("price", item.price())
        .param("currency", item.currency())
        .query(BigDecimal.class)
        .optional();
  }

  List<Shopper> viewers(String itemId, Instant since) {
    return database
        .jdbc()
        .sql(VIEWERS)
        .param("item", itemId)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(
            (row, number) -> new Shopper(row.getString("user_id"), row.getString("anonymous_id")))
        .list();
  }
}
