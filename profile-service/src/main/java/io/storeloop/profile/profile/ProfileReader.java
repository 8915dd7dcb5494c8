package io.storeloop.profile.profile;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityKind;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads profiles as they stand. Thread-safe. */
public final class ProfileReader {
  private static final int MICRO_DECIMALS = 6;

  /** Read once for all profiles of a statement, and not where none has a score. */
  private static final String ANSWERING =
      "with answering as materialized (select models from predictor_answering)\n";

  private static final String SCORES =
      """
      (select array[extract(epoch from s.as_of), %s]
       from predictor_score s cross join answering where s.profile_id = p.profile_id) as scores
      """
          .formatted(
              Stream.of(PredictionPath.values())
                  .map(path -> path.saidBy("s", "answering.models"))
                  .collect(Collectors.joining(", ")));

  private static final String COLUMNS =
      """
      $answering
      select p.profile_id, p.user_id, p.anonymous_id, p.first_seen_at, p.last_seen_at, p.last_purchase_at, p.traits, p.consent_statements,
             p.features, p.updated_at, $scores
      from profile p
      """
          .replace("$answering", ANSWERING)
          .replace("$scores", SCORES);

  private static final String BY_ID =
      COLUMNS
          + """
          join profile_identity i using (profile_id)
          where i.value = :id and i.kind in ('user', 'anonymous')
          order by i.kind desc
          limit 1
          """;

  private static final String BY_PROFILE_IDS =
      COLUMNS + "where p.profile_id in " + ArrayColumn.IDS + " order by p.profile_id";

  private static final String AFTER =
      COLUMNS + "where p.profile_id > :after order by p.profile_id limit :limit";

  /**
   * One round trip for all of it, and for all who are asked about: most of what questions cost. The
   * ids come from a subquery so that the planner does not count them: it would plan anew for every
   * call, because it finds one id cheaper than the ten it expects, and that costs more than the
   * look itself.
   */
  private static final String WHOLE =
      """
      $answering
      select asked.id as asked, p.profile_id, p.user_id, p.anonymous_id, p.first_seen_at, p.last_seen_at, p.last_purchase_at,
             p.traits, p.consent_statements, p.features, p.updated_at, p.tags_since, $scores,
             array(select o.kind || ' ' || o.value from profile_identity o where o.profile_id = p.profile_id
                   order by o.kind desc, o.value limit :identities) as identities,
             (select r.revision from segment_revision r) as segment_revision,
             $clustering as clustering_id,
             (select m.cluster from clustering_member m
              where m.clustering_id = $clustering and m.profile_id = p.profile_id) as cluster,
             exists (select from predictor_model where activated_at is not null)
               or exists (select from uplift_model where activated_at is not null) as predicted
      from unnest((select cast(:ids as text[]))) as asked (id)
        cross join lateral (
          select i.profile_id from profile_identity i
          where i.value = asked.id and i.kind in ('user', 'anonymous')
          order by i.kind desc
          limit 1
        ) i
        join profile p using (profile_id)
      """
          .replace("$answering", ANSWERING)
          .replace("$scores", SCORES)
          .replace(
              "$clustering",
              "(select c.clustering_id from clustering c where c.state = 'finished'"
                  + " order by c.finished_at desc, c.clustering_id desc limit 1)");

  private final ServiceDatabase database;
  private final ProfileJson json;

  ProfileReader(ServiceDatabase database, ProfileJson json) {
    this.database = database;
    this.json = json;
  }

  /** The shopper with that user id, or else with that anonymous id. */
  public Optional<ProfileSnapshot> find(String userOrAnonymousId) {
    return database
        .jdbc()
        .sql(BY_ID)
        .param("id", userOrAnonymousId)
        .query((row, number) -> snapshot(row))
        .optional();
  }

