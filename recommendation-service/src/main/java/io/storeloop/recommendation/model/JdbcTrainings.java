package io.storeloop.recommendation.model;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record in table {@code model}; each operation is one transaction. */
final class JdbcTrainings implements Trainings {
  private static final String UPSERT =
      """
      insert into model (version, state, cause, created_at, trained_through_tx, trained_through_id,
                         users, items, interactions, pairs, neighbours, seconds, settings, metrics, failure,
                         phase, fraction, heard_at)
      values (:version, :state, :cause, :createdAt, cast(:tx as xid8), :id,
              :users, :items, :interactions, :pairs, :neighbours, :seconds, cast(:settings as jsonb),
              cast(:metrics as jsonb), :failure, :phase, :fraction, now())
      on conflict (version) do update
        set state = excluded.state, users = excluded.users, items = excluded.items,
            interactions = excluded.interactions, pairs = excluded.pairs, neighbours = excluded.neighbours,
            seconds = excluded.seconds, settings = excluded.settings, metrics = excluded.metrics,
            failure = excluded.failure, phase = excluded.phase, fraction = excluded.fraction, heard_at = now()
      """;

  private static final String FORGET =
      """
      delete from model
      where not active
        and version not in (select version from model order by version desc limit :keep)
      """;

  private static final String CLOSE_SILENT =
      """
      update model
      set state = 'failed', failure = 'the process ended', phase = null, fraction = null
      where state = 'training' and coalesce(heard_at, created_at) < now() - make_interval(secs => :seconds)
      """;

  private final ServiceDatabase database;
  private final int keep;
  private final JdbcTrainingRows rows = new JdbcTrainingRows();

  JdbcTrainings(ServiceDatabase database, TrainingProperties properties) {
    this.database = database;
    this.keep = properties.keepModels();
  }

  @Override
  public void save(Training training) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          upsert(training);
          database.jdbc().sql(FORGET).param("keep", keep).update();
        });
  }

  private void upsert(Training training) {
    TrainingCounts counts = training.counts();
    TrainingProgress progress = training.progress();
    database
        .jdbc()
        .sql(UPSERT)
        .param("version", training.version())
        .param("state", training.state().wireName())
        .param("cause", training.cause().wireName())
        .param("createdAt", OffsetDateTime.ofInstant(training.createdAt(), ZoneOffset.UTC))
        .param("tx", Long.toUnsignedString(training.trainedThrough().tx()))
        .param("id", training.trainedThrough().id())
        .param("users", counts.users())
        .param("items", counts.items())
        .param("interactions", counts.interactions())
        .param("pairs", counts.pairs())
        .param("neighbours", counts.neighbours())
        .param("seconds", training.seconds())
        .param("settings", rows.json(training.settings()))
        .param("metrics", training.evaluation() == null ? "{}" : rows.json(training.evaluation()))
        .param("failure", training.failure())
        .param("phase", progress == null ? null : progress.phase().wireName())
        .param("fraction", progress == null ? null : progress.fraction())
        .update();
  }

  @Override
  public void progress(String version, TrainingProgress progress) {
    database
        .jdbc()
        .sql(
            """
            update model set phase = :phase, fraction = :fraction, heard_at = now()
            where version = :version and state = 'training'
            """)
        .param("version", version)
        .param("phase", progress.phase().wireName())
        .param("fraction", progress.fraction())
        .update();
  }

  @Override
  public Optional<Training> find(String version) {
    return database
        .jdbc()
        .sql(JdbcTrainingRows.SELECT + " where version = :version")
        .param("version", version)
        .query((row, number) -> rows.training(row))
        .optional();
  }

  @Override
  public List<Training> latest(String beforeVersion, int limit) {
    return database
        .jdbc()
        .sql(
            JdbcTrainingRows.SELECT
                + " where (:before = '' or version < :before) order by version desc limit :limit")
        .param("before", beforeVersion)
        .param("limit", limit)
        .query((row, number) -> rows.training(row))
        .list();
  }

  @Override
  public List<Training> loadable(int limit) {
    return database
        .jdbc()
        .sql(
            JdbcTrainingRows.SELECT
                + " where state = 'ready' and snapshot_bytes is not null order by version desc limit :limit")
        .param("limit", limit)
        .query((row, number) -> rows.training(row))
        .list();
  }

  @Override
  public Optional<Training> underWay() {
    return database
        .jdbc()
        .sql(JdbcTrainingRows.SELECT + " where state = 'training' order by version desc limit 1")
        .query((row, number) -> rows.training(row))
        .optional();
  }

  @Override
  public Optional<Answering> answering() {
    return database
        .jdbc()
        .sql("select version, pinned_at from model where active")
        .query((row, number) ->
            new Answering(
                row.getString("version"),
                Optional.ofNullable(moment(row.getObject(2, OffsetDateTime.class)))))
        .optional();
  }

  private static @Nullable Instant moment(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** Behind a lock, since at most one row may be active and two processes may want theirs to be. */
  @Override
  public void activate(String version, boolean pinned) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          database.jdbc().sql("lock table model in share row exclusive mode").update();
          deactivate();
          database
              .jdbc()
              .sql(
                  "update model set active = true, pinned_at = case when :pinned then now() end where version = :version")
              .param("pinned", pinned)
              .param("version", version)
              .update();
        });
  }

  @Override
  public void deactivate() {
    database.jdbc().sql("update model set active = false, pinned_at = null where active").update();
  }

  @Override
  public void refuse(String version, String why) {
    database
        .jdbc()
        .sql(
            """
            with refused as (
              update model set failure = :why, snapshot_bytes = null, active = false, pinned_at = null
              where version = :version and snapshot_bytes is not null
              returning version)
            delete from model_snapshot_chunk where version in (select version from refused)
            """)
        .param("why", why)
        .param("version", version)
        .update();
  }

  @Override
  public void closeSilent(Duration silence) {
    database.jdbc().sql(CLOSE_SILENT).param("seconds", silence.toMillis() / 1e3).update();
  }
}
