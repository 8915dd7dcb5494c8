package io.storeloop.benchmarks.ingest;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.Measured;
import io.storeloop.benchmarks.load.Report;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** The rate and the size of a row as the log grows. */
final class Curve {
  private static final long MILLION = 1_000_000;
  private static final int FILLERS = 2;

  /** As full as pages are that have split at random for long. */
  private static final int FILLED_PERCENT = 70;

  /** A month's events, as the sample has them, and their keys; without indexes, which is faster. */
  private static final String FILL =
      """
      create table %1$s (like event including defaults including constraints);
      insert into %1$s (id, event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at,
        item_id, source, properties)
      select n, gen_random_uuid(), substr(md5(n::text), 1, 24) || '-filled-%1$s',
        case when n %% 10 < 7 then 'view' else 'add_to_cart' end,
        case when n %% 10 < 3 then 'user-' || shopper end, case when n %% 10 >= 3 then 'b7c1-' || substr(md5(shopper), 1, 16) end,
        's-' || substr(md5(shopper), 1, 16), at, at, item, 'events',
        case when n %% 2 = 0 then jsonb_build_object('url', 'https://shop.example/p/' || item, 'category', 'shoes')
          else '{}' end
      from (
        select n, date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - %2$d * interval '1 month'
            + n * (interval '27 days' / %3$d) as at,
          floor(random() * 200000)::int::text as shopper, 'item-' || floor(random() * 20000)::int as item
        from generate_series(1, %3$d) as n
      ) as made;
      insert into event_key (event_id, received_at) select event_id, received_at from %1$s;
      create index on %1$s (tx, id);
      create index on %1$s (user_id, occurred_at) where user_id is not null;
      create index on %1$s (anonymous_id, occurred_at) where user_id is null
      """;

  private static final String ATTACH =
      """
      do $$
      declare
        first_day timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - %2$d * interval '1 month';
      begin
        execute format('alter table event attach partition %1$s for values from (%%L) to (%%L)', first_day,
          first_day + interval '1 month');
      end
      $$
      """;

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final BatchMeasurements batches;
  private final Report report;
  private int months;

  Curve(Options options, BenchmarkPostgres postgres, BatchMeasurements batches, Report report) {
    this.options = options;
    this.postgres = postgres;
    this.batches = batches;
    this.report = report;
  }

  /** Measures at each size; what is missing is filled into the months before this one. */
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
        "seconds to fill");
    for (int millions : options.curve()) {
      double seconds = fill(millions * MILLION);
      measureAt(seconds);
    }
  }

  private void measureAt(double filled) throws SQLException {
    batches.http(options.time().dividedBy(2));
    postgres.settle();
    double copied = batches.copy(options.time()).perSecond();
    postgres.settle();
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
    long missing = rows - postgres.number("select count(*) from event");
    if (missing <= 0) {
      return 0;
    }
    long start = System.nanoTime();
    postgres.execute("alter table event_key drop constraint event_key_pkey");
    CompletableFuture<?>[] running = new CompletableFuture<?>[FILLERS];
    for (int i = 0; i < FILLERS; i++) {
      int month = ++months;
      running[i] = CompletableFuture.runAsync(() -> fillMonth(month, missing / FILLERS));
    }
    CompletableFuture.allOf(running).join();
    postgres.execute(
        "set maintenance_work_mem = '2GB';"
            + " alter table event_key add constraint event_key_pkey primary key (event_id)"
            + " with (fillfactor = "
            + FILLED_PERCENT
            + ")");
    postgres.execute("analyze event_key");
    postgres.settle();
    return (System.nanoTime() - start) / 1e9;
  }

  private void fillMonth(int month, long rows) {
    String name = "event_filled_" + month;
    try {
      postgres.execute("set maintenance_work_mem = '1GB';" + FILL.formatted(name, month, rows));
      postgres.execute(ATTACH.formatted(name, month));
      postgres.execute("analyze " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException("the log cannot be filled", failure);
    }
  }
}
