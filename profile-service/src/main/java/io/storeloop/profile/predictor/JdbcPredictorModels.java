package io.storeloop.profile.predictor;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.training.JdbcTrainings;
import io.storeloop.profile.training.TrainingFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The trainings and their models; each operation is one short transaction. */
final class JdbcPredictorModels {
  /** The member of the card that is no part of the answer. */
  static final String DISTRIBUTION = "distribution";

  private static final TypeReference<LinkedHashMap<String, Object>> CARD = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      select model_id, name, state, step, horizon_days, created_at, finished_at, failure_code, failure_detail, card,
             coalesce(judged, false) as judged, coalesce(passed, false) as passed, activated_at
      from predictor_model
      """;

  private static final String BEGIN =
      """
      insert into predictor_model (model_id, name, state, step, horizon_days, heartbeat_at, created_at)
      values (:id, :name, 'running', 'waiting', :horizon, cast(:now as timestamptz), cast(:now as timestamptz))
      """;

  private static final String FINISH =
      """
      update predictor_model
      set state = 'finished', step = 'finished', finished_at = cast(:now as timestamptz), card = cast(:card as jsonb),
          judged = :judged, passed = :passed, model = cast(:model as jsonb)
      where model_id = :id and state = 'running'
      """;

  /** One after the other, so that none looks past a judged model that is being activated. */
  private static final String ONE_ACTIVATION =
      "select pg_advisory_xact_lock(hashtext('storeloop.predictor.activation'))";

  /** One that could not be judged answers as long as no judged one does. */
  private static final String ACTIVATE =
      """
      update predictor_model m set activated_at = cast(:now as timestamptz)
      where m.model_id = :id and m.state = 'finished' and (m.passed or (not m.judged and not coalesce((
        select a.judged from predictor_model a where a.name = m.name and a.activated_at is not null
        order by a.activated_at desc limit 1), false)))
      """;

  private static final String ACTIVE =
      "where name = :name and activated_at is not null order by activated_at desc limit 1";

  private static final String ANSWERING =
      """
      select distinct on (name) name, model_id, horizon_days from predictor_model
      where activated_at is not null order by name, activated_at desc
      """;

  /** Beyond the newest, and the latest of those that answer or did: to them a rollback leads. */
  private static final String FORGET_OLD =
      """
      delete from predictor_model where state <> 'running' and name = :name
      and model_id not in (
        select model_id from predictor_model where name = :name order by created_at desc, model_id desc limit :kept)
      and model_id not in (
        select model_id from predictor_model where name = :name and activated_at is not null
        order by activated_at desc limit :kept)
      """;

  /** A model that answers, without its card. */
  record Answering(Target target, UUID modelId, int horizonDays) {}

  private final ServiceDatabase database;
  private final JdbcTrainings trainings;
  private final JsonMapper json;
  private final Clock clock;
  private final int kept;

  /**
   * Over a database.
   *
   * @param kept trainings of a name, and as many that have answered, 1 or more
   */
  JdbcPredictorModels(ServiceDatabase database, JsonMapper json, Clock clock, int kept) {
    this.database = database;
    this.trainings = new JdbcTrainings(database, clock, "predictor_model", "model_id");
    this.json = json;
    this.clock = clock;
    this.kept = kept;
  }

  /** Which of them runs. */
  JdbcTrainings trainings() {
    return trainings;
  }

  /** Enters a new training; false while another one runs. */
  boolean begin(UUID id, Target target, int horizonDays) {
    return trainings.begin(() ->
        database
            .jdbc()
            .sql(BEGIN)
            .param("id", id)
            .param("name", target.wireName())
            .param("horizon", horizonDays)
            .param("now", clock.instant().toString())
            .update());
  }

  /**
   * Stores what was learned, unless a shopper was forgotten since {@code forgotten}.
   *
   * @return whether it is stored
   */
  boolean finish(UUID id, Target target, PredictorTraining.Outcome<?> outcome, long forgotten) {
    String card = json.writeValueAsString(outcome.card());
    String model = json.writeValueAsString(outcome.predictor());
    return trainings.store(
        forgotten,
        () -> {
          finish(id, card, outcome, model);
          forgetOld(target);
        });
  }

  private void finish(UUID id, String card, PredictorTraining.Outcome<?> outcome, String model) {
    database
        .jdbc()
        .sql(FINISH)
        .param("id", id)
        .param("now", clock.instant().toString())
        .param("card", card)
        .param("judged", outcome.judged())
        .param("passed", outcome.passed())
        .param("model", model)
        .update();
  }

  private void forgetOld(Target target) {
    database.jdbc().sql(FORGET_OLD).param("name", target.wireName()).param("kept", kept).update();
  }

  /** Makes a model answer; false if it may not. */
  boolean activate(UUID id) {
    return Boolean.TRUE.equals(
        database
            .transactions()
            .execute(status -> {
              database.jdbc().sql(ONE_ACTIVATION).query((row, number) -> number).list();
              return database
                      .jdbc()
                      .sql(ACTIVATE)
                      .param("id", id)
                      .param("now", clock.instant().toString())
                      .update()
                  == 1;
            }));
  }

  /** Takes a model back, so that the one activated before it answers. */
  void takeBack(UUID id) {
    database
        .jdbc()
        .sql("update predictor_model set activated_at = null where model_id = :id")
        .param("id", id)
        .update();
  }

  /** Of every name the one that answers, in one read. */
  List<Answering> answering() {
    return database
        .jdbc()
        .sql(ANSWERING)
        .query((row, number) ->
            new Answering(
                Target.ofWireName(row.getString("name")).orElseThrow(),
                row.getObject("model_id", UUID.class),
                row.getInt("horizon_days")))
        .list();
  }

  Optional<PredictorModel> active(Target target) {
    return database
        .jdbc()
        .sql(COLUMNS + ACTIVE)
        .param("name", target.wireName())
        .query((row, number) -> model(row))
        .optional();
  }

  /** Those kept, the newest first. */
  List<PredictorModel> all(Target target) {
    return database
        .jdbc()
        .sql(COLUMNS + "where name = :name order by created_at desc, model_id desc limit :limit")
        .param("name", target.wireName())
        .param("limit", kept)
        .query((row, number) -> model(row))
        .list();
  }

  Optional<PredictorModel> find(UUID id) {
    return database
        .jdbc()
        .sql(COLUMNS + "where model_id = :id")
        .param("id", id)
        .query((row, number) -> model(row))
        .optional();
  }

  /** Those it learned from; empty for a model that was trained before they were written down. */
  Optional<TrainingDistribution> distribution(UUID id) {
    return database
        .jdbc()
        .sql(
            "select card -> '%1$s' from predictor_model where model_id = :id and card -> '%1$s' is not null"
                .formatted(DISTRIBUTION))
        .param("id", id)
        .query((row, number) -> json.readValue(row.getString(1), TrainingDistribution.class))
        .optional();
  }

  /** What answers. */
  Optional<ShopperModel> predictor(UUID id, Target target) {
    return database
        .jdbc()
        .sql("select model from predictor_model where model_id = :id and model is not null")
        .param("id", id)
        .<ShopperModel>query((row, number) -> json.readValue(row.getString(1), target.modelType()))
        .optional();
  }

  private PredictorModel model(ResultSet row) throws SQLException {
    String failure = row.getString("failure_code");
    String card = row.getString("card");
    return new PredictorModel(
        row.getObject("model_id", UUID.class),
        Target.ofWireName(row.getString("name")).orElseThrow(),
        PredictorModel.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("step"),
        row.getInt("horizon_days"),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "finished_at"),
        failure == null ? null : new TrainingFailure(failure, row.getString("failure_detail")),
        card == null ? null : json.readValue(card, CARD),
        row.getBoolean("judged"),
        row.getBoolean("passed"),
        instant(row, "activated_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
