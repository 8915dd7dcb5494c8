package io.storeloop.profile.cluster;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the profiles' features in the order of profile ids, a page at a time. The ids are hashes,
 * so their order says nothing about the shoppers and its beginning is a fair sample.
 */
final class FeatureRows {
  private static final TypeReference<LinkedHashMap<String, Object>> VALUES =
      new TypeReference<>() {};

  private static final String PAGE =
      """
      select profile_id, first_seen_at, last_seen_at, last_purchase_at,
             features - array['affinity', 'hourShare', 'weekdayShare'] as features
      from profile
      where profile_id > :after
      order by profile_id
      limit :limit
      """;

  private final ServiceDatabase database;
  private final JsonMapper json;

  /** One profile as numbers. */
  @SuppressWarnings("ArrayRecordComponent") // rows of numbers, compared by nobody
  record Row(UUID profileId, double[] values) {}

  FeatureRows(ServiceDatabase database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  List<Row> after(UUID profileId, int limit, FeatureColumns columns, Instant asOf) {
    return database
        .jdbc()
        .sql(PAGE)
        .param("after", profileId)
        .param("limit", limit)
        .query((row, number) ->
            new Row(
                row.getObject("profile_id", UUID.class),
                columns.row(json.readValue(row.getString("features"), VALUES), moments(row), asOf)))
        .list();
  }

  /** How many there are, counted no further than {@code most}. */
  int count(int most) {
    return database
        .jdbc()
        .sql("select count(*) from (select from profile limit :most) counted")
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  private static Moments moments(ResultSet row) throws SQLException {
    return new Moments(
        Objects.requireNonNull(instant(row, "first_seen_at").orElse(null)),
        Objects.requireNonNull(instant(row, "last_seen_at").orElse(null)),
        instant(row, "last_purchase_at").orElse(null));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
