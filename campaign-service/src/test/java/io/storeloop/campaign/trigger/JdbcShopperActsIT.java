package io.storeloop.campaign.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcShopperActsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  private final JdbcShopperActs acts = new JdbcShopperActs(DATABASE.as(ServiceRole.CAMPAIGN));

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

  @Test
  void whatASharedDeviceDidBeforeIsItsFirstUsersAndAfterwardsItsOwn() {
    DATABASE
        .owner()
        .sql(
            """
            insert into event (event_id, message_id, type, user_id, anonymous_id, occurred_at, received_at, source)
            values (gen_random_uuid(), 'before', 'purchase', null, 'tablet', '2026-05-04T10:00:00Z', now(), 'test'),
                   (gen_random_uuid(), 'other', 'purchase', null, 'other-tablet', '2026-05-04T10:00:00Z', now(), 'test'),
                   (gen_random_uuid(), 'second', 'identify', 'second', 'tablet', '2026-05-04T11:00:00Z', now(), 'test'),
                   (gen_random_uuid(), 'after', 'purchase', null, 'tablet', '2026-05-04T12:00:00Z', now(), 'test');
            insert into campaign_identity (anonymous_id, user_id, state, shared_tx, shared_id)
            select d, 'first', 'merged', tx, id from event, unnest(array['tablet', 'other-tablet']) d
            where message_id = 'second'
            """)
        .update();
    Instant start = Instant.parse("2026-05-04T09:00:00Z");
    Instant noon = Instant.parse("2026-05-04T11:30:00Z");

    assertThat(acts.boughtSince(new Shopper("first", null), start)).isTrue();
    assertThat(acts.boughtSince(new Shopper("first", null), noon)).isFalse();
    assertThat(acts.boughtSince(new Shopper(null, "tablet"), noon)).isTrue();
    assertThat(acts.boughtSince(new Shopper(null, "other-tablet"), start)).isFalse();
    assertThat(acts.recognised(new Shopper(null, "tablet")).userId()).isNull();
    assertThat(acts.recognised(new Shopper(null, "device-1")).userId()).isEqualTo("user-2");
  }
}
