package io.storeloop.campaign.rehearsal;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rehearsals; each operation is one short transaction. */
@Component
class JdbcRehearsals {
  /** A running one that has been silent for so long has died with its process. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  /** Of a campaign, the newest. */
  private static final int KEPT = 10;

  private static final String FAIL_SILENT =
      """
      update campaign_rehearsal
      set state = 'failed', failure_code = 'interrupted', failure_detail = 'the process that rehearsed has stopped'
      where state = 'running' and heartbeat_at < cast(:silentSince as timestamptz)
      """;

  private static final String BEGIN =
      """
      insert into campaign_rehearsal (id, campaign_id, version, days, state, step, heartbeat_at, created_at)
      values (:id, :campaign, :version, :days, 'running', 'waiting', cast(:now as timestamptz), cast(:now as timestamptz))
      """;

  private static final String REACHED =
      """
      update campaign_rehearsal set step = :step, done = :done, heartbeat_at = cast(:now as timestamptz)
      where id = :id and state = 'running'
      """;

  private static final String FINISH =
      """
      update campaign_rehearsal
      set state = 'finished', step = 'finished', finished_at = cast(:now as timestamptz), report = cast(:report as jsonb)
      where id = :id and state = 'running'
      """;

  private static final String FAIL =
      """
      update campaign_rehearsal set state = 'failed', failure_code = :code, failure_detail = :detail
      where id = :id and state = 'running'
      """;

  private static final String FORGET_OLD =
      """
      delete from campaign_rehearsal where state <> 'running' and campaign_id = :campaign and id not in (
        select id from campaign_rehearsal where campaign_id = :campaign order by created_at desc, id desc limit :kept)
      """;

  private final ServiceDatabase database;
  private final JsonMapper json;
  private final Clock clock;

  JdbcRehearsals(
      @Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /** Enters a new one; false while another one runs. */
  boolean begin(UUID id, Campaign campaign, int days) {
    Instant now = clock.instant();
    database.jdbc().sql(FAIL_SILENT).param("silentSince", now.minus(SILENCE).toString()).update();
    try {
      database
          .jdbc()
          .sql(BEGIN)
          .param("id", id)
          .param("campaign", campaign.id())
          .param("version", campaign.version())
          .param("days", days)
          .param("now", now.toString())
          .update();
    } catch (DuplicateKeyException oneIsRunning) {
      return false;
    }
    database.jdbc().sql(FORGET_OLD).param("campaign", campaign.id()).param("kept", KEPT).update();
    return true;
  }

  void reached(UUID id, String step, long done) {
    database
        .jdbc()
        .sql(REACHED)
        .param("id", id)
        .param("step", step)
        .param("done", done)
        .param("now", clock.instant().toString())
        .update();
  }

  void finish(UUID id, RehearsalReport report) {
    database
        .jdbc()
        .sql(FINISH)
        .param("id", id)
        .param("now", clock.instant().toString())
        .param("report", json.writeValueAsString(report))
        .update();
  }

  void fail(UUID id, Rehearsal.Failure failure) {
    database
        .jdbc()
        .sql(FAIL)
        .param("id", id)
        .param("code", failure.code())
        .param("detail", failure.detail())
        .update();
  }

  Optional<Rehearsal> find(UUID campaignId, UUID id) {
    return database
        .jdbc()
        .sql("select * from campaign_rehearsal where id = :id and campaign_id = :campaign")
        .param("id", id)
        .param("campaign", campaignId)
        .query((row, number) -> rehearsal(row))
        .optional();
  }

  /** The newest first. */
  List<Rehearsal> of(UUID campaignId) {
    return database
        .jdbc()
        .sql(
            "select * from campaign_rehearsal where campaign_id = :campaign order by created_at desc, id desc limit :kept")
        .param("campaign", campaignId)
        .param("kept", KEPT)
        .query((row, number) -> rehearsal(row))
        .list();
  }

  private Rehearsal rehearsal(ResultSet row) throws SQLException {
    String failure = row.getString("failure_code");
    String report = row.getString("report");
    return new Rehearsal(
        row.getObject("id", UUID.class),
        row.getObject("campaign_id", UUID.class),
        row.getLong("version"),
        row.getInt("days"),
        row.getString("state"),
        row.getString("step"),
        row.getLong("done"),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "finished_at"),
        failure == null ? null : new Rehearsal.Failure(failure, row.getString("failure_detail")),
        report == null ? null : json.readValue(report, RehearsalReport.class));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
