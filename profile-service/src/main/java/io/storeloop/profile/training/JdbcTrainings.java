package io.storeloop.profile.training;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;

/**
 * Which training of a kind runs, and how one ended that failed; each kind has a table of its own.
 * Each operation is one short transaction. Thread-safe.
 */
public final class JdbcTrainings {
  /** A running training that has been silent for so long has died with its process. */
  public static final Duration SILENCE = Duration.ofMinutes(5);

  private static final String FAIL_SILENT =
      """
      update $table
      set state = 'failed', failure_code = 'interrupted', failure_detail = 'the process that trained it has stopped'
      where state = 'running' and heartbeat_at < cast(:silentSince as timestamptz)
      """;

  private static final String REACHED =
      """
      update $table set step = :step, heartbeat_at = cast(:now as timestamptz)
      where $id = :id and state = 'running'
      """;

  private static final String BEAT =
      """
      update $table set heartbeat_at = cast(:now as timestamptz)
      where $id = :id and state = 'running'
      """;

  private static final String FAIL =
      """
      update $table set state = 'failed', failure_code = :code, failure_detail = :detail
      where $id = :id and state = 'running'
      """;

  private static final String FORGOTTEN =
      "select forgotten from profile_cursor where consumer = 'profiles'";

  private final ServiceDatabase database;
  private final Clock clock;
  private final String table;
  private final String id;

  /**
   * Over a database.
   *
   * @param table with the columns {@code state}, {@code step}, {@code heartbeat_at}, {@code
   *     failure_code} and {@code failure_detail}, in which one row at most is running
   * @param id its key, a UUID
   */
  public JdbcTrainings(ServiceDatabase database, Clock clock, String table, String id) {
    this.database = database;
    this.clock = clock;
    this.table = table;
    this.id = id;
  }

  /** Enters a new training; false while another one runs. */
  public boolean begin(Runnable insert) {
    database
        .jdbc()
        .sql(of(FAIL_SILENT))
        .param("silentSince", clock.instant().minus(SILENCE).toString())
        .update();
    try {
      insert.run();
      return true;
    } catch (DuplicateKeyException oneIsRunning) {
      return false;
    }
  }

  /** Says what a training does now. */
  public void reached(UUID training, String step) {
    database
        .jdbc()
        .sql(of(REACHED))
        .param("id", training)
        .param("step", step)
        .param("now", clock.instant().toString())
        .update();
  }

  /** Says that a training still runs. */
  void beat(UUID training) {
    database
        .jdbc()
        .sql(of(BEAT))
        .param("id", training)
        .param("now", clock.instant().toString())
        .update();
  }

  void fail(UUID training, TrainingFailure failure) {
    database
        .jdbc()
        .sql(of(FAIL))
        .param("id", training)
        .param("code", failure.code())
        .param("detail", failure.detail())
        .update();
  }

  /** Grows whenever a shopper is forgotten; 0 before any event was followed. */
  public long forgotten() {
    return forgotten(FORGOTTEN);
  }

  /** The same; nobody is being forgotten from then on until the transaction ends. */
  public long forgottenUntilNow() {
    return forgotten(FORGOTTEN + " for share");
  }

  private long forgotten(String sql) {
    return database.jdbc().sql(sql).query(Long.class).optional().orElse(0L);
  }

  /**
   * Stores what was learned, in one transaction, unless a shopper was forgotten meanwhile: then it
   * may have been learned from them.
   *
   * @param forgotten {@link #forgotten} before the shoppers were read
   * @return whether it is stored
   */
  public boolean store(long forgotten, Runnable outcome) {
    return Boolean.TRUE.equals(
        database
            .transactions()
            .execute(status -> {
              boolean nobody = forgottenUntilNow() == forgotten;
              if (nobody) {
                outcome.run();
              }
              return nobody;
            }));
  }

  private String of(String sql) {
    return sql.replace("$table", table).replace("$id", id);
  }
}
