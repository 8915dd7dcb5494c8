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
import java.util.stream.Stream;
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
      select profile_id, first_seen_at, last_seen_at, last_purchase_at, updated_at,
             features - cast(:unread as text[]) as features
      from profile
      where profile_id > :after and updated_at >= cast(:since as timestamptz)
      order by profile_id
      limit :limit
      """;

  private static final String COMMONEST =
      """
      select name
      from (select features from profile order by profile_id limit :most) read,
           jsonb_object_keys(read.features #> cast(:path as text[])) as name
      group by name
      order by count(*) desc, name collate "C"
      limit :limit
      """;

  private static final String AFFINITY = "affinity";

  private final ServiceDatabase database;
  private final JsonMapper json;

  /**
   * One profile as numbers.
   *
   * @param updatedAt when it last changed
   */
  @SuppressWarnings("ArrayRecordComponent") // rows of numbers, compared by nobody
  record Row(UUID profileId, double[] values, Instant updatedAt) {}

  FeatureRows(ServiceDatabase database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  List<Row> after(UUID profileId, int limit, FeatureColumns columns, Instant asOf) {
    return after(profileId, limit, columns, asOf, Instant.EPOCH);
  }

  /** Only of profiles that changed then or later. */
  List<Row> after(
      UUID profileId, int limit, FeatureColumns columns, Instant asOf, Instant changedSince) {
    return database
        .jdbc()
        .sql(PAGE)
        .param("after", profileId)
        .param("limit", limit)
        .param("since", changedSince.toString())
        .param("unread", unread(columns))
        .query((row, number) ->
            new Row(
                row.getObject("profile_id", UUID.class),
                columns.row(json.readValue(row.getString("features"), VALUES), moments(row), asOf),
                instant(row, "updated_at").orElseThrow()))
        .list();
  }

  /**
   * The names of which most profiles have a share, the commonest first, ties by name.
   *
   * @param of path of the shares among the features: {@code affinity.category}
   * @param most profiles that are looked at
   */
  List<String> commonest(String of, int limit, int most) {
    return database
        .jdbc()
        .sql(COMMONEST)
        .param("path", of.split("\\.", -1))
        .param("limit", limit)
        .param("most", most)
        .query((row, number) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  /** Long features that are not looked at. */
  private static String[] unread(FeatureColumns columns) {
    return Stream.of(AFFINITY, "hourShare", "weekdayShare")
        .filter(feature -> !columns.reads(feature))
        .toArray(String[]::new);
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
