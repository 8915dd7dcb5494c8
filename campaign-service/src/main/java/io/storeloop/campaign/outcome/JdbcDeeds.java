package io.storeloop.campaign.outcome;

import io.storeloop.common.conditions.Value;
import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What shoppers did, read from the event log. */
final class JdbcDeeds {
  /**
   * The ids come from subqueries so that the planner does not count them: it would plan anew for
   * every group of shoppers, which costs more than the few that are found.
   */
  private static final String DEEDS =
      """
      select coalesce('u:' || coalesce(e.user_id, i.user_id), 'a:' || e.anonymous_id) as shopper, e.type, e.occurred_at,
             coalesce(e.price, item.price) * coalesce(e.quantity, 1) as revenue,
             coalesce(
               case when jsonb_typeof(e.properties -> 'cost') = 'number' then (e.properties ->> 'cost')::numeric end,
               case when jsonb_typeof(item.attributes -> 'cost') = 'number' then (item.attributes ->> 'cost')::numeric end
             ) as unit_cost,
             coalesce(e.currency, item.currency, 'XXX') as currency, e.item_id, e.quantity, coalesce(e.price, item.price) as price,
             coalesce(case when jsonb_typeof(e.properties -> 'category') = 'string' and e.properties ->> 'category' ~ '\\S'
                           then e.properties ->> 'category' end, nullif(item.category, '')) as category,
             coalesce(case when jsonb_typeof(e.properties -> 'brand') = 'string' and e.properties ->> 'brand' ~ '\\S'
                           then e.properties ->> 'brand' end, nullif(item.brand, '')) as brand,
             e.currency as own_currency, e.recommendation_id, e.decision_id, e.query, e.rating, e.order_id, e.source,
             e.position, e.list_id, e.duration_millis, e.properties
      from event_v1 e
        left join campaign_device i
          on e.user_id is null and i.anonymous_id = e.anonymous_id and (e.tx, e.id) < (i.until_tx, i.until_id)
        left join item_v1 item on item.item_id = e.item_id
      where e.type = any (:types) and e.traffic is null and e.occurred_at >= :since
        and (e.user_id = any ((select cast(:users as text[]))::text[])
             or (e.user_id is null and e.anonymous_id = any ((select cast(:anonymous as text[]))::text[])))
      """;

  /**
   * Only what the log held when the decision was taken, and only under the id that was decided for:
   * who signs in later, perhaps because of the offer, does not change what was known before.
   */
  private static final String BEFORE =
      """
      select d.id, coalesce(e.currency, item.currency, 'XXX') as currency, count(*) as purchases,
             sum(coalesce(e.price, item.price) * coalesce(e.quantity, 1)) as revenue
      from decision d
        cross join lateral (
          select * from event_v1 of_user where d.user_id is not null and of_user.user_id = d.user_id
          union all
          select * from event_v1 of_browser
          where d.user_id is null and of_browser.user_id is null and of_browser.anonymous_id = d.anonymous_id
        ) e
        left join item_v1 item on item.item_id = e.item_id
      where d.id = any (:decisions) and e.type = 'purchase' and e.traffic is null and e.received_at < d.decided_at
        and e.occurred_at < date_trunc('second', d.decided_at)
        and e.occurred_at >= d.decided_at - make_interval(secs => :seconds)
      group by 1, 2
      """;

  private static final BigDecimal HIGHEST_COST = new BigDecimal("1000000000");

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Duration lookBack;

  JdbcDeeds(ServiceDatabase database, JsonMapper json, Duration lookBack) {
    this.jdbc = database.jdbc();
    this.json = json;
    this.lookBack = lookBack;
  }

  /** What the shoppers did of these types from the whole second of that moment on. */
  List<Deed> of(Touched touched, Set<String> types, Instant since) {
    return jdbc.sql(DEEDS)
        .param("types", types.toArray(String[]::new))
        .param("users", touched.users())
        .param("anonymous", touched.anonymous())
        .param("since", since.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC))
        .query((row, number) -> deed(row))
        .list();
  }

  /** What was known when these decisions were taken; decisions without any purchase are missing. */
  Map<UUID, Before> before(Collection<UUID> decisions) {
    Map<UUID, Before> before = new HashMap<>();
    if (decisions.isEmpty()) {
      return before;
    }
    jdbc.sql(BEFORE)
        .param("decisions", decisions.toArray(UUID[]::new))
        .param("seconds", (double) lookBack.toSeconds())
        .query(row -> {
          UUID decision = row.getObject("id", UUID.class);
          Before known = before.getOrDefault(decision, Before.NOTHING);
          Map<String, BigDecimal> revenue = new HashMap<>(known.revenue());
          BigDecimal amount = row.getBigDecimal("revenue");
          if (amount != null) {
            revenue.put(row.getString("currency"), amount);
          }
          before.put(decision, new Before(known.purchases() + row.getLong("purchases"), revenue));
        });
    return before;
  }

  private Deed deed(ResultSet row) throws SQLException {
    return new Deed(
        row.getString("shopper"),
        row.getString("type"),
        Objects.requireNonNull(row.getObject("occurred_at", OffsetDateTime.class)).toInstant(),
        row.getBigDecimal("revenue"),
        cost(row.getBigDecimal("unit_cost"), row.getInt("quantity")),
        row.getString("currency"),
        fields(row));
  }

  /** A cost that no item can have is none. */
  private static @Nullable BigDecimal cost(@Nullable BigDecimal unitCost, int quantity) {
    return unitCost == null || unitCost.signum() < 0 || unitCost.compareTo(HIGHEST_COST) > 0
        ? null
        : unitCost.multiply(BigDecimal.valueOf(Math.max(1, quantity)));
  }

  private Map<String, Value> fields(ResultSet row) throws SQLException {
    Map<String, Value> fields = new HashMap<>();
    text(fields, "itemId", row.getString("item_id"));
    text(fields, "category", row.getString("category"));
    text(fields, "brand", row.getString("brand"));
    text(fields, "currency", row.getString("own_currency"));
    text(fields, "recommendationId", row.getString("recommendation_id"));
    text(fields, "decisionId", row.getString("decision_id"));
    text(fields, "query", row.getString("query"));
    text(fields, "orderId", row.getString("order_id"));
    text(fields, "listId", row.getString("list_id"));
    text(fields, "source", row.getString("source"));
    number(fields, "quantity", row.getBigDecimal("quantity"));
    number(fields, "price", row.getBigDecimal("price"));
    number(fields, "rating", row.getBigDecimal("rating"));
    number(fields, "position", row.getBigDecimal("position"));
    number(fields, "durationMillis", row.getBigDecimal("duration_millis"));
    for (Map.Entry<String, JsonNode> property :
        json.readTree(row.getString("properties")).properties()) {
      String path = "properties." + property.getKey();
      JsonNode value = property.getValue();
      if (value.isNumber()) {
        number(fields, path, value.decimalValue());
      } else if (value.isBoolean()) {
        fields.put(path, new Value.BooleanValue(value.booleanValue()));
      } else if (value.isString()) {
        text(fields, path, value.stringValue());
      }
    }
    return fields;
  }

  private static void text(Map<String, Value> fields, String path, @Nullable String text) {
    if (text != null) {
      fields.put(path, new Value.TextValue(text));
    }
  }

  private static void number(Map<String, Value> fields, String path, @Nullable BigDecimal number) {
    if (number != null) {
      fields.put(path, new Value.NumberValue(number));
    }
  }
}
