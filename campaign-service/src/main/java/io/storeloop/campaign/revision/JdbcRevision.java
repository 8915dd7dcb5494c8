package io.storeloop.campaign.revision;

import io.storeloop.common.schema.ServiceDatabase;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts the changes of campaigns and policy, so that whoever keeps them in memory learns of a
 * change from one number. Thread-safe.
 */
@Component
public class JdbcRevision {
  private final ServiceDatabase database;
  private final AtomicLong madeHere = new AtomicLong();

  JdbcRevision(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  /** Grows with every change that any process commits. */
  public long current() {
    return database.jdbc().sql("select revision from campaign_revision").query(Long.class).single();
  }

  /** The newest change that this process has committed; 0 if none. Asks no database. */
  public long madeHere() {
    return madeHere.get();
  }

  /**
   * Counts a change, inside the transaction that makes it. Changes wait for one another, so what is
   * committed at a revision is all that happened up to it.
   */
  public long advance() {
    long next =
        database
            .jdbc()
            .sql("update campaign_revision set revision = revision + 1 returning revision")
            .query(Long.class)
            .single();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            madeHere.accumulateAndGet(next, Math::max);
          }
        });
    return next;
  }
}
