package io.storeloop.recommendation.model;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The lease as a row with an end, by the database's clock: a process that dies or hangs is followed
 * after {@link #TERM}. While the database is away whoever held it goes on: nobody else can take it.
 * Thread-safe.
 */
final class JdbcTrainingLease implements TrainingLease {
  /** How long a process that is not heard of still holds it. */
  static final Duration TERM = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(JdbcTrainingLease.class);

  private static final String RENEW =
      """
      insert into training_lease as lease (holder, held_until)
      values (:holder, now() + make_interval(secs => :seconds))
      on conflict (singleton) do update
        set holder = excluded.holder, held_until = excluded.held_until
        where lease.holder = excluded.holder or lease.held_until < now()
      """;

  private static final String TAKE =
      RENEW.stripTrailing() + "\n    or not exists (select from model where state = 'training')";

  private final ServiceDatabase database;
  private final UUID holder;
  private volatile boolean held;

  /** {@code holder}: names this process, no other has the same. */
  JdbcTrainingLease(ServiceDatabase database, UUID holder) {
    this.database = database;
    this.holder = holder;
  }

  @Override
  public boolean held() {
    return held;
  }

  @Override
  public boolean renew() {
    return ask(RENEW);
  }

  @Override
  public boolean take() {
    return ask(TAKE);
  }

  private boolean ask(String statement) {
    boolean now =
        database
                .jdbc()
                .sql(statement)
                .param("holder", holder)
                .param("seconds", TERM.toSeconds())
                .update()
            == 1;
    if (now != held) {
      LOG.info(now ? "this process trains" : "another process trains");
    }
    held = now;
    return now;
  }

  @Override
  public void release() {
    held = false;
    try {
      int left =
          database
              .jdbc()
              .sql("delete from training_lease where holder = :holder")
              .param("holder", holder)
              .update();
      LOG.debug("leases left to the others: {}", left);
    } catch (DataAccessException | TransactionException away) {
      LOG.info("the lease to train ends by itself, after {}: {}", TERM, away.toString());
    }
  }
}
