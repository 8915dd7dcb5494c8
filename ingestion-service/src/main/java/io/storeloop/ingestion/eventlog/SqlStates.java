package io.storeloop.ingestion.eventlog;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Reads what PostgreSQL says about a failure. */
final class SqlStates {
  /** Serialization failure and deadlock: the same work may well succeed the next time. */
  private static final Set<String> WORTH_RETRYING = Set.of("40001", "40P01");

  private static final String DATA_EXCEPTION = "22";
  private static final String CONSTRAINT_VIOLATION = "23";

  private static final String TRANSACTION_ROLLBACK = "40";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String QUERY_CANCELED = "57014";

  private SqlStates() {}

  /** The five-character state of the first SQL failure among the causes; empty without one. */
  static String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  static boolean isWorthRetrying(Throwable failure) {
    return WORTH_RETRYING.contains(of(failure));
  }

  /** Whether the database refuses what a row says. */
  static boolean blamesData(Throwable failure) {
    String state = of(failure);
    return state.startsWith(DATA_EXCEPTION) || state.startsWith(CONSTRAINT_VIOLATION);
  }

  /**
   * Whether one part of a transaction may be the reason why all of it failed: a value, a lock it
   * had to wait for, or a mistake of ours that only its records meet. Otherwise each part would
   * fail alike on its own.
   */
  static boolean mayBlameOne(Throwable failure) {
    String state = of(failure);
    return blamesData(failure)
        || state.startsWith(TRANSACTION_ROLLBACK)
        || isTimeout(failure)
        || !(failure instanceof DataAccessException || failure instanceof TransactionException);
  }

  /** Whether it took longer than a lock or a statement may. */
  static boolean isTimeout(Throwable failure) {
    String state = of(failure);
    return state.equals(LOCK_NOT_AVAILABLE) || state.equals(QUERY_CANCELED);
  }
}
