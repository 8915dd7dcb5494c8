package io.storeloop.recommendation.interaction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.schema.EventLog;
import io.storeloop.common.schema.FollowerProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Keeps histories and catalogue in step with the database: reads both from the beginning on start,
 * in bounded batches, then looks every poll interval for what is new.
 *
 * <p>The cursor is in memory, as are the effects: they live and die together. While the database is
 * away what was read keeps serving; reading goes on where it stopped.
 */
public final class LogFollowerJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollowerJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final EventLog events;
  private final JdbcItemChanges items;
  private final Consumer<Event> effects;
  private final Consumer<EventCursor> undone;
  private final Catalogue catalogue;
  private final FollowerProperties properties;
  private final Clock clock;
  private final Counter failures;
  private final Counter skipped;
  private volatile EventCursor eventCursor = EventCursor.START;
  private volatile JdbcItemChanges.Cursor itemCursor = JdbcItemChanges.Cursor.START;
  private volatile @Nullable Instant current;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private final ReentrantLock reading = new ReentrantLock();
  private volatile boolean running;
  private @Nullable Thread thread;

  /**
   * {@code effects} take one event each, in log order; {@code undone} follows, before the log is
   * read on from a place, what the shop has undone.
   */
  LogFollowerJob(
      EventLog events,
      JdbcItemChanges items,
      Consumer<Event> effects,
      Consumer<EventCursor> undone,
      Catalogue catalogue,
      FollowerProperties properties,
      Clock clock,
      MeterRegistry meters) {
    this.events = events;
    this.items = items;
    this.effects = effects;
    this.undone = undone;
    this.catalogue = catalogue;
    this.properties = properties;
    this.clock = clock;
    this.failures = meters.counter("storeloop.recommendation.follower.failures");
    this.skipped = meters.counter("storeloop.recommendation.follower.skipped");
    meters.gauge("storeloop.recommendation.follower.lag.millis", this, LogFollowerJob::lagMillis);
  }

  /** The place in the event log up to which everything is applied. */
  public EventCursor eventCursor() {
    return eventCursor;
  }

  JdbcItemChanges.Cursor itemCursor() {
    return itemCursor;
  }

  /**
   * The last moment at which everything that could be read had been applied; the start of time as
   * long as the first reading of the log goes on.
   */
  public Instant asOf() {
    Instant known = current;
    return known == null ? Instant.EPOCH : known;
  }

  /** Whether the log has been read to its end once. */
  public boolean loaded() {
    return current != null;
  }

  /** How old {@link #asOf()} is; 0 before the first reading has ended. */
  public long lagMillis() {
    Instant known = current;
    return known == null ? 0 : Math.max(0, Duration.between(known, clock.instant()).toMillis());
  }

  /**
   * Reads and applies one batch of each.
   *
   * @return whether there may be more at once
   */
  boolean step() {
    reading.lock();
    try {
      return readAndApply();
    } finally {
      reading.unlock();
    }
  }

  /**
   * Does something while no event is being applied: what was read before is applied, what is read
   * later is read from the log as it then is.
   */
  public <T> T betweenReadings(Supplier<T> work) {
    reading.lock();
    try {
      return work.get();
    } finally {
      reading.unlock();
    }
  }

  private boolean readAndApply() {
    Instant before = clock.instant();
    List<JdbcItemChanges.Change> changes = items.readAfter(itemCursor, properties.batchSize());
    for (JdbcItemChanges.Change change : changes) {
      catalogue.put(
          change.cursor().itemId(),
          change.name(),
          change.category(),
          change.inStock(),
          change.deleted(),
          change.details());
      itemCursor = change.cursor();
    }
    undone.accept(eventCursor);
    List<LoggedEvent> batch = events.readAfter(eventCursor, properties.batchSize());
    for (LoggedEvent logged : batch) {
      apply(logged);
      eventCursor = logged.cursor();
    }
    boolean more =
        changes.size() == properties.batchSize() || batch.size() == properties.batchSize();
    if (!more) {
      current = before;
    }
    return more;
  }

  /**
   * An event that cannot be applied is put aside at once: what it has changed by then is in memory,
   * and a second try would change it again. It stays in the log.
   */
  private void apply(LoggedEvent logged) {
    try {
      effects.accept(logged.event());
    } catch (RuntimeException poison) {
      skipped.increment();
      LOG.error("an event could not be applied and was put aside: {}", logged.cursor(), poison);
    }
  }

  private void follow() {
    Duration pause = properties.pollInterval();
    while (running) {
      try {
        boolean more = step();
        pause = properties.pollInterval();
        if (!more) {
          waitFor(pause);
        }
      } catch (DataAccessException away) {
        failures.increment();
        LOG.warn("the event log cannot be read, trying again: {}", away.toString());
        waitFor(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(properties.retryPause()) < 0 ? pause : properties.retryPause();
      } catch (RuntimeException failure) {
        failures.increment();
        LOG.error("an event could not be applied, trying again", failure);
        waitFor(properties.retryPause());
      }
    }
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
  public void start() {
    stopSignal = new CountDownLatch(1);
    running = true;
    // not a virtual one: it would keep a carrier from the answers for a whole batch
    thread = Thread.ofPlatform().daemon().name("recommendation-follower").start(this::follow);
  }

  @Override
  public void stop() {
    Thread started = thread;
    running = false;
    stopSignal.countDown();
    if (started != null) {
      try {
        started.join(STOP_WAIT);
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
