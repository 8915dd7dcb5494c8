package io.storeloop.common.schema;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * As {@link DatabaseTransactions} for JPA: when a connection dies under a transaction, the rollback
 * that fails too says that the database was away, and not that something unknown went wrong.
 */
final class JpaTransactions extends JpaTransactionManager {
  private static final long serialVersionUID = 1;

  JpaTransactions(EntityManagerFactory factory) {
    super(factory);
  }

  @Override
  protected void doRollback(DefaultTransactionStatus status) {
    try {
      super.doRollback(status);
    } catch (JpaSystemException | TransactionSystemException failure) {
      throw new DataAccessResourceFailureException("JPA rollback failed", failure);
    }
  }
}
