package io.storeloop.ingestion.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import org.junit.jupiter.api.Test;

/** The planner keeps no sample of shoppers, and still finds a few among many by index. */
class StatisticsIT {
  private final TestDatabase database = TestDatabase.create();

  @Test
  void aFewShoppersAmongManyAreFoundByIndexWithoutASampleOfThem() {
    database
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition('2026-03-10'); end $$;
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source)
            select gen_random_uuid(), 'message-' || n, 'view', 'shopper-' || n % 2000, '2026-03-10', '2026-03-10', 'test'
            from generate_series(1, 20000) n;
            analyze
            """)
        .update();

    String plan =
        String.join(
            "\n",
            database
                .owner()
                .sql(
                    """
                    explain select count(*) from event
                    where user_id = any (array(select 'shopper-' || n from generate_series(1, 100) n))
                    """)
                .query(String.class)
                .list());
    String planOfMany =
        String.join(
            "\n",
            database
                .owner()
                .sql(
                    "explain select count(*) from event where user_id = any ('{%s}')"
                        .formatted("shopper-1," + "shopper-2,".repeat(98) + "shopper-3"))
                .query(String.class)
                .list());

    assertThat(plan).contains("Index").doesNotContain("Seq Scan on event");
    assertThat(planOfMany).contains("Index").doesNotContain("Seq Scan on event");
    assertThat(
            database
                .owner()
                .sql(
                    "select count(*) from pg_stats where schemaname = 'public' and pg_stats::text like '%shopper-%'")
                .query(Long.class)
                .single())
        .isZero();
  }
}
