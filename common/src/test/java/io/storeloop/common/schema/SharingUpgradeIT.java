package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Devices that were shared before it was kept apart from their users. */
class SharingUpgradeIT {
  private final TestDatabase database = TestDatabase.createEmpty();

  @Test
  void devicesStaySharedFromTheEventOfTheirSecondUserOn() {
    migrateTo("257");
    database
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition(now()); end $$;
            insert into event (event_id, message_id, type, user_id, anonymous_id, occurred_at, received_at, source)
            values (gen_random_uuid(), 'm-2', 'view', 'ben', 'tablet', '2026-05-04T11:00:00Z', now(), 'events'),
                   (gen_random_uuid(), 'm-3', 'view', 'carl', 'tablet', '2026-05-04T12:00:00Z', now(), 'events'),
                   (gen_random_uuid(), 'm-4', 'view', 'carl', 'till', '2026-05-04T13:00:00Z', now(), 'events');
            insert into profile_identity_edge (edge_id, anonymous_id, user_id, place, state, reason, message_id, occurred_at,
                                               changed_at)
            values (gen_random_uuid(), 'phone', 'anna', 0, 'merged', 'new_user', 'm-0', '2026-05-04T10:00:00Z', now()),
                   (gen_random_uuid(), 'tablet', 'anna', 0, 'merged', 'signed', 'm-1', '2026-05-04T10:00:00Z', now()),
                   (gen_random_uuid(), 'tablet', 'carl', 2, 'refused', 'shared_device', 'm-3', '2026-05-04T12:00:00Z', now()),
                   (gen_random_uuid(), 'tablet', 'ben', 1, 'refused', 'shared_device', 'm-2', '2026-05-04T11:00:00Z', now()),
                   (gen_random_uuid(), 'till', 'anna', 0, 'merged', 'signed', 'm-1', '2026-05-04T10:00:00Z', now()),
                   (gen_random_uuid(), 'till', 'carl', 2, 'refused', 'shared_device', 'm-4', '2026-05-04T13:00:00Z', now()),
                   (gen_random_uuid(), 'kiosk', 'anna', 0, 'merged', 'signed', 'm-1', '2026-05-04T10:00:00Z', now()),
                   (gen_random_uuid(), 'old-kiosk', 'anna', 0, 'merged', 'signed', 'm-1', '2026-05-04T10:00:00Z', now()),
                   (gen_random_uuid(), 'old-kiosk', 'dora', 1, 'refused', 'unsigned', 'gone', '2020-05-04T10:00:00Z', now());
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, features, behaviour, updated_at)
            values ('00000000-0000-0000-0000-000000000001', 'anna', now(), now(), '{}', '', now());
            insert into profile_identity (kind, value, profile_id)
            values ('user', 'anna', '00000000-0000-0000-0000-000000000001'),
                   ('anonymous', 'phone', '00000000-0000-0000-0000-000000000001')
            """)
        .update();

    new SchemaMigration(database.properties()).afterPropertiesSet();

    assertThat(
            texts(
                """
                select concat_ws(' ', s.anonymous_id, s.user_id, e.message_id)
                from profile_shared_device_v1 s left join event e using (tx, id) order by 1
                """))
        .containsExactly("kiosk anna", "old-kiosk anna", "tablet anna m-2", "till anna m-4");
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
