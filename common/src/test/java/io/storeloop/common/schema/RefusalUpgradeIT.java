package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Profiles that were folded before it was kept what shoppers had refused to have counted. */
class RefusalUpgradeIT {
  private final TestDatabase database = TestDatabase.createEmpty();

  @Test
  void profilesAreRebuiltWhereAShopperWasAsked() {
    fold("{\"analytics\": {\"value\": true}}");

    new SchemaMigration(database.properties()).afterPropertiesSet();

    assertThat(version()).isZero();
  }

  @Test
  void andNotWhereNobodyWas() {
    fold("{\"marketing\": {\"value\": false}}");

    new SchemaMigration(database.properties()).afterPropertiesSet();

    assertThat(version()).isEqualTo(4);
  }

  private void fold(String consents) {
    DatabaseProperties properties = database.properties();
    Flyway.configure()
        .dataSource(properties.url(), properties.username(), properties.password())
        .locations("classpath:db/migration")
        .target("179")
        .load()
        .migrate();
    database
        .owner()
        .sql(
            """
            insert into profile_rules (version, half_life_millis) values (4, 1);
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, consent_statements, features, behaviour, updated_at)
            values (gen_random_uuid(), 'anna', now(), now(), '%s', '{}', '', now())
            """
                .formatted(consents))
        .update();
  }

  private int version() {
    return database.owner().sql("select version from profile_rules").query(Integer.class).single();
  }
}
