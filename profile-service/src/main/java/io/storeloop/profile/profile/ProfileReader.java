package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads profiles as they stand. Thread-safe. */
public final class ProfileReader {
  private static final String COLUMNS =
      """
      select p.profile_id, p.user_id, p.anonymous_id, p.first_seen_at, p.last_seen_at, p.last_purchase_at, p.traits, p.consent_statements,
             p.features, p.updated_at
      from profile p
      """;

  private static final String BY_ID =
      COLUMNS
          + """
          join profile_identity i using (profile_id)
          where i.value = :id and i.kind in ('user', 'anonymous')
          order by i.kind desc
          limit 1
          """;

  private static final String BY_PROFILE_IDS =
      COLUMNS + "where p.profile_id = any(cast(:ids as uuid[])) order by p.profile_id";

  private static final String AFTER =
      COLUMNS + "where p.profile_id > :after order by p.profile_id limit :limit";

  private static final String IDENTITIES =
      "select kind, value from profile_identity where profile_id = :id order by kind desc, value limit :limit";

  private static final String TAGS_SINCE = "select tags_since from profile where profile_id = :id";

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
        .param("ids", profileIds.stream().map(UUID::toString).toArray(String[]::new))
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

  /** The ids that lead to a profile, user first, at most {@code limit}. */
  public List<Identity> identities(UUID profileId, int limit) {
    return database
        .jdbc()
        .sql(IDENTITIES)
        .param("id", profileId)
        .param("limit", limit)
        .query((row, number) ->
            new Identity(
                IdentityKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("value")))
        .list();
  }

  /** Since when a profile has had its tags, as it was written last. */
  Map<String, Instant> tagsSince(UUID profileId) {
    return database
        .jdbc()
        .sql(TAGS_SINCE)
        .param("id", profileId)
        .query((row, number) -> json.instants(row.getString(1)))
        .optional()
        .orElse(Map.of());
  }

  /** Maps a row with the columns of table {@code profile}, {@code behaviour} not needed. */
  public ProfileSnapshot snapshot(ResultSet row) throws SQLException {
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
        instant(row, "updated_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
