package io.storeloop.common.schema;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;

/**
 * Transactions whose every failure is a {@link org.springframework.dao.DataAccessException}.
 *
 * <p>When a connection dies under a transaction, its rollback fails too, with an error that carries
 * no SQLSTATE and would hide the first one. It says the same: the database was away.
 */
final class DatabaseTransactions extends JdbcTransactionManager {
  private static final long serialVersionUID = 1;

  DatabaseTransactions(DataSource dataSource) {
    super(dataSource);
  }

  @Override
  protected RuntimeException translateException(String task, SQLException failure) {
    RuntimeException translated = super.translateException(task, failure);
    return translated instanceof TransactionSystemException
        ? new DataAccessResourceFailureException(task + " failed", failure)
        : translated;
  }
}
