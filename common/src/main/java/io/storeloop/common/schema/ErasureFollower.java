package io.storeloop.common.schema;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets an owner forget every shopper whom {@code erasure_v1} names, once per round and process, and
 * writes its receipt in the same transaction. Then the deleted rows are taken off the disk.
 *
 * <p>Once per process, because what a process holds in memory no other can forget for it.
 */
public final class ErasureFollower implements SmartLifecycle {
  /** How an owner forgets one shopper; called inside a transaction, and again if that fails. */
  @FunctionalInterface
  public interface Forgetting {
    /** Deletes all there is; what was deleted, by name, for the receipt. */
    Map<String, Long> forget(ForgottenShopper shopper);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ErasureFollower.class);
  private static final int AT_ONCE = 100;
  private static final long STOP_WAIT_MILLIS = 10_000;

  private static final String OPEN =
      """
      select id, round, user_id, anonymous_ids from erasure_v1 order by requested_at, id limit :limit
      """;

  private final ServiceDatabase database;
  private final String owner;
  private final Forgetting forgetting;
  private final ErasureReceipts receipts;
  private final Vacuum vacuum;
  private final ErasureProperties properties;
  private final Clock clock;
  private final Counter forgotten;
  private final Map<UUID, Integer> done = new HashMap<>();
  private @Nullable Instant lastVacuum;
  private volatile boolean vacuumDue = true;
  private @Nullable Thread vacuuming;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private @Nullable Thread thread;

  /** {@code tables} are those of the owner that hold shoppers. */
  public ErasureFollower(
      ServiceDatabase database,
      ServiceRole role,
      Forgetting forgetting,
      List<String> tables,
      ErasureProperties properties,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.owner = role.serviceName();
    this.forgetting = forgetting;
    this.receipts = new ErasureReceipts(database, role, json);
    this.vacuum = new Vacuum(database, tables);
    this.properties = properties;
    this.clock = clock;
    this.forgotten = meters.counter("storeloop.erasure.forgotten", "owner", owner);
  }

  /**
   * Forgets whom it has to; whom it cannot, it tries again at the next step.
   *
   * @return how many shoppers were forgotten
   */
  public int step() {
    List<ForgottenShopper> open =
        database
            .jdbc()
            .sql(OPEN)
            .param("limit", AT_ONCE)
            .query((row, number) -> shopper(row))
            .list();
    Set<UUID> ids = new HashSet<>();
    int count = 0;
    for (ForgottenShopper shopper : open) {
      ids.add(shopper.erasureId());
      if (done.getOrDefault(shopper.erasureId(), 0) < shopper.round() && tryForget(shopper)) {
        done.put(shopper.erasureId(), shopper.round());
        count++;
      }
    }
    done.keySet().retainAll(ids);
    forgotten.increment(count);
    vacuumDue |= count > 0;
    return count;
  }

  /** Whom the owner fails to forget keeps nobody else waiting. */
  private boolean tryForget(ForgottenShopper shopper) {
    try {
      database
          .transactions()
          .executeWithoutResult(
              status -> receipts.write(shopper, forgetting.forget(shopper), clock.instant()));
      return true;
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("{} could not forget {}, trying again: {}", owner, shopper, e.toString());
    } catch (RuntimeException e) {
      LOG.error("{} failed to forget {}, trying again", owner, shopper, e);
    }
    return false;
  }

  /** Takes deleted rows off the disk if there are any and the last time was long enough ago. */
  public synchronized void vacuum() {
    Instant now = clock.instant();
    Instant last = lastVacuum;
    if (!vacuumDue || (last != null && now.isBefore(last.plus(properties.vacuumPause())))) {
      return;
    }
    vacuumDue = false;
    if (receipts.anyNotVacuumed()) {
      lastVacuum = now;
      vacuum.run();
      receipts.noteVacuumed(now, clock.instant());
    }
  }

  private static ForgottenShopper shopper(ResultSet row) throws SQLException {
    return new ForgottenShopper(
        row.getObject("id", UUID.class),
        row.getInt("round"),
        row.getString("user_id"),
        List.of((String[]) row.getArray("anonymous_ids").getArray()));
  }

  private void follow() {
    while (running) {
      try {
        step();
        vacuumAside();
      } catch (DataAccessException | TransactionException e) {
        LOG.warn("{} could not read whom to forget, trying again: {}", owner, e.toString());
      } catch (RuntimeException e) {
        LOG.error("{} failed to read whom to forget, trying again", owner, e);
      }
      waitForNext();
    }
  }

  /** Beside the erasures: vacuuming large tables takes longer than a shopper may wait. */
  private void vacuumAside() {
    Thread current = vacuuming;
    if (vacuumDue && (current == null || !current.isAlive())) {
      vacuuming = Thread.ofVirtual().name("vacuum-" + owner).start(this::tryVacuum);
    }
  }

  private void tryVacuum() {
    try {
      vacuum();
    } catch (DataAccessException | TransactionException e) {
      vacuumDue = true;
      LOG.warn("{} could not take deleted rows off the disk: {}", owner, e.toString());
    }
  }

  private void waitForNext() {
    try {
      if (stopSignal.await(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
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
    thread = Thread.ofVirtual().name("erasure-" + owner).start(this::follow);
  }

  @Override
  public void stop() {
    Thread current = thread;
    running = false;
    stopSignal.countDown();
    if (current != null) {
      try {
        current.join(STOP_WAIT_MILLIS);
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
