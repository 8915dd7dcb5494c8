package io.storeloop.profile.uplift;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The trainings of uplift and their models; each operation is one short transaction. */
final class JdbcUpliftModels {
  /** Trainings of a campaign that are kept, and as many models of it that have answered. */
  static final int KEPT = 10;

  private static final TypeReference<LinkedHashMap<String, Object>> CARD = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      select model_id, campaign_id, state, step, created_at, finished_at, failure_code, failure_detail, card,
             coalesce(passed, false) as passed, activated_at
      from uplift_model
      """;

  private static final String BEGIN =
      """
      insert into uplift_model (model_id, campaign_id, state, step, heartbeat_at, created_at)
      values (:id, :campaign, 'running', 'waiting', cast(:now as timestamptz), cast(:now as timestamptz))
      """;

  private static final String FINISH =
      """
      update uplift_model
      set state = 'finished', step = 'finished', finished_at = cast(:now as timestamptz), card = cast(:card as jsonb),
          passed = :passed, model = cast(:model as jsonb)
      where model_id = :id and state = 'running'
      """;

  private static final String ACTIVATE =
      """
      update uplift_model set activated_at = cast(:now as timestamptz)
      where model_id = :id and state = 'finished' and passed
      """;

  /** One after the other, so that no two take the last place. */
  private static final String ONE_ACTIVATION =
      "select pg_advisory_xact_lock(hashtext('storeloop.uplift.activation'))";

  private static final String OTHER_CAMPAIGNS =
      """
      select count(distinct campaign_id) from uplift_model
      where activated_at is not null
        and campaign_id <> (select m.campaign_id from uplift_model m where m.model_id = :id)
      """;

  private static final String ANSWERING =
      """
      select distinct on (campaign_id) campaign_id, model_id from uplift_model
      where activated_at is not null order by campaign_id, activated_at desc
      """;

  /** Beyond the newest, and the latest of those that answer or did: to them a rollback leads. */
  private static final String FORGET_OLD =
      """
      delete from uplift_model where state <> 'running' and campaign_id = :campaign
      and model_id not in (
        select model_id from uplift_model where campaign_id = :campaign
        order by created_at desc, model_id desc limit :kept)
      and model_id not in (
        select model_id from uplift_model where campaign_id = :campaign and activated_at is not null
        order by activated_at desc limit :kept)
      """;

  /** What became of the wish that a model answers. */
  enum Activation {
    ANSWERS,

    /** Its ranking is not reliable. */
    NOT_BETTER,

    /** Models of as many campaigns as may be answer already. */
    TOO_MANY
  }

  private final ServiceDatabase database;
  private final JdbcTrainings trainings;
  private final JsonMapper json;
  private final Clock clock;
  private final int mostActive;

  /** {@code mostActive} is of how many campaigns models may answer. */
  JdbcUpliftModels(ServiceDatabase database, JsonMapper json, Clock clock, int mostActive) {
    this.database = database;
    this.trainings = new JdbcTrainings(database, clock, "uplift_model", "model_id");
    this.json = json;
    this.clock = clock;
    this.mostActive = mostActive;
  }

  /** Which of them runs. */
  JdbcTrainings trainings() {
    return trainings;
  }

  /** Enters a new training; false while another one runs. */
  boolean begin(UUID id, UUID campaignId) {
    return trainings.begin(() ->
        database
            .jdbc()
            .sql(BEGIN)
            .param("id", id)
            .param("campaign", campaignId)
            .param("now", clock.instant().toString())
            .update());
  }

  /**
   * Stores what was learned, unless a shopper was forgotten since {@code forgotten}.
   *
   * @return whether it is stored
   */
  boolean finish(UUID id, UUID campaignId, UpliftTraining.Outcome outcome, long forgotten) {
    String card = json.writeValueAsString(outcome.card());
    String model = json.writeValueAsString(outcome.model());
    return trainings.store(
        forgotten,
        () -> {
          database
              .jdbc()
              .sql(FINISH)
              .param("id", id)
              .param("now", clock.instant().toString())
              .param("card", card)
              .param("passed", outcome.reliable())
              .param("model", model)
              .update();
          database
              .jdbc()
              .sql(FORGET_OLD)
              .param("campaign", campaignId)
              .param("kept", KEPT)
              .update();
        });
  }

  /** Makes a model answer, unless it may not. */
  Activation activate(UUID id) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status -> {
              database.jdbc().sql(ONE_ACTIVATION).query((row, number) -> number).list();
              if (!isActivated(id)) {
                return Activation.NOT_BETTER;
              }
              if (otherCampaigns(id) >= mostActive) {
                status.setRollbackOnly();
                return Activation.TOO_MANY;
              }
              return Activation.ANSWERS;
            }));
  }

  private boolean isActivated(UUID id) {
    return database
            .jdbc()
            .sql(ACTIVATE)
            .param("id", id)
            .param("now", clock.instant().toString())
            .update()
        == 1;
  }

  private long otherCampaigns(UUID id) {
    return database.jdbc().sql(OTHER_CAMPAIGNS).param("id", id).query(Long.class).single();
  }

  /** Takes a model back, so that the one activated before it answers. */
  void takeBack(UUID id) {
    database
        .jdbc()
        .sql("update uplift_model set activated_at = null where model_id = :id")
        .param("id", id)
        .update();
  }

  /** Of every campaign the model that answers. */
  Map<UUID, UUID> answering() {
    Map<UUID, UUID> models = new TreeMap<>();
    database
        .jdbc()
        .sql(ANSWERING)
        .query(row -> {
          models.put(
              row.getObject("campaign_id", UUID.class), row.getObject("model_id", UUID.class));
        });
    return models;
  }

  Optional<UpliftRecord> active(UUID campaignId) {
    return database
        .jdbc()
        .sql(
            COLUMNS
                + "where campaign_id = :campaign and activated_at is not null order by activated_at desc limit 1")
        .param("campaign", campaignId)
        .query((row, number) -> model(row))
        .optional();
  }

  /** The newest first. */
  List<UpliftRecord> all(UUID campaignId) {
    return database
        .jdbc()
        .sql(
            COLUMNS
                + "where campaign_id = :campaign order by created_at desc, model_id desc limit :limit")
        .param("campaign", campaignId)
        .param("limit", KEPT)
        .query((row, number) -> model(row))
        .list();
  }

  Optional<UpliftRecord> find(UUID id) {
    return database
        .jdbc()
        .sql(COLUMNS + "where model_id = :id")
        .param("id", id)
        .query((row, number) -> model(row))
        .optional();
  }

  /** What answers. */
  Optional<TrainedUplift> trained(UUID id) {
    return database
        .jdbc()
        .sql("select model from uplift_model where model_id = :id and model is not null")
        .param("id", id)
        .query((row, number) -> json.readValue(row.getString(1), TrainedUplift.class))
        .optional();
  }

  private UpliftRecord model(ResultSet row) throws SQLException {
    String failure = row.getString("failure_code");
    String card = row.getString("card");
    return new UpliftRecord(
        row.getObject("model_id", UUID.class),
        row.getObject("campaign_id", UUID.class),
        row.getString("state"),
        row.getString("step"),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "finished_at"),
        failure == null ? null : new TrainingFailure(failure, row.getString("failure_detail")),
        card == null ? null : json.readValue(card, CARD),
        row.getBoolean("passed"),
        instant(row, "activated_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
