package io.storeloop.recommendation.ledger;

import io.storeloop.common.schema.ForgottenShopper;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of answers; each operation is one transaction. */
final class JdbcLedger {
  private static final String ADD =
      """
      insert into recommendation (id, answered_at, kind, user_id, anonymous_id, placement, model_version, fallback,
                                  items, context)
      values (:id, :answeredAt, :kind, :userId, :anonymousId, :placement, :modelVersion, :fallback,
              cast(:items as jsonb), cast(:context as jsonb))
      on conflict (id) do nothing
      """;

  private static final String FIND =
      """
      select id, answered_at, kind, user_id, anonymous_id, placement, model_version, fallback, items, context
      from recommendation
      where id = :id
      """;

  private static final String FORGET =
      """
      delete from recommendation
      where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))
      """;

  private static final String EXPIRE =
      """
      delete from recommendation
      where id in (select id from recommendation where id < :before order by id limit :limit)
      """;

  private static final TypeReference<List<LedgerItem>> ITEMS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> CONTEXT = new TypeReference<>() {};

  private final ServiceDatabase database;
  private final NamedParameterJdbcTemplate batches;

  private final JsonMapper json;

  /** {@code json} must read numbers of any length. */
  JdbcLedger(ServiceDatabase database, JsonMapper json) {
    this.database = database;
    this.json = json;
    this.batches = new NamedParameterJdbcTemplate(database.dataSource());
  }

  void add(List<LedgerEntry> entries) {
    SqlParameterSource[] rows =
        entries.stream().map(this::parameters).toArray(SqlParameterSource[]::new);
    database.transactions().executeWithoutResult(status -> batches.batchUpdate(ADD, rows));
  }

  private SqlParameterSource parameters(LedgerEntry entry) {
    return new MapSqlParameterSource()
        .addValue("id", entry.id())
        .addValue("answeredAt", entry.answeredAt().atOffset(ZoneOffset.UTC))
        .addValue("kind", entry.kind())
        .addValue("userId", entry.userId())
        .addValue("anonymousId", entry.anonymousId())
        .addValue("placement", entry.placement())
        .addValue("modelVersion", entry.modelVersion().isEmpty() ? null : entry.modelVersion())
        .addValue("fallback", entry.fallback())
        .addValue("items", json.writeValueAsString(entry.items()))
        .addValue("context", json.writeValueAsString(entry.context()));
  }

  Optional<LedgerEntry> find(UUID id) {
    return database.jdbc().sql(FIND).param("id", id).query((row, number) -> entry(row)).optional();
  }

  private LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getObject("id", UUID.class),
        Objects.requireNonNull(row.getObject("answered_at", OffsetDateTime.class)).toInstant(),
        row.getString("kind"),
        row.getString("user_id"),
        row.getString("anonymous_id"),
        row.getString("placement"),
        Objects.requireNonNullElse(row.getString("model_version"), ""),
        row.getString("fallback"),
        json.readValue(row.getString("items"), ITEMS),
        json.readValue(row.getString("context"), CONTEXT));
  }

  long forget(ForgottenShopper shopper) {
    return database
        .jdbc()
        .sql(FORGET)
        .param("userId", shopper.userId())
        .param("anonymousIds", shopper.anonymousArray())
        .update();
  }

  /** Deletes the oldest answers from before a moment; how many, at most {@code limit}. */
  int expire(Instant before, int limit) {
    return database
        .jdbc()
        .sql(EXPIRE)
        .param("before", firstIdOf(before))
        .param("limit", limit)
        .update();
  }

  /** Below every id that was given from that moment on: ids begin with their millisecond. */
  private static UUID firstIdOf(Instant time) {
    return new UUID(Math.max(0, time.toEpochMilli()) << Short.SIZE, 0);
  }
}
