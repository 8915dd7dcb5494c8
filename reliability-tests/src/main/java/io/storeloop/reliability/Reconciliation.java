package io.storeloop.reliability;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;

/** Compares the ledger with the log, event by event, and the log with the other books. */
final class Reconciliation {
  private static final int FETCH_SIZE = 10_000;

  private static final String LOG = "select message_id from event";

  private static final String BOOKS =
      """
      select (select count(*) from event) as stored,
             (select count(*) from event_key) as keys,
             (select count(*) from event e
               where not exists (select from event_key k where k.event_id = e.event_id)) as keyless,
             (select coalesce(sum(records), 0) from quality_counter where measure in ('accepted', 'repaired')) as counted
      """;

  private final Ledger ledger;
  private final BitSet seen = new BitSet();
  private long doubled;
  private long phantoms;

  private Reconciliation(Ledger ledger) {
    this.ledger = ledger;
  }

  static Findings of(Ledger ledger, Killer killer, PostgresServer database) throws SQLException {
    Reconciliation reconciliation = new Reconciliation(ledger);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false); // a cursor needs a transaction
      reconciliation.readLog(connection);
      return reconciliation.findings(connection, killer);
    }
  }

  private void readLog(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet rows = statement.executeQuery(LOG)) {
        while (rows.next()) {
          count(Batch.numberOf(ledger.prefix(), rows.getString(1)));
        }
      }
    }
  }

  private void count(int number) {
    if (number < 0 || !ledger.wasSent(number)) {
      phantoms++;
    } else if (seen.get(number)) {
      doubled++;
    } else {
      seen.set(number);
    }
  }

  private Findings findings(Connection connection, Killer killer) throws SQLException {
    BitSet lost = ledger.acknowledged();
    lost.andNot(seen);
    try (Statement statement = connection.createStatement();
        ResultSet books = statement.executeQuery(BOOKS)) {
      books.next();
      return new Findings(
          ledger.account(),
          killer.kills(Victim.SERVICE),
          killer.kills(Victim.DATABASE),
          lost.cardinality(),
          doubled,
          phantoms,
          books.getLong("stored"),
          books.getLong("keys"),
          books.getLong("keyless"),
          books.getLong("counted"));
    }
  }
}
