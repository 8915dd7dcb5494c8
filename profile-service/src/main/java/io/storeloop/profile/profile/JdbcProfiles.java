package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.BehaviourState;
import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.identity.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes many profiles at once, each in one statement, inside the caller's transaction.
 */
final class JdbcProfiles {
  private static final String READ =
      """
      select user_id, anonymous_id, trait_statements, consent_statements, behaviour
      from profile
      where profile_id = any(cast(:ids as uuid[]))
      """;

  private static final String BINDINGS =
      """
      select i.value, p.user_id
      from profile_identity i join profile p using (profile_id)
      where i.kind = 'anonymous' and i.value = any(cast(:anonymousIds as text[])) and p.user_id is not null
      """;

  private static final String WRITE =
      """
      insert into profile (profile_id, user_id, anonymous_id, first_seen_at, last_seen_at, last_purchase_at, traits,
                           trait_statements, consent_statements, features, behaviour, updated_at)
      select cast(id as uuid), user_id, anonymous_id, cast(first_seen as timestamptz), cast(last_seen as timestamptz),
             cast(last_purchase as timestamptz), cast(traits as jsonb), cast(statements as jsonb), cast(consents as jsonb),
             cast(features as jsonb), behaviour, cast(:now as timestamptz)
      from unnest(cast(:ids as text[]), cast(:userIds as text[]), cast(:anonymousIds as text[]), cast(:firstSeen as text[]),
                  cast(:lastSeen as text[]), cast(:lastPurchase as text[]), cast(:traits as text[]),
                  cast(:statements as text[]), cast(:consents as text[]), cast(:features as text[]), cast(:behaviours as bytea[]))
           as t (id, user_id, anonymous_id, first_seen, last_seen, last_purchase, traits, statements, consents, features, behaviour)
      on conflict (profile_id) do update
      set first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
          last_purchase_at = excluded.last_purchase_at, traits = excluded.traits,
          trait_statements = excluded.trait_statements, consent_statements = excluded.consent_statements,
          features = excluded.features,
          behaviour = excluded.behaviour, updated_at = excluded.updated_at
      """;

  private static final String WRITE_IDENTITIES =
      """
      insert into profile_identity (kind, value, profile_id)
      select kind, value, cast(id as uuid)
      from unnest(cast(:kinds as text[]), cast(:values as text[]), cast(:ids as text[])) as t (kind, value, id)
      on conflict (kind, value) do update set profile_id = excluded.profile_id
      """;

  private static final String DELETE =
      "delete from profile where profile_id = any(cast(:ids as uuid[]))";

  private static final String WRITE_SKIPPED =
      """
      insert into profile_skipped_event (message_id, reason, skipped_at)
      select message_id, reason, cast(:now as timestamptz)
      from unnest(cast(:messageIds as text[]), cast(:reasons as text[])) as t (message_id, reason)
      on conflict (message_id) do nothing
      """;

  private final ServiceDatabase database;
  private final ProfileJson json;
  private final Duration interestHalfLife;

  JdbcProfiles(ServiceDatabase database, ProfileJson json, Duration interestHalfLife) {
    this.database = database;
    this.json = json;
    this.interestHalfLife = interestHalfLife;
  }

  /** The users that these anonymous ids have been bound to; unbound ones are left out. */
  Map<String, String> bindings(Collection<String> anonymousIds) {
    Map<String, String> users = new HashMap<>();
    if (!anonymousIds.isEmpty()) {
      database
          .jdbc()
          .sql(BINDINGS)
          .param("anonymousIds", anonymousIds.toArray(String[]::new))
          .query((ResultSet row) -> {
            users.put(row.getString("value"), row.getString("user_id"));
          });
    }
    return users;
  }

  /** The profiles that exist of these, by id. */
  Map<UUID, Profile> read(Collection<UUID> ids) {
    Map<UUID, Profile> profiles = new HashMap<>();
    database
        .jdbc()
        .sql(READ)
        .param("ids", texts(ids))
        .query((ResultSet row) -> {
          Profile profile = profile(row);
          profiles.put(profile.id(), profile);
        });
    return profiles;
  }

