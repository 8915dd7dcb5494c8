package io.storeloop.recommendation.model;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The record in table {@code model}; each operation is one transaction. */
final class JdbcTrainings implements Trainings {
  private static final String UPSERT =
      """
      insert into model (version, state, cause, created_at, trained_through_tx, trained_through_id,
                         users, items, interactions, pairs, neighbours, seconds, settings, active, failure)
      values (:version, :state, :cause, :createdAt, cast(:tx as xid8), :id,
              :users, :items, :interactions, :pairs, :neighbours, :seconds, cast(:settings as jsonb), :active, :failure)
      on conflict (version) do update
        set state = excluded.state, users = excluded.users, items = excluded.items,
            interactions = excluded.interactions, pairs = excluded.pairs, neighbours = excluded.neighbours,
            seconds = excluded.seconds, active = excluded.active, failure = excluded.failure
      """;

  private static final String FORGET =
      """
      delete from model
      where not active
        and version not in (select version from model order by version desc limit :keep)
      """;

  private static final String CLOSE_EARLIER =
      """
      update model
      set active = false,
          state = case state when 'training' then 'failed' else state end,
          failure = case state when 'training' then 'the process ended' else failure end
      where active or state = 'training'
      """;

  private static final String COLUMNS =
      """
      select version, state, cause, created_at, trained_through_tx, trained_through_id,
             users, items, interactions, pairs, neighbours, seconds, settings, active, failure
      from model
      """;

  private final ServiceDatabase database;
  private final int keep;
  private final JsonMapper json;

  JdbcTrainings(ServiceDatabase database, TrainingProperties properties, JsonMapper json) {
    this.database = database;
    this.keep = properties.keepModels();
    this.json = json;
  }

  @Override
  public void save(Training training) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          if (training.active()) {
            database.jdbc().sql("update model set active = false where active").update();
          }
          upsert(training);
          database.jdbc().sql(FORGET).param("keep", keep).update();
        });
  }

  private void upsert(Training training) {
    TrainingCounts counts = training.counts();
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
        .param("settings", json.writeValueAsString(training.settings()))
        .param("active", training.active())
        .param("failure", training.failure())
        .update();
  }

  @Override
  public Optional<Training> find(String version) {
    return database
        .jdbc()
        .sql(COLUMNS + " where version = :version")
        .param("version", version)
        .query((row, number) -> training(row))
        .optional();
  }

  @Override
  public List<Training> latest(String beforeVersion, int limit) {
    return database
        .jdbc()
        .sql(
            COLUMNS
                + " where (:before = '' or version < :before) order by version desc limit :limit")
        .param("before", beforeVersion)
        .param("limit", limit)
        .query((row, number) -> training(row))
        .list();
  }

  @Override
  public void closeEarlier() {
    database.jdbc().sql(CLOSE_EARLIER).update();
  }

  private Training training(ResultSet row) throws SQLException {
    return new Training(
        row.getString("version"),
        Training.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Training.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
        Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class)).toInstant(),
        new EventCursor(
            Long.parseUnsignedLong(row.getString("trained_through_tx")),
            row.getLong("trained_through_id")),
        json.readValue(row.getString("settings"), KernelSettings.class),
        new TrainingCounts(
            row.getInt("users"),
            row.getInt("items"),
            row.getInt("interactions"),
            row.getLong("pairs"),
            row.getInt("neighbours")),
        row.getObject("seconds", Double.class),
        row.getBoolean("active"),
        row.getString("failure"));
  }
}
