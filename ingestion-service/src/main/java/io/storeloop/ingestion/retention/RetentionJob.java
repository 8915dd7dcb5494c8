package io.storeloop.ingestion.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Drops what is older than the policy, when the service starts and every day.
 *
 * <p>Events go by whole months, which costs no write per row; keys go after them. A month that
 * readers hold is left for the next time: nobody waits behind us.
 */
final class RetentionJob {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Most months and pieces of one run; what is left over waits for the next. */
  private static final int MOST_MONTHS = 1200;

  private static final int MOST_PIECES = 10_000;

  private final JdbcRetention retention;
  private final RetentionProperties properties;
  private final Clock clock;
  private final MeterRegistry meters;

  RetentionJob(
      JdbcRetention retention, RetentionProperties properties, Clock clock, MeterRegistry meters) {
    this.retention = retention;
    this.properties = properties;
    this.clock = clock;
    this.meters = meters;
  }

  /** Beside the start: a long backlog keeps nobody waiting. */
  @EventListener(ApplicationReadyEvent.class)
  void atStart() {
    Thread.ofVirtual().name("retention").start(this::run);
  }

  @Scheduled(cron = "0 47 3 * * *", zone = "UTC")
  void run() {
    Instant now = clock.instant();
    before(now, properties.events()).ifPresent(horizon -> attempt(() -> dropMonths(horizon)));
    before(now, properties.eventKeys())
        .ifPresent(horizon ->
            attempt(() -> delete("event_key", () -> retention.deleteKeysBefore(horizon))));
    before(now, properties.quality())
        .map(horizon -> LocalDate.ofInstant(horizon, ZoneOffset.UTC))
        .ifPresent(day ->
            attempt(() -> delete("quality_counter", () -> retention.deleteCountersBefore(day))));
  }

  /** One kind that cannot be dropped now does not keep the others. */
  private static void attempt(Runnable dropping) {
    try {
      dropping.run();
    } catch (DataAccessException failure) {
      if (failure.getMostSpecificCause() instanceof SQLException sql
          && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
        LOG.info("a month of the log is being read; it is dropped the next time");
      } else {
        LOG.warn("retention could not be kept, trying again the next time: {}", failure.toString());
      }
    }
  }

  private static Optional<Instant> before(Instant now, Duration kept) {
    return kept.isZero() ? Optional.empty() : Optional.of(now.minus(kept));
  }

  private void dropMonths(Instant horizon) {
    for (int month = 0; month < MOST_MONTHS; month++) {
      Optional<String> dropped = retention.dropMonthBefore(horizon);
      if (dropped.isEmpty()) {
        return;
      }
      count("event", 1);
      LOG.info("dropped {}: all of it arrived before {}", dropped.get(), horizon);
    }
  }

  private void delete(String table, IntSupplier piece) {
    long deleted = 0;
    for (int pieces = 0; pieces < MOST_PIECES; pieces++) {
      int rows = piece.getAsInt();
      deleted += rows;
      if (rows < JdbcRetention.PIECE) {
        break;
      }
    }
    if (deleted > 0) {
      count(table, deleted);
      LOG.info("deleted {} rows of {} that were older than the policy", deleted, table);
    }
  }

  /** Months for {@code event}, rows for the others. */
  private void count(String table, long dropped) {
    meters.counter("storeloop.retention.dropped", "table", table).increment(dropped);
  }
}
