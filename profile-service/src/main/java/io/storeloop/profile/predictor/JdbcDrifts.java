package io.storeloop.profile.predictor;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The latest look at each model; none of a model that is gone. Thread-safe. */
final class JdbcDrifts {
  private static final String WRITE =
      """
      insert into predictor_drift (model_id, made_at, report)
      select m.model_id, cast(:at as timestamptz), cast(:report as jsonb) from predictor_model m where m.model_id = :id
      on conflict (model_id) do update set made_at = excluded.made_at, report = excluded.report
      """;

  private final ServiceDatabase database;
  private final JsonMapper json;

  JdbcDrifts(ServiceDatabase database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * What was found.
   *
   * @param missing what is missing, where nothing can be told
   */
  record Look(Optional<Drift> drift, String missing) {}

  void write(UUID modelId, Look look, Instant at) {
    database
        .jdbc()
        .sql(WRITE)
        .param("id", modelId)
        .param("at", at.toString())
        .param("report", json.writeValueAsString(look))
        .update();
  }

  /** Whether the model was looked at since. */
  boolean isLookedAtSince(UUID modelId, Instant since) {
    return database
        .jdbc()
        .sql(
            "select exists (select from predictor_drift where model_id = :id and made_at > cast(:since as timestamptz))")
        .param("id", modelId)
        .param("since", since.toString())
        .query(Boolean.class)
        .single();
  }

  Optional<Look> find(UUID modelId) {
    return database
        .jdbc()
        .sql("select report from predictor_drift where model_id = :id")
        .param("id", modelId)
        .query((row, number) -> json.readValue(row.getString(1), Look.class))
        .optional();
  }
}
