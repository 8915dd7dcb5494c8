package io.storeloop.recommendation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.ids.Uuids;
import io.storeloop.common.schema.ForgottenShopper;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerIT {
  private static final Random RANDOM = new Random(7);
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase door = database.as(ServiceRole.RECOMMENDATION);
  private final JdbcLedger table = new JdbcLedger(door, LedgerConfiguration.json());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Ledger ledger =
      new Ledger(
          table, new LedgerProperties(3, 2, Duration.ofMillis(10), Duration.ofDays(1)), meters);

  @Test
  void whatIsWrittenCanBeReadAndWhatFindsNoRoomIsCounted() {
    LedgerEntry entry = entry("anna", null, NOW);
    ledger.add(entry);
    ledger.add(entry("ben", null, NOW));
    ledger.add(entry(null, "device-1", NOW));
    ledger.add(entry("late", null, NOW));

    boolean more = ledger.write();
    ledger.write();

    assertThat(more).isTrue();
    assertThat(table.find(entry.id())).hasValue(entry);
    assertThat(count()).isEqualTo(3);
    assertThat(meters.counter("storeloop.recommendation.ledger.written").count()).isEqualTo(3);
    assertThat(meters.counter("storeloop.recommendation.ledger.dropped").count()).isEqualTo(1);
    door.close();
  }

  @Test
  void anErasedShopperLeavesTheTableAndTheQueue() {
    ledger.add(entry("anna", null, NOW));
    ledger.add(entry("ben", null, NOW));
    ledger.write();
    ledger.add(entry(null, "annas-phone", NOW));

    long forgotten =
        ledger.forget(new ForgottenShopper(UUID.randomUUID(), 1, "anna", List.of("annas-phone")));
    ledger.write();

    assertThat(forgotten).isEqualTo(1);
    assertThat(users()).containsExactly("ben");
    door.close();
  }

  @Test
  void whatIsTooOldIsDeletedTheOldestFirst() {
    ledger.add(entry("old", null, NOW.minus(Duration.ofDays(3))));
    ledger.add(entry("new", null, NOW));
    ledger.write();

    int deleted = table.expire(NOW.minus(Duration.ofDays(1)), 10);

    assertThat(deleted).isEqualTo(1);
    assertThat(users()).containsExactly("new");
    door.close();
  }

  @Test
  void aBatchThatCannotBeWrittenIsCountedAndNotKept() {
    ledger.add(entry("anna", null, NOW));
    door.close();

    assertThatThrownBy(ledger::write).isInstanceOf(RuntimeException.class);

    assertThat(meters.counter("storeloop.recommendation.ledger.dropped").count()).isEqualTo(1);
    assertThat(meters.get("storeloop.recommendation.ledger.waiting").gauge().value()).isZero();
  }

  @Test
  void whatTheDatabaseCannotHoldTakesNothingElseOfItsBatchWithIt() {
    ledger.add(entry("an\0na", null, NOW));
    ledger.add(entry("ben", null, NOW));

    ledger.write();

    assertThat(users()).containsExactly("ben");
    assertThat(meters.counter("storeloop.recommendation.ledger.written").count()).isEqualTo(1);
    assertThat(meters.counter("storeloop.recommendation.ledger.dropped").count()).isEqualTo(1);
    door.close();
  }

  @Test
  void theAgeOfAnAnswerIsToldByItsIdWhichIsIndexed() {
    ledger.add(withIdOf(NOW, "new id", NOW.minus(Duration.ofDays(3))));
    ledger.add(withIdOf(NOW.minus(Duration.ofDays(3)), "old id", NOW));
    ledger.write();

    int tooFarBack = table.expire(Instant.parse("1900-01-01T00:00:00Z"), 10);
    int deleted = table.expire(NOW.minus(Duration.ofDays(1)), 10);

    assertThat(tooFarBack).isZero();
    assertThat(deleted).isEqualTo(1);
    assertThat(users()).containsExactly("new id");
    door.close();
  }

  @Test
  void onePassClearsInSeveralStepsAndLeavesTheRestToTheNext() {
    int inOnePass = LedgerJob.CLEARED_AT_ONCE * LedgerJob.CLEARANCE_STEPS;
    database
        .owner()
        .sql(
            """
            insert into recommendation (id, answered_at, kind, user_id, items, context)
            select cast('01000000-0000-7000-8000-' || lpad(cast(n as text), 12, '0') as uuid), now(), 'popular', 'old', '[]', '{}'
            from generate_series(1, :count) n
            """)
        .param("count", inOnePass + 1)
        .update();
    LedgerJob job = job();

    boolean more = job.clear();
    long left = count();
    boolean evenMore = job.clear();

    assertThat(more).isTrue();
    assertThat(left).isEqualTo(1);
    assertThat(evenMore).isFalse();
    assertThat(count()).isZero();
    door.close();
  }

  @Test
  void aClearanceThatFailsIsLeftForLater() {
    LedgerJob job = job();
    door.close();

    assertThat(job.clear()).isFalse();
  }

  private LedgerJob job() {
    return new LedgerJob(
        ledger, table, LedgerProperties.defaults(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private long count() {
    return database.owner().sql("select count(*) from recommendation").query(Long.class).single();
  }

  private List<String> users() {
    return database.owner().sql("select user_id from recommendation").query(String.class).list();
  }

  private static LedgerEntry withIdOf(Instant idAt, String userId, Instant answeredAt) {
    LedgerEntry usual = entry(userId, null, answeredAt);
    return new LedgerEntry(
        Uuids.v7(idAt, RANDOM),
        answeredAt,
        usual.kind(),
        userId,
        null,
        usual.placement(),
        usual.modelVersion(),
        null,
        usual.items(),
        usual.context());
  }

  private static LedgerEntry entry(
      @Nullable String userId, @Nullable String anonymousId, Instant answeredAt) {
    return new LedgerEntry(
        Uuids.v7(answeredAt, RANDOM),
        answeredAt,
        "recommendations",
        userId,
        anonymousId,
        "home",
        "model-1",
        null,
        List.of(new LedgerItem("shoes", 1e300, "personal", 1, "pin:rule")),
        Map.of("device", "phone", "visits", BigInteger.TEN.pow(60)));
  }
}
