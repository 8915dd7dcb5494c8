package io.storeloop.benchmarks.recommend;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import java.sql.SQLException;

/**
 * A catalogue and a log of the last month, made in PostgreSQL by hashing running numbers: the same
 * on each run. Items and users are skewed, as in real shops; a user keeps to a few of a hundred
 * groups of items, so that there is something to learn.
 */
final class Shop {
  private static final String CATALOGUE =
      """
      insert into item (item_id, name, category, brand, price, currency, in_stock, attributes, updated_at)
      select 'item-' || n, 'thing ' || n || ' of kind ' || n %% 100, 'group ' || n %% 100, 'brand ' || n %% 997,
        1 + n %% 300, 'EUR', n %% 20 > 0, jsonb_build_object('colour', 'colour ' || n %% 12), now()
      from generate_series(0, %1$d - 1) as n
      """;

  private static final String LOG =
      """
      insert into event (event_id, message_id, type, user_id, session_id, occurred_at, received_at, item_id, source)
      select md5(n::text)::uuid, 'filled-' || n, (array['view','view','view','view','click','add_to_cart','purchase'])[1 + n %% 7],
        'user-' || shopper, 's-' || shopper || '-' || n %% 3, at, at,
        'item-' || least(%1$d - 1, 100 * floor(%1$d / 100 * power(fate, 2.5))::int
          + (shopper + case when n %% 3 > 0 then n %% 2 else n %% 100 end) %% 100),
        'events'
      from (
        select n, floor(%2$d * power(random(), 1.5))::int as shopper, random() as fate,
          greatest(date_trunc('month', now() at time zone 'UTC') at time zone 'UTC', now() - interval '20 days')
            + (n::float8 / %3$d) * (now() - greatest(date_trunc('month', now() at time zone 'UTC') at time zone 'UTC', now() - interval '20 days')) as at
        from generate_series(1, %3$d) as n
      ) as made
      """;

  private final BenchmarkPostgres postgres;
  private final Options options;

  Shop(BenchmarkPostgres postgres, Options options) {
    this.postgres = postgres;
    this.options = options;
  }

  void fillCatalogue() throws SQLException {
    postgres.execute(CATALOGUE.formatted(options.items()));
  }

  void fillLog() throws SQLException {
    long events = (long) options.users() * options.eventsPerUser();
    postgres.execute("select ensure_event_partition(now())");
    postgres.execute(
        "select setseed(0.42);" + LOG.formatted(options.items(), options.users(), events));
    postgres.execute("analyze event");
  }
}