  /** Those that exist, in the order of their ids. */
  public List<ProfileSnapshot> findAll(Collection<UUID> profileIds) {
    return database
        .jdbc()
        .sql(BY_PROFILE_IDS)
        .param("ids", ArrayColumn.texts(profileIds))
        .query((row, number) -> snapshot(row))
        .list();
  }

  /** The next profiles in the order of their ids. */
  public List<ProfileSnapshot> after(UUID profileId, int limit) {
    return database
        .jdbc()
        .sql(AFTER)
        .param("after", profileId)
        .param("limit", limit)
        .query((row, number) -> snapshot(row))
        .list();
  }

  /**
   * A profile with what stands beside it.
   *
   * @param identities the ids that lead to it, user first
   * @param tagsSince since when it has had its tags, as it was written last
   * @param segmentRevision of the segments at that moment
   * @param place in the latest clustering; null as long as there is none
   * @param isPredicted whether a predictor was active
   */
  record Whole(
      ProfileSnapshot profile,
      List<Identity> identities,
      Map<String, Instant> tagsSince,
      long segmentRevision,
      ClusterMembership.@Nullable Stored place,
      boolean isPredicted) {}

  /**
   * As {@link #find}, of many shoppers, each with at most {@code mostIdentities} ids.
   *
   * @return by the ids asked for; those that nobody has used are absent
   */
  Map<String, Whole> whole(Collection<String> userOrAnonymousIds, int mostIdentities) {
    Map<String, Whole> found = new HashMap<>();
    database
        .jdbc()
        .sql(WHOLE)
        .param("ids", userOrAnonymousIds.toArray(String[]::new))
        .param("identities", mostIdentities)
        .query((ResultSet row) -> {
          found.put(row.getString("asked"), whole(row));
        });
    return found;
  }

  private Whole whole(ResultSet row) throws SQLException {
    UUID clustering = row.getObject("clustering_id", UUID.class);
    Integer cluster = row.getObject("cluster", Integer.class);
    return new Whole(
        snapshot(row),
        identities(row),
        json.instants(row.getString("tags_since")),
        row.getLong("segment_revision"),
        clustering == null ? null : new ClusterMembership.Stored(clustering, cluster),
        row.getBoolean("predicted"));
  }

  private static List<Identity> identities(ResultSet row) throws SQLException {
    String[] texts = (String[]) row.getArray("identities").getArray();
    return Arrays.stream(texts).map(ProfileReader::identity).toList();
  }

  private static Identity identity(String text) {
    int space = text.indexOf(' ');
    IdentityKind kind = IdentityKind.valueOf(text.substring(0, space).toUpperCase(Locale.ROOT));
    return new Identity(kind, text.substring(space + 1));
  }

  private ProfileSnapshot snapshot(ResultSet row) throws SQLException {
    return new ProfileSnapshot(
        row.getObject("profile_id", UUID.class),
        row.getString("user_id"),
        row.getString("anonymous_id"),
        new Moments(
            instant(row, "first_seen_at"),
            instant(row, "last_seen_at"),
            Optional.ofNullable(row.getObject("last_purchase_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null)),
        json.values(row.getString("traits")),
        json.traits(row.getString("consent_statements")).values(),
        json.values(row.getString("features")),
        scores(row.getArray("scores")),
        instant(row, "updated_at"));
  }

  /** The moment and the values in the order of {@link PredictionPath}; null for none. */
  private static ProfileSnapshot.Scores scores(@Nullable Array column) throws SQLException {
    if (column == null) {
      return ProfileSnapshot.Scores.NONE;
    }
    BigDecimal[] cells = (BigDecimal[]) column.getArray();
    Map<PredictionPath, BigDecimal> values = new EnumMap<>(PredictionPath.class);
    for (PredictionPath path : PredictionPath.values()) {
      BigDecimal value = cells[path.ordinal() + 1];
      if (value != null) {
        values.put(path, value);
      }
    }
    long micros = cells[0].movePointRight(MICRO_DECIMALS).longValueExact();
    return new ProfileSnapshot.Scores(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), values);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
