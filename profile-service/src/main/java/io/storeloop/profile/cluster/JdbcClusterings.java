package io.storeloop.profile.cluster;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.grouping.Persona;
import io.storeloop.profile.training.JdbcTrainings;
import io.storeloop.profile.training.TrainingFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The trainings and their results; each operation is one short transaction. */
final class JdbcClusterings {
  /** Finished and failed trainings that are kept. */
  static final int KEPT = 10;

  private static final String COLUMNS =
      """
      select clustering_id, state, plan, step, steps_done, steps, created_at, finished_at, failure_code, failure_detail,
             result
      from clustering
      """;

  private static final String BEGIN =
      """
      insert into clustering (clustering_id, state, plan, step, steps_done, steps, heartbeat_at, created_at)
      values (:id, 'running', cast(:plan as jsonb), 'waiting', 0, 1, cast(:now as timestamptz), cast(:now as timestamptz))
      """;

  private static final String REACHED =
      """
      update clustering set step = :step, steps_done = :done, steps = :steps, heartbeat_at = cast(:now as timestamptz)
      where clustering_id = :id and state = 'running'
      """;

  private static final String FINISH =
      """
      update clustering
      set state = 'finished', step = 'finished', steps_done = 1, steps = 1, finished_at = cast(:now as timestamptz),
          result = cast(:result as jsonb), model = cast(:model as jsonb), points = cast(:points as jsonb),
          labels = cast(:labels as text[]), anchor_profiles = cast(:anchorProfiles as uuid[]),
          point_profiles = cast(:pointProfiles as uuid[])
      where clustering_id = :id and state = 'running'
      """;

  /** Of those whose rows are remembered, who was forgotten or merged since they were read. */
  private static final String GONE =
      """
      select remembered.id from clustering c,
             lateral (select unnest(c.anchor_profiles || c.point_profiles) as id) remembered
      where c.clustering_id = :id
      except select profile_id from profile
      """;

  private static final String OLD =
      """
      select clustering_id
      from (select clustering_id, state from clustering order by created_at desc, clustering_id desc offset :kept) as older
      where state <> 'running'
      """;

  private static final String LATEST =
      """
      select clustering_id, labels from clustering where state = 'finished'
      order by finished_at desc, clustering_id desc limit 1
      """;

  private final ServiceDatabase database;
  private final JdbcTrainings trainings;
  private final JdbcRememberedRows remembered;
  private final JsonMapper json;
  private final Clock clock;

  /** A clustering with the names of its groups, by their numbers. */
  record Named(UUID id, List<String> labels) {}

  JdbcClusterings(ServiceDatabase database, JsonMapper json, Clock clock) {
    this.database = database;
    this.trainings = new JdbcTrainings(database, clock, "clustering", "clustering_id");
    this.remembered = new JdbcRememberedRows(database);
    this.json = json;
    this.clock = clock;
  }

  /** Which of them runs. */
  JdbcTrainings trainings() {
    return trainings;
  }

  /** Enters a new training; false while another one runs. */
  boolean begin(UUID id, ClusteringPlan plan) {
    return trainings.begin(() ->
        database
            .jdbc()
            .sql(BEGIN)
            .param("id", id)
            .param("plan", json.writeValueAsString(plan))
            .param("now", clock.instant().toString())
            .update());
  }

  void reached(UUID id, String step, int done, int steps) {
    database
        .jdbc()
        .sql(REACHED)
        .param("id", id)
        .param("step", step)
        .param("done", done)
        .param("steps", steps)
        .param("now", clock.instant().toString())
        .update();
  }

  /** Stores what was found, but no row of a profile that is there no more. */
  void finish(
      UUID id,
      ClusteringResult result,
      ClusterModel model,
      ClusterDrawing drawing,
      RowOwners owners) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          trainings.forgottenUntilNow();
          store(id, result, model, drawing, owners);
          List<UUID> gone =
              database
                  .jdbc()
                  .sql(GONE)
                  .param("id", id)
                  .query((row, number) -> row.getObject(1, UUID.class))
                  .list();
          if (!gone.isEmpty()) {
            remembered.drop(gone);
          }
        });
  }

  private void store(
      UUID id,
      ClusteringResult result,
      ClusterModel model,
      ClusterDrawing drawing,
      RowOwners owners) {
    database
        .jdbc()
        .sql(FINISH)
        .param("id", id)
        .param("now", clock.instant().toString())
        .param("result", json.writeValueAsString(result))
        .param("model", json.writeValueAsString(model))
        .param("points", json.writeValueAsString(drawing))
        .param("labels", result.personas().stream().map(Persona::label).toArray(String[]::new))
        .param("anchorProfiles", ArrayColumn.texts(owners.anchors()))
        .param("pointProfiles", ArrayColumn.texts(owners.points()))
        .update();
  }

  Optional<Clustering> find(UUID id) {
    return database
        .jdbc()
        .sql(COLUMNS + "where clustering_id = :id")
        .param("id", id)
        .query((row, number) -> clustering(row))
        .optional();
  }

  /**
   * Some profiles in two dimensions; empty for one that is not finished, or of an earlier version.
   */
  Optional<ClusterDrawing> drawing(UUID id) {
    return database
        .jdbc()
        .sql("select points from clustering where clustering_id = :id and points is not null")
        .param("id", id)
        .query((row, number) -> json.readValue(row.getString(1), ClusterDrawing.class))
        .optional();
  }

  /** The clustering that was finished last, and the names of its groups. */
  Optional<Named> latest() {
    return database
        .jdbc()
        .sql(LATEST)
        .query((row, number) ->
            new Named(row.getObject(1, UUID.class), List.of((String[]) row.getArray(2).getArray())))
        .optional();
  }

  /** All that are kept, the newest first. */
  List<Clustering> all() {
    return database
        .jdbc()
        .sql(COLUMNS + "order by created_at desc, clustering_id desc limit :limit")
        .param("limit", KEPT + 1)
        .query((row, number) -> clustering(row))
        .list();
  }

  /** Trainings beyond the number kept, to be forgotten. */
  List<UUID> old() {
    return database
        .jdbc()
        .sql(OLD)
        .param("kept", KEPT)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Forgets one that has no members any more. */
  void delete(UUID id) {
    database
        .jdbc()
        .sql("delete from clustering where clustering_id = :id")
        .param("id", id)
        .update();
  }

  private Clustering clustering(ResultSet row) throws SQLException {
    String result = row.getString("result");
    String failureCode = row.getString("failure_code");
    return new Clustering(
        row.getObject("clustering_id", UUID.class),
        Clustering.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        json.readValue(row.getString("plan"), ClusteringPlan.class),
        row.getString("step"),
        row.getInt("steps_done"),
        row.getInt("steps"),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "finished_at"),
        result == null ? null : json.readValue(result, ClusteringResult.class),
        failureCode == null
            ? null
            : new TrainingFailure(failureCode, row.getString("failure_detail")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
