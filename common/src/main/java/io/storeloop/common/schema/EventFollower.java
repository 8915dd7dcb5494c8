package io.storeloop.common.schema;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies the event log to a service's own tables, each event once.
 *
 * <p>The place reached is stored in the service's table {@code <service>_cursor (consumer, tx, id,
 * forgotten)} in the same transaction as the effects: after a crash either both are there or
 * neither. Two processes may run the same follower; the row lock lets one of them work at a time.
 * Whoever forgets a shopper raises {@code forgotten}: events read before that are read again, so
 * that none of the shopper's is applied afterwards.
 *
 * <p>One event that cannot be applied does not stop the others: it is searched out, tried {@value
 * Suspicion#TRIES} times alone, and put aside in {@code <service>_skipped_event (message_id,
 * reason, skipped_at)}; it stays in the log. A database that is away is waited for, however long.
 */
public final class EventFollower implements SmartLifecycle {
  /** What a follower does with events; called inside the transaction, in log order. */
  @FunctionalInterface
  public interface Effects {
    void apply(List<LoggedEvent> events);
  }

  private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final ServiceDatabase database;
  private final EventLog log;
  private final String consumer;
  private final Effects effects;
  private final FollowerProperties properties;
  private final Clock clock;
  private final CursorSql sql;
  private final Counter applied;
  private final Counter failures;
  private final Counter skipped;
  private final Suspicion suspicion;
  private final AtomicLong lagMillis = new AtomicLong();
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private @Nullable Thread thread;
  private String reason = "";
  private boolean searching;

  /** Where the follower is, and how many shoppers had been forgotten when it was asked. */
  private record Place(EventCursor cursor, long forgotten) {
    static final Place START = new Place(EventCursor.START, 0);
  }

  /** {@code consumer} names the row of the cursor table and the metrics' tag. */
  public EventFollower(
      ServiceDatabase database,
      ServiceRole role,
      String consumer,
      Effects effects,
      FollowerProperties properties,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.log = new EventLog(database.jdbc(), json);
    this.consumer = consumer;
    this.effects = effects;
    this.properties = properties;
    this.clock = clock;
    this.sql = new CursorSql(role);
    this.applied = meters.counter("storeloop.follower.applied", "consumer", consumer);
    this.failures = meters.counter("storeloop.follower.failures", "consumer", consumer);
    this.skipped = meters.counter("storeloop.follower.skipped", "consumer", consumer);
    this.suspicion = new Suspicion(properties.batchSize());
    meters.gauge(
        "storeloop.follower.lag.millis", Tags.of("consumer", consumer), lagMillis, AtomicLong::get);
  }

  /**
   * Applies one batch, or puts aside an event that has proven to be guilty.
   *
   * @return how many events were taken; 0 when the follower has caught up
   */
  public int step() {
    searching = false;
    Place seen = place(sql.read());
    List<LoggedEvent> events = log.readAfter(seen.cursor(), suspicion.batchSize());
    if (events.isEmpty()) {
      lagMillis.set(0);
      return 0;
    }
    if (events.size() == 1 && suspicion.isGuilty(events.getFirst().cursor())) {
      skip(seen, events.getFirst());
    } else {
      apply(seen, events);
    }
    LoggedEvent last = events.getLast();
    lagMillis.set(Duration.between(last.event().receivedAt(), clock.instant()).toMillis());
    return events.size();
  }

  /** Where this follower has arrived. */
  public EventCursor position() {
    return place(sql.read()).cursor();
  }

  private void apply(Place seen, List<LoggedEvent> events) {
    try {
      boolean done = moveOn(seen, events.getLast().cursor(), () -> effects.apply(events));
      applied.increment(done ? events.size() : 0);
    } catch (RuntimeException failure) {
      if (blamesAnEvent(failure)) {
        suspicion.failed(events);
        searching = !suspicion.isHopeless();
        reason = failure.getClass().getName();
      }
      throw failure;
    }
    suspicion.passed(events.getLast().cursor());
  }

  private void skip(Place seen, LoggedEvent guilty) {
    if (!moveOn(seen, guilty.cursor(), () -> writeSkipped(guilty.event().messageId()))) {
      return;
    }
    LOG.error("follower {} has put an event aside: {} ({})", consumer, guilty.cursor(), reason);
    skipped.increment();
    suspicion.skipped(guilty.cursor());
  }

  private void writeSkipped(String messageId) {
    database
        .jdbc()
        .sql(sql.skip())
        .param("messageId", messageId)
        .param("reason", reason)
        .param("at", clock.instant().toString())
        .update();
  }

  /** A value that the tables refuse, or anything else that is not the database's absence. */
  private static boolean blamesAnEvent(RuntimeException failure) {
    return failure instanceof DataIntegrityViolationException
        || !(failure instanceof DataAccessException || failure instanceof TransactionException);
  }

  /** Does something and stores the place reached, both or neither. */
  private boolean moveOn(Place seen, EventCursor reached, Runnable work) {
    return Boolean.TRUE.equals(
        database
            .transactions()
            .execute(status -> {
              if (!place(sql.readLocked()).equals(seen)) {
                return false; // another process, or an erasure, has been here: read again
              }
              work.run();
              write(reached);
              return true;
            }));
  }

  private void write(EventCursor reached) {
    database
        .jdbc()
        .sql(sql.write())
        .param("consumer", consumer)
        .param("tx", Long.toUnsignedString(reached.tx()))
        .param("id", reached.id())
        .update();
  }

  private Place place(String query) {
    return database
        .jdbc()
        .sql(query)
        .param("consumer", consumer)
        .query((row, number) ->
            new Place(
                new EventCursor(Long.parseUnsignedLong(row.getString("tx")), row.getLong("id")),
                row.getLong("forgotten")))
        .optional()
        .orElse(Place.START);
  }

  @Override
  public void start() {
    database.jdbc().sql(sql.create()).param("consumer", consumer).update();
    stopSignal = new CountDownLatch(1);
    running = true;
    // a virtual one would keep a carrier from the answers for as long as it calculates
    thread = Thread.ofPlatform().daemon().name("follower-" + consumer).start(this::follow);
  }

  private void follow() {
    Duration pause = properties.pollInterval();
    while (running) {
      int asked = suspicion.batchSize();
      try {
        boolean caughtUp = step() < asked;
        pause = properties.pollInterval();
        if (caughtUp) {
          waitFor(pause);
        }
      } catch (RuntimeException e) {
        failures.increment();
        if (blamesAnEvent(e)) {
          LOG.error("follower {} failed on {} events at most, trying again", consumer, asked, e);
          waitFor(searching ? properties.pollInterval() : properties.retryPause());
        } else {
          LOG.warn("follower {} could not apply a batch, trying again: {}", consumer, e.toString());
          waitFor(pause);
          pause = shorter(pause.multipliedBy(2), properties.retryPause());
        }
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void waitFor(Duration pause) {
    try {
      if (stopSignal.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        running = false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public void stop() {
    Thread current = thread;
    running = false;
    stopSignal.countDown();
    if (current != null) {
      try {
        current.join(STOP_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
