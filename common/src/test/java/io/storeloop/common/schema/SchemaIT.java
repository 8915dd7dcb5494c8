package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class SchemaIT {
  private final TestDatabase database = TestDatabase.create();

  @Test
  void aServiceCannotWriteAnothersTable() {
    try (ServiceDatabase profile = database.as(ServiceRole.PROFILE)) {
      assertThatThrownBy(() ->
              profile
                  .jdbc()
                  .sql("insert into item (item_id, updated_at) values ('shoes', now())")
                  .update())
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageContaining("permission denied for table item");
    }
  }

  @Test
  void theOwnerWritesAndOthersReadThroughTheView() {
    try (ServiceDatabase ingestion = database.as(ServiceRole.INGESTION);
        ServiceDatabase campaign = database.as(ServiceRole.CAMPAIGN)) {
      ingestion
          .jdbc()
          .sql("insert into item (item_id, updated_at) values ('socks', now())")
          .update();

      assertThat(campaign.jdbc().sql("select item_id from item_v1").query(String.class).list())
          .contains("socks");
      assertThatThrownBy(() -> campaign.jdbc().sql("select * from item").query().listOfRows())
          .rootCause()
          .hasMessageContaining("permission denied for table item");
    }
  }

  @Test
  void aMarkOfTrafficThatNobodyKnowsIsRefused() {
    database.owner().sql("select ensure_event_partition(now())").query().singleRow();

    assertThatThrownBy(() ->
            database
                .owner()
                .sql(
                    """
                    insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source, traffic)
                    values (gen_random_uuid(), 'm', 'view', 'anna', now(), now(), 'test', 'ghost')
                    """)
                .update())
        .rootCause()
        .hasMessageContaining("event_traffic_check");
  }

  @Test
  void migratingTwiceIsMigratingOnce() {
    new SchemaMigration(database.properties()).afterPropertiesSet();

    assertThat(
            database
                .owner()
                .sql("select count(*) from flyway_schema_history where not success")
                .query(Long.class)
                .single())
        .isZero();
  }
}
