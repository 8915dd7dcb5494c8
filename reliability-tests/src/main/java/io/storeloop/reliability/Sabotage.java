package io.storeloop.reliability;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A mistake put into the running system on purpose: an oracle that does not find it is worth
 * nothing. None needs a switch in the program.
 */
enum Sabotage {
  /** The system as it is; service and database are killed in turn. */
  NONE(List.of(Victim.SERVICE, Victim.DATABASE), Map.of()) {
    @Override
    void inflict(PostgresServer database) {}
  },

  /**
   * Commits return before their WAL is written. The service checks for this when it starts, so the
   * setting changes under the running one, and its connections are cut so that it takes effect.
   * What is lost is what lay in the WAL buffers: these are made large and the WAL writer slow,
   * because a killed process leaves behind what it has handed to the operating system, as a power
   * cut would not.
   */
  ASYNCHRONOUS_COMMIT(
      List.of(Victim.DATABASE),
      Map.of("wal_writer_delay", "10s", "wal_writer_flush_after", "1GB", "wal_buffers", "64MB")) {
    @Override
    void inflict(PostgresServer database) throws SQLException {
      database.execute("alter role postgres set synchronous_commit = off");
      database.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name like 'storeloop-%'
          """);
    }
  },

  /**
   * The service answers before the transaction. Said by {@link EarlyAnswers} in its place: like a
   * thread that has answered and goes on to commit, it forgets its work when the service is killed.
   */
  ANSWER_BEFORE_COMMIT(List.of(Victim.SERVICE), Map.of()) {
    @Override
    void inflict(PostgresServer database) {}
  },

  /** Nothing stops an id from being stored again: {@code on conflict} never finds one. */
  NO_UNIQUE_KEY(List.of(Victim.SERVICE, Victim.DATABASE), Map.of()) {
    @Override
    void inflict(PostgresServer database) throws SQLException {
      database.execute("alter table event_key drop constraint event_key_pkey");
    }
  };

  private final List<Victim> turns;
  private final Map<String, String> databaseSettings;

  Sabotage(List<Victim> turns, Map<String, String> databaseSettings) {
    this.turns = turns;
    this.databaseSettings = databaseSettings;
  }

  /** Does the damage, once service and database run. */
  abstract void inflict(PostgresServer database) throws SQLException;

  Map<String, String> databaseSettings() {
    return databaseSettings;
  }

  /** Who is killed, one after the other. */
  List<Victim> victims(int kills) {
    return IntStream.range(0, kills).mapToObj(kill -> turns.get(kill % turns.size())).toList();
  }

  /** As it is written on the command line: {@code no-unique-key}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Sabotage ofWireName(String name) {
    return Arrays.stream(values())
        .filter(sabotage -> sabotage.wireName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--sabotage is one of %s, not %s"
                    .formatted(Arrays.stream(values()).map(Sabotage::wireName).toList(), name)));
  }
}
