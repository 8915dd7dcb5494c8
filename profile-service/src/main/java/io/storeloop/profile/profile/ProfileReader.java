package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
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

  /** One round trip for all of it: most of what a question costs. */
  private static final String WHOLE =
      """
      select p.profile_id, p.user_id, p.anonymous_id, p.first_seen_at, p.last_seen_at, p.last_purchase_at, p.traits,
             p.consent_statements, p.features, p.updated_at, p.tags_since,
             array(select o.kind || ' ' || o.value from profile_identity o where o.profile_id = p.profile_id
                   order by o.kind desc, o.value limit :identities) as identities
      from profile_identity i join profile p using (profile_id)
      where i.value = :id and i.kind in ('user', 'anonymous')
      order by i.kind desc
      limit 1
      """;

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

  /**
   * A profile with what stands beside it.
   *
   * @param identities the ids that lead to it, user first
   * @param tagsSince since when it has had its tags, as it was written last
   */
  record Whole(
      ProfileSnapshot profile, List<Identity> identities, Map<String, Instant> tagsSince) {}

  /** As {@link #find}, with at most {@code mostIdentities} ids. */
  Optional<Whole> whole(String userOrAnonymousId, int mostIdentities) {
    return database
        .jdbc()
        .sql(WHOLE)
        .param("id", userOrAnonymousId)
        .param("identities", mostIdentities)
        .query((row, number) ->
            new Whole(snapshot(row), identities(row), json.instants(row.getString("tags_since"))))
        .optional();
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
