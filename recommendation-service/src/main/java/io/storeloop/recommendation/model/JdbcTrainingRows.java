package io.storeloop.recommendation.model;

import io.storeloop.common.events.EventCursor;
import io.storeloop.recommendation.gate.Evaluation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How a training lies in a row of table {@code model}. */
final class JdbcTrainingRows {
  static final String SELECT =
      """
      select version, state, cause, created_at, trained_through_tx, trained_through_id,
             users, items, interactions, pairs, neighbours, seconds, settings, metrics, active, pinned_at, failure,
             checksum, snapshot_bytes, phase, fraction
      from model
      """;

  private static final String NOTHING = "{}";

  /** Without the bounds of requests: jsonb writes numbers near zero out, digit by digit. */
  private final JsonMapper json = JsonMapper.builder().build();

  String json(Object value) {
    return json.writeValueAsString(value);
  }

  Training training(ResultSet row) throws SQLException {
    OffsetDateTime pinned = row.getObject("pinned_at", OffsetDateTime.class);
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
        pinned == null ? null : pinned.toInstant(),
        row.getString("failure"),
        evaluation(row.getString("metrics")),
        row.getString("checksum"),
        row.getObject("snapshot_bytes", Long.class),
        progress(row));
  }

  private @Nullable Evaluation evaluation(String metrics) {
    return metrics.equals(NOTHING) ? null : json.readValue(metrics, Evaluation.class);
  }

  private static @Nullable TrainingProgress progress(ResultSet row) throws SQLException {
    String phase = row.getString("phase");
    return phase == null
        ? null
        : new TrainingProgress(
            TrainingProgress.Phase.valueOf(phase.toUpperCase(Locale.ROOT)),
            row.getDouble("fraction"));
  }
}
