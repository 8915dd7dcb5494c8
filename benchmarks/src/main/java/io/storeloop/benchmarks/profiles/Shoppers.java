package io.storeloop.benchmarks.profiles;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import java.sql.SQLException;

/**
 * Shoppers and what they do, put into the log by SQL: half are known users, each with a device that
 * browsed before; half are devices only. The same every time.
 */
final class Shoppers {
  /** Views mostly; every tenth act a cart, every twentieth a purchase. */
  private static final String INSERT =
      """
      insert into event (event_id, message_id, type, user_id, anonymous_id, occurred_at, received_at, item_id, quantity, price,
                         currency, order_id, source, properties)
      select gen_random_uuid(), '%1$s-' || n, kind.type,
        case when shopper %% 2 = 0 and %5$s then 'user-' || shopper end, 'device-' || shopper,
        now() - ((hashint8(n) & 8388607) || ' seconds')::interval, now(), 'item-' || (hashint8(n + 7) & 16383), 1,
        (5 + (hashint8(n) & 127))::numeric, 'EUR', case when kind.type = 'purchase' then 'order-' || n end, 'events',
        jsonb_build_object('category', 'category-' || (hashint8(n + 3) & 31), 'brand', 'brand-' || (hashint8(n + 5) & 127))
      from generate_series(%2$d::bigint, %3$d::bigint) as n
      cross join lateral (select %4$s as shopper) as who
      cross join lateral (select case when n %% 20 = 0 then 'purchase' when n %% 10 = 5 then 'add_to_cart' else 'view' end as type) as kind
      """;

  private static final long PER_INSERT = 500_000;

  private final BenchmarkPostgres postgres;
  private final Options options;

  Shoppers(BenchmarkPostgres postgres, Options options) {
    this.postgres = postgres;
    this.options = options;
  }

  /** The events of the shoppers from one number up to another, in a random order of shoppers. */
  long add(int from, int to) throws SQLException {
    postgres.execute("select ensure_event_partition(now())");
    long first = (long) from * options.eventsPerProfile();
    long end = (long) to * options.eventsPerProfile();
    long shoppers = to - from;
    for (long next = first; next < end; next += PER_INSERT) {
      long last = Math.min(end, next + PER_INSERT) - 1;
      // each shopper the same number of times, neighbours in the log far apart
      String who = "%d + (n * 7919) %% %d".formatted(from, shoppers);
      // of three acts of a shopper the first is anonymous, so with two or more everybody is named
      String named = "(n - %d) / %d %% 3 > 0".formatted(first, shoppers);
      postgres.execute(INSERT.formatted("fill", next, last, who, named));
    }
    postgres.settle();
    return end - first;
  }

  /** One transaction of live events of shoppers that exist, at random. */
  static String live(long number, int events, int shoppers) {
    long first = 1_000_000_000L + number;
    String who = "(hashint8(n + 11) & 2147483647) %% %d".formatted(shoppers);
    return INSERT.formatted("live", first, first + events - 1, who, "n % 3 > 0");
  }

  static String path(long random, int shoppers) {
    long shopper = Math.floorMod(random, (long) shoppers);
    return "/v1/profiles/" + (shopper % 2 == 0 ? "user-" : "device-") + shopper;
  }
}
