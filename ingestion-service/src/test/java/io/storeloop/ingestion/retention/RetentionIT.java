package io.storeloop.ingestion.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionIT {
  private static final RetentionProperties POLICY =
      new RetentionProperties(Duration.ofDays(400), Duration.ofDays(62), Duration.ofDays(800));

  private final TestDatabase database = TestDatabase.create();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private ServiceDatabase ingestion;

  @BeforeEach
  void threeMonthsOfEvents() {
    ingestion = database.as(ServiceRole.INGESTION);
    database
        .owner()
        .sql(
            """
            do $$ begin
              perform ensure_event_partition(at)
              from unnest(array['2026-01-10', '2026-02-10', '2026-03-10']::timestamptz[]) at;
            end $$;
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source)
            select gen_random_uuid(), 'm-' || at, 'view', 'anna', at, at, 'test'
            from unnest(array['2026-01-10', '2026-02-10', '2026-03-10']::timestamptz[]) at;
            insert into event_key (event_id, received_at) select event_id, received_at from event;
            insert into quality_counter (day, source, measure, slot, records)
            select received_at::date, 'test', 'accepted', 0, 1 from event
            """)
        .update();
  }

  @AfterEach
  void close() {
    ingestion.close();
  }

  private void runOn(String instant, RetentionProperties policy) {
    Clock clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    new RetentionJob(new JdbcRetention(ingestion), policy, clock, meters).run();
  }

  private long count(String table) {
    return database.owner().sql("select count(*) from " + table).query(Long.class).single();
  }

  @Test
  void monthsGoOnceAllOfThemIsTooOldAndKeysLater() {
    runOn("2027-03-06T00:00:00Z", POLICY); // 400 days after the end of January
    long daysBefore = count("event");
    long monthsBefore = new JdbcRetention(ingestion).months().size();

    runOn("2027-03-09T00:00:00Z", POLICY);

    assertThat(daysBefore).isEqualTo(3);
    assertThat(monthsBefore).isEqualTo(3);
    assertThat(count("event")).isEqualTo(2);
    assertThat(new JdbcRetention(ingestion).months())
        .extracting(JdbcRetention.Month::partition)
        .containsExactly("event_2026_02", "event_2026_03");
    assertThat(count("event_key")).isEqualTo(3);
    assertThat(count("quality_counter")).isEqualTo(3);
    assertThat(meters.counter("storeloop.retention.dropped", "table", "event").count())
        .isEqualTo(1);

    runOn("2027-04-18T00:00:00Z", POLICY); // 463 days after the event of January

    assertThat(count("event_key")).isEqualTo(2);
    assertThat(count("event")).isEqualTo(1);
  }

  @Test
  void zeroKeepsForEver() {
    Duration ever = Duration.ZERO;
    runOn("2126-01-01T00:00:00Z", new RetentionProperties(ever, ever, ever));

    assertThat(count("event")).isEqualTo(3);
    assertThat(count("event_key")).isEqualTo(3);
    assertThat(count("quality_counter")).isEqualTo(3);
  }

  @Test
  void aMonthThatIsBeingReadIsLeftForTheNextTime() throws SQLException {
    var properties = database.properties();
    try (Connection reader =
            DriverManager.getConnection(
                properties.url(), properties.username(), properties.password());
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select count(*) from event");

      runOn("2027-03-09T00:00:00Z", POLICY);
      assertThat(count("event")).isEqualTo(3);
      reader.rollback();
    }

    runOn("2027-03-09T00:00:00Z", POLICY);
    assertThat(count("event")).isEqualTo(2);
  }

  @Test
  void keysThatWouldGoBeforeTheirEventsAreRefused() {
    assertThatThrownBy(
            () -> new RetentionProperties(Duration.ofDays(1), Duration.ofDays(30), Duration.ZERO))
        .hasMessageContaining("event-keys-margin must be at least");
    assertThatThrownBy(
            () -> new RetentionProperties(Duration.ZERO, Duration.ZERO, Duration.ofDays(-1)))
        .hasMessageContaining("no negative time");
  }
}