  /** Makes or replaces these profiles. */
  List<ProfileSnapshot> write(Collection<Profile> profiles, Instant now) {
    List<ProfileSnapshot> written =
        profiles.stream().map(profile -> snapshot(profile, now)).toList();
    database
        .jdbc()
        .sql(WRITE)
        .param("ids", column(written, snapshot -> snapshot.profileId()))
        .param("userIds", column(written, snapshot -> snapshot.userId()))
        .param("anonymousIds", column(written, snapshot -> snapshot.anonymousId()))
        .param("firstSeen", column(written, snapshot -> snapshot.moments().firstSeen()))
        .param("lastSeen", column(written, snapshot -> snapshot.moments().lastSeen()))
        .param("lastPurchase", column(written, snapshot -> snapshot.moments().lastPurchase()))
        .param("traits", column(written, snapshot -> json.write(snapshot.traits())))
        .param("statements", column(profiles, profile -> json.write(profile.traits().statements())))
        .param("consents", column(profiles, profile -> json.write(profile.consents().statements())))
        .param("features", column(written, snapshot -> json.write(snapshot.storedFeatures())))
        .param("behaviours", behaviours(profiles))
        .param("now", now.toString())
        .update();
    return written;
  }

  void writeIdentities(Map<Identity, UUID> identities) {
    if (identities.isEmpty()) {
      return;
    }
    List<Map.Entry<Identity, UUID>> entries = new ArrayList<>(identities.entrySet());
    database
        .jdbc()
        .sql(WRITE_IDENTITIES)
        .param("kinds", column(entries, entry -> entry.getKey().kind().wireName()))
        .param("values", column(entries, entry -> entry.getKey().value()))
        .param("ids", column(entries, Map.Entry::getValue))
        .update();
  }

  void delete(Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      database.jdbc().sql(DELETE).param("ids", texts(ids)).update();
    }
  }

  void writeSkipped(List<SkippedEvent> skipped, Instant now) {
    if (!skipped.isEmpty()) {
      database
          .jdbc()
          .sql(WRITE_SKIPPED)
          .param("messageIds", column(skipped, SkippedEvent::messageId))
          .param("reasons", column(skipped, SkippedEvent::reason))
          .param("now", now.toString())
          .update();
    }
  }

  private Profile profile(ResultSet row) throws SQLException {
    String userId = row.getString("user_id");
    Identity founder =
        userId == null ? Identity.anonymous(row.getString("anonymous_id")) : Identity.user(userId);
    return new Profile(
        founder,
        json.traits(row.getString("trait_statements")),
        json.traits(row.getString("consent_statements")),
        BehaviourState.unpack(row.getBytes("behaviour"), interestHalfLife));
  }

  private static ProfileSnapshot snapshot(Profile profile, Instant now) {
    Identity founder = profile.founder();
    boolean known = founder.equals(Identity.user(founder.value()));
    return new ProfileSnapshot(
        profile.id(),
        known ? founder.value() : null,
        known ? null : founder.value(),
        profile.behaviour().moments(),
        profile.traits().values(),
        profile.consents().values(),
        FeatureCatalogue.stored(profile.behaviour()),
        now);
  }

  private static byte[][] behaviours(Collection<Profile> profiles) {
    return profiles.stream()
        .map(profile -> BehaviourState.pack(profile.behaviour()))
        .toArray(byte[][]::new);
  }

  private static String[] texts(Collection<?> values) {
    return values.stream().map(Object::toString).toArray(String[]::new);
  }

  /** What one column of an array parameter holds of each row. */
  @FunctionalInterface
  private interface Cell<T> {
    @Nullable Object of(T row);
  }

  private static <T> @Nullable String[] column(Collection<T> rows, Cell<T> cell) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    int next = 0;
    for (T row : rows) {
      Object value = cell.of(row);
      column[next++] = value == null ? null : value.toString();
    }
    return column;
  }
}
