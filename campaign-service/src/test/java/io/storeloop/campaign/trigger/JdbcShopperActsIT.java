package io.storeloop.campaign.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcShopperActsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  static {
    DATABASE
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition(now()); end $$;
            insert into event (event_id, message_id, type, user_id, anonymous_id, occurred_at, received_at, source)
            select gen_random_uuid(), 'm-' || n, 'view', case when n % 2 = 0 then 'user-' || n end, 'device-' || n,
                   now(), now(), 'test'
            from generate_series(1, 20000) n;
            insert into campaign_identity (anonymous_id, user_id, state) values ('device-1', 'user-2', 'merged');
            analyze event
            """)
        .update();
  }

  /** A scan of the log before each send would be the end of a large shop. */
  @ParameterizedTest
  @ValueSource(strings = {JdbcShopperActs.CART, JdbcShopperActs.BOUGHT})
  void whatOneShopperDidIsFoundByIndexes(String sql) {
    String plan =
        String.join(
            "\n",
            DATABASE
                .owner()
                .sql("explain " + sql)
                .param("userId", "user-2")
                .param("anonymousId", "device-3")
                .param("since", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());

    assertThat(plan).contains("Index Cond").doesNotContain("Seq Scan on event");
  }
}
