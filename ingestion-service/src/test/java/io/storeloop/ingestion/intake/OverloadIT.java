package io.storeloop.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OverloadIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static RunningIngestion service;

  @BeforeAll
  static void start() {
    service =
        RunningIngestion.start(
            "storeloop.ingestion.intake.max-calls=1",
            "storeloop.database.lock-timeout=60s",
            "storeloop.database.statement-timeout=60s");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String event(String messageId) {
    return """
    {"messageId": "%s", "type": "view", "userId": "anna", "itemId": "shoes", "timestamp": "2026-03-01T12:00:00Z"}\
    """
        .formatted(messageId);
  }

  private static Connection lockKeys() throws SQLException {
    DatabaseProperties properties = service.database().properties();
    Connection lock =
        DriverManager.getConnection(properties.url(), properties.username(), properties.password());
    lock.setAutoCommit(false);
    try (Statement statement = lock.createStatement()) {
      statement.execute("lock table event_key in exclusive mode");
    }
    return lock;
  }

  private static void awaitWaitingForKeys() {
    long until = System.nanoTime() + LONG.toNanos();
    while (service.count("pg_locks where relation = 'event_key'::regclass and not granted") == 0) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void whatIsTooMuchIsRefusedWithATimeToComeBackAndNotStored() throws Exception {
    CompletableFuture<Answer> inHand;
    Answer tooMuch;
    Answer tooLong;
    try (Connection lock = lockKeys()) {
      inHand = CompletableFuture.supplyAsync(() -> service.post("/v1/events", event("m-1")));
      awaitWaitingForKeys();

      tooMuch = service.post("/v1/events", event("m-2"));

      tooLong = service.post("/v1/events", "[1" + ",1".repeat(1000) + "]");

      lock.rollback();
    }
    assertThat(tooMuch.status()).isEqualTo(503);
    assertThat(tooMuch.code()).isEqualTo("overloaded");
    assertThat(Integer.parseInt(tooMuch.headers().get("retry-after").getFirst())).isBetween(1, 5);
    assertThat(tooLong.status()).isEqualTo(413);
    assertThat(tooLong.code()).isEqualTo("too_many_events");
    assertThat(inHand.get().verdict()).isEqualTo("1 0 0 0");
    assertThat(service.post("/v1/events", event("m-2")).verdict()).isEqualTo("1 0 0 0");
    assertThat(service.count("event")).isEqualTo(2);
  }
}
