package io.storeloop.recommendation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.schema.ForgottenShopper;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LedgerIT {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase door = database.as(ServiceRole.RECOMMENDATION);
  private final JdbcLedger table = new JdbcLedger(door, JsonMapper.shared());
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

  private long count() {
    return database.owner().sql("select count(*) from recommendation").query(Long.class).single();
  }

  private List<String> users() {
    return database.owner().sql("select user_id from recommendation").query(String.class).list();
  }

  private static LedgerEntry entry(
      @Nullable String userId, @Nullable String anonymousId, Instant answeredAt) {
    return new LedgerEntry(
        UUID.randomUUID(),
        answeredAt,
        "recommendations",
        userId,
        anonymousId,
        "home",
        "model-1",
        null,
        List.of(new LedgerItem("shoes", 0.5, "personal", 1, "pin:rule")),
        Map.of("device", "phone"));
  }
}
