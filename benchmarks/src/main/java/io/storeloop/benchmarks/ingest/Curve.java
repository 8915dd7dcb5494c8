package io.storeloop.benchmarks.ingest;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** The rate and the size of a row as the log grows. */
final class Curve {
  private static final long MILLION = 1_000_000;
  private static final int FILLERS = 2;

  /** Half a year of arrivals, the last of them in this month. */
  private static final String PARTITIONS =
      "select ensure_event_partition(now() - m * interval '30 days') from generate_series(0, 6) as m";

  /** As full as pages are that have split at random for long. */
  private static final String EVEN_OUT =
      "alter index event_key_pkey set (fillfactor = 70); reindex index event_key_pkey";

  /** The log's columns as a shop's stream has them; keys first, as the service writes them. */
  private static final String FILL =
      """
      with made as materialized (
        select n, gen_random_uuid() as event_id, now() - (random() * interval '180 days') as received_at,
          'user-' || floor(random() * 200000)::int as shopper, 'item-' || floor(random() * 20000)::int as item
        from generate_series(1, %d) as n
        order by 3
      ), keys as (
        insert into event_key (event_id, received_at) select event_id, received_at from made
      )
      insert into event (event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id,
        source, properties)
      select event_id, event_id::text || '-filled', case when n %% 10 < 7 then 'view' else 'add_to_cart' end,
        case when n %% 10 < 3 then shopper end, case when n %% 10 >= 3 then 'b7c1-' || md5(shopper) end,
        's-' || substr(md5(shopper), 1, 16), received_at, received_at, item, 'events',
        case when n %% 2 = 0 then jsonb_build_object('url', 'https://shop.example/p/' || item, 'category', 'shoes')
          else '{}' end
      from made
      """;

  private static final int ROWS_PER_FILL = 500_000;

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final BatchMeasurements batches;
  private final Report report;

  Curve(Options options, BenchmarkPostgres postgres, BatchMeasurements batches, Report report) {
    this.options = options;
    this.postgres = postgres;
    this.batches = batches;
    this.report = report;
  }

  void measure() throws SQLException {
    report.table(
        "As the log grows",
        "rows in the log",
        "COPY, rows/s",
        "HTTP 100, events/s",
        "HTTP / COPY",
        "HTTP latency",
        "bytes a row: log",
        "its indexes",
        "key with index",
        "filled at, rows/s");
    postgres.text(PARTITIONS);
    for (int millions : options.curve()) {
      double filled = fill(millions * MILLION);
      postgres.execute("checkpoint");
      measureAt(filled);
    }
  }

  private void measureAt(double filled) throws SQLException {
    batches.http(options.time().dividedBy(2));
    double copied = batches.copy(options.time()).perSecond();
    Measured sent = batches.http(options.time());
    double rows = postgres.number("select count(*) from event");
    double keys = postgres.number("select count(*) from event_key");
    report.row(
        (long) rows,
        copied,
        sent.perSecond(),
        sent.perSecond() / copied,
        sent.accepted(),
        size("pg_table_size(inhrelid)") / rows,
        size("pg_indexes_size(inhrelid)") / rows,
        postgres.number("select pg_total_relation_size('event_key')") / keys,
        filled);
  }

  private double size(String of) throws SQLException {
    return postgres.number(
        "select sum(" + of + ") from pg_inherits where inhparent = 'event'::regclass");
  }

  private double fill(long rows) throws SQLException {
    long missing = rows - postgres.number("select count(*) from event_key");
    long start = System.nanoTime();
    long filled = 0;
    while (filled < missing) {
      CompletableFuture<?>[] running = new CompletableFuture<?>[FILLERS];
      int each = (int) Math.min(ROWS_PER_FILL, (missing - filled + FILLERS - 1) / FILLERS);
      for (int i = 0; i < FILLERS; i++) {
        running[i] = CompletableFuture.runAsync(() -> fillSome(each));
      }
      CompletableFuture.allOf(running).join();
      filled += (long) each * FILLERS;
    }
    double rate = filled / ((System.nanoTime() - start) / 1e9);
    postgres.execute(EVEN_OUT);
    postgres.execute("analyze event, event_key");
    return rate;
  }

  private void fillSome(int rows) {
    try {
      postgres.execute(FILL.formatted(rows));
    } catch (SQLException failure) {
      throw new IllegalStateException("the log cannot be filled", failure);
    }
  }
}
