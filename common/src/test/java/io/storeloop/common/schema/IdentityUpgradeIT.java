package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Devices that campaign-service bound to the first user their events named. */
class IdentityUpgradeIT {
  private final TestDatabase database = TestDatabase.createEmpty();

  @Test
  void whatProfileServiceHasDecidedCountsAfterTheUpgrade() {
    migrateTo("232");
    database
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition(now()); end $$;
            insert into event (event_id, message_id, type, user_id, anonymous_id, occurred_at, received_at, source)
            values (gen_random_uuid(), 'm-1', 'view', 'anna', 'phone', '2026-05-04T10:00:00Z', now(), 'events'),
                   (gen_random_uuid(), 'm-2', 'view', 'dora', 'tablet', '2026-05-04T11:00:00Z', now(), 'events');
            insert into campaign_cursor (consumer, tx, id) select 'campaign-outcome', max(tx), max(id) from event;
            insert into campaign_identity (anonymous_id, user_id)
            values ('phone', 'anna'), ('thiefs-laptop', 'anna'), ('tablet', 'ben'), ('unheard', 'carl');
            insert into profile_identity_edge (edge_id, anonymous_id, user_id, place, state, reason, message_id, occurred_at,
                                               changed_at)
            values (gen_random_uuid(), 'phone', 'anna', 0, 'merged', 'new_user', 'm-1', '2026-05-04T10:00:00Z', now()),
                   (gen_random_uuid(), 'thiefs-laptop', 'anna', 0, 'refused', 'unsigned', 'm-0', now(), now()),
                   (gen_random_uuid(), 'tablet', 'ben', 0, 'merged', 'new_user', 'm-0', now(), now()),
                   (gen_random_uuid(), 'tablet', 'dora', 1, 'refused', 'shared_device', 'm-2', '2026-05-04T11:00:00Z', now());
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, features, behaviour, updated_at)
            values (gen_random_uuid(), 'long-away', '2020-01-01', '2020-01-01', '{}', '', now())
            """)
        .update();
    database
        .owner()
        .sql(
            """
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source)
            values (gen_random_uuid(), 'm-3', 'view', 'not-yet-followed', now(), now(), 'events')
            """)
        .update();

    new SchemaMigration(database.properties()).afterPropertiesSet();

    assertThat(
            texts(
                """
                select concat_ws(' ', i.anonymous_id, i.user_id, i.state, v.message_id)
                from campaign_identity i left join event v on v.tx = i.shared_tx and v.id = i.shared_id order by 1
                """))
        .containsExactly(
            "phone anna merged",
            "tablet ben merged m-2",
            "thiefs-laptop anna refused",
            "unheard carl merged");
    assertThat(texts("select user_id from campaign_user order by 1"))
        .containsExactly("anna", "dora", "long-away");
  }

  private List<String> texts(String sql) {
    return database.owner().sql(sql).query(String.class).list();
  }

  private void migrateTo(String version) {
    DatabaseProperties properties = database.properties();
    Flyway.configure()
        .dataSource(properties.url(), properties.username(), properties.password())
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }
}
