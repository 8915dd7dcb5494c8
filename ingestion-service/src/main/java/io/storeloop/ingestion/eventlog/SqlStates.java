package io.storeloop.ingestion.eventlog;

import java.sql.SQLException;
import java.util.Set;

/** Reads what PostgreSQL says about a failure. */
final class SqlStates {
  /** Serialization failure and deadlock: the same work may well succeed the next time. */
  private static final Set<String> WORTH_RETRYING = Set.of("40001", "40P01");

  private static final String DATA_EXCEPTION = "22";
  private static final String CONSTRAINT_VIOLATION = "23";

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
}
