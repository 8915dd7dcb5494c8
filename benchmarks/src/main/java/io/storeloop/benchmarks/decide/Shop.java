package io.storeloop.benchmarks.decide;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/** Shoppers with a little history, campaigns for some of them, and what a page asks. */
final class Shop {
  private static final int EVENTS_EACH = 5;
  private static final int CATEGORIES = 32;

  private static final String EVENTS =
      """
      insert into event (event_id, message_id, type, user_id, occurred_at, received_at, item_id, quantity, price, currency,
                         order_id, source, properties)
      select gen_random_uuid(), 'fill-' || n, kind.type, 'user-' || n %% %1$d,
        now() - ((hashint8(n) & 8388607) || ' seconds')::interval, now(), 'item-' || (hashint8(n + 7) & 16383), 1,
        (5 + (hashint8(n) & 127))::numeric, 'EUR', case when kind.type = 'purchase' then 'order-' || n end, 'events',
        jsonb_build_object('category', 'category-' || (hashint8(n + 3) & %3$d), 'brand', 'brand-' || (hashint8(n + 5) & 127))
      from generate_series(0::bigint, %2$d::bigint - 1) as n
      cross join lateral (select case when hashint8(n) %% 4 = 0 then 'purchase' else 'view' end as type) as kind
      """;

  /** Each is for a part of the shop, as campaigns of a shop are; the last word is for everybody. */
  private static final String[] AUDIENCES = {
    "{\"segments\": \"segment-%1$d\", \"features.orders\": {\"$gte\": 1}}",
    "{\"traits.city\": \"city-%1$d\", \"features.recencyDays\": {\"$gte\": 30}}",
    "{\"features.affinity.category.category-%2$d\": {\"$gte\": 0.9}, \"features.orders\": {\"$gte\": %3$d}}",
    "{\"$or\": [{\"tags\": \"tag-%1$d\"}, {\"segments\": \"other-%1$d\"}]}",
    "{\"features.orders\": {\"$gte\": %4$d}, \"traits.country\": {\"$ne\": \"XX\"}}",
  };

  private Shop() {}

  static void fill(BenchmarkPostgres postgres, int shoppers) throws SQLException {
    postgres.execute("select ensure_event_partition(now())");
    postgres.execute(EVENTS.formatted(shoppers, (long) shoppers * EVENTS_EACH, CATEGORIES - 1));
    postgres.settle();
  }

  /** The campaign of that number. The first is for everybody, behind all others. */
  static String campaign(int number) {
    String audience =
        number == 0
            ? "{}"
            : AUDIENCES[number % AUDIENCES.length].formatted(
                number, number % CATEGORIES, 2 + number % 5, 10 + number);
    return """
    {"name": "Campaign %1$d", "placements": ["home"], "priority": %1$d, "condition": %2$s, "holdoutShare": 0.1,
     "offers": [{"offerId": "a", "title": "Offer A of campaign %1$d", "body": "Only this week", "link": "/sale"},
                {"offerId": "b", "title": "Offer B of campaign %1$d", "body": "Only this week", "link": "/sale"}]}
    """
        .formatted(number, audience);
  }

  static byte[] question(int shoppers) {
    int shopper = ThreadLocalRandom.current().nextInt(shoppers);
    return "{\"userId\":\"user-%d\",\"placement\":\"home\"}"
        .formatted(shopper)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
