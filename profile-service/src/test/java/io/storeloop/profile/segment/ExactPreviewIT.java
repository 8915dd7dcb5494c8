package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Where looking at everybody takes longer than a statement may: profiles are kept locked. */
class ExactPreviewIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(
          DATABASE,
          "storeloop.database.statement-timeout=3s",
          "storeloop.database.lock-timeout=20s");

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void whoWantsToKnowExactlyIsToldThatItTakesTooLong() throws SQLException {
    Answer told = preview(", \"exact\": true");
    Answer late = whileProfilesAreLocked(", \"exact\": true");
    Answer away = whileProfilesAreLocked("");

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.body().path("exact").asBoolean()).isTrue();
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("code").asString()).isEqualTo("took_too_long");
    assertThat(late.body().path("detail").asString()).contains("without 'exact'");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.body().path("code").asString()).isEqualTo("database_unavailable");
  }

  private static Answer whileProfilesAreLocked(String more) throws SQLException {
    DatabaseProperties owner = DATABASE.properties();
    try (Connection connection =
            DriverManager.getConnection(owner.url(), owner.username(), owner.password());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table profile in access exclusive mode");
      return preview(more);
    }
  }

  private static Answer preview(String more) {
    return SERVICE.post(
        "/v1/segments/preview",
        "{\"condition\": {\"features.orders\": {\"$gte\": 1}}%s}".formatted(more));
  }
}
