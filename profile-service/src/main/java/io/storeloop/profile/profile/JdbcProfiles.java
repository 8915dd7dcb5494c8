package io.storeloop.profile.profile;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.BehaviourState;
import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.PriceTerciles;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads and writes many profiles at once, each in one statement, inside the caller's transaction.
 */
final class JdbcProfiles {
  private static final String READ =
      """
      select profile_id, user_id, anonymous_id, coalesce(own_trait_statements, trait_statements) as trait_statements,
             coalesce(own_consent_statements, consent_statements) as consent_statements, tags_since, behaviour
      from profile
      where profile_id in $ids
      """
          .replace("$ids", ArrayColumn.IDS);

  private static final String WRITE =
      """
      insert into profile (profile_id, user_id, anonymous_id, first_seen_at, last_seen_at, last_purchase_at, traits,
                           trait_statements, consent_statements, own_trait_statements, own_consent_statements, features,
                           tags_since, behaviour, updated_at)
      select cast(id as uuid), user_id, anonymous_id, cast(first_seen as timestamptz), cast(last_seen as timestamptz),
             cast(last_purchase as timestamptz), cast(traits as jsonb), cast(statements as jsonb), cast(consents as jsonb),
             cast(own_statements as jsonb), cast(own_consents as jsonb), cast(features as jsonb),
             cast(tags_since as jsonb), behaviour, cast(:now as timestamptz)
      from unnest(cast(:ids as text[]), cast(:userIds as text[]), cast(:anonymousIds as text[]), cast(:firstSeen as text[]),
                  cast(:lastSeen as text[]), cast(:lastPurchase as text[]), cast(:traits as text[]),
                  cast(:statements as text[]), cast(:consents as text[]), cast(:ownStatements as text[]),
                  cast(:ownConsents as text[]), cast(:features as text[]), cast(:tagsSince as text[]),
                  cast(:behaviours as bytea[]))
           as t (id, user_id, anonymous_id, first_seen, last_seen, last_purchase, traits, statements, consents,
                 own_statements, own_consents, features, tags_since, behaviour)
      on conflict (profile_id) do update
      set first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
          last_purchase_at = excluded.last_purchase_at, traits = excluded.traits,
          trait_statements = excluded.trait_statements, consent_statements = excluded.consent_statements,
          own_trait_statements = excluded.own_trait_statements,
          own_consent_statements = excluded.own_consent_statements, features = excluded.features,
          tags_since = excluded.tags_since,
          behaviour = excluded.behaviour, updated_at = excluded.updated_at
      """;

  private static final String UNLINK =
      "delete from profile_identity where kind = 'anonymous' and value = any(cast(:values as text[]))";

  private static final String WRITE_IDENTITIES =
      """
      insert into profile_identity (kind, value, profile_id)
      select kind, value, cast(id as uuid)
      from unnest(cast(:kinds as text[]), cast(:values as text[]), cast(:ids as text[])) as t (kind, value, id)
      on conflict (kind, value) do update set profile_id = excluded.profile_id
      """;

  private static final String DELETE = "delete from profile where profile_id in " + ArrayColumn.IDS;

  private static final String WRITE_SKIPPED =
      """
      insert into profile_skipped_event (message_id, reason, skipped_at)
      select message_id, reason, cast(:now as timestamptz)
      from unnest(cast(:messageIds as text[]), cast(:reasons as text[])) as t (message_id, reason)
      on conflict (message_id) do nothing
      """;

  private final ServiceDatabase database;
  private final ProfileJson json;
  private final JdbcDevices devices;
  private final Supplier<Optional<PriceTerciles>> terciles;
  private final Duration interestHalfLife;

  /** {@code terciles} of the catalogue as of now, for tags. */
  JdbcProfiles(
      ServiceDatabase database,
      ProfileJson json,
      Supplier<Optional<PriceTerciles>> terciles,
      Duration interestHalfLife) {
    this.database = database;
    this.json = json;
    this.devices = new JdbcDevices(database, json, interestHalfLife);
    this.terciles = terciles;
    this.interestHalfLife = interestHalfLife;
  }

  /** The profiles that exist of these, by id. */
  Map<UUID, Profile> read(Collection<UUID> ids) {
    Map<UUID, Map<String, ShopperState>> merged = devices.of(ids);
    Map<UUID, Profile> profiles = new HashMap<>();
    database
        .jdbc()
        .sql(READ)
        .param("ids", ArrayColumn.texts(ids))
        .query((ResultSet row) -> {
          UUID id = Objects.requireNonNull(row.getObject("profile_id", UUID.class));
          profiles.put(id, profile(row, merged.getOrDefault(id, Map.of())));
        });
    return profiles;
  }

  /** Makes or replaces these profiles. */
  List<ProfileSnapshot> write(Collection<Profile> profiles, Instant now) {
    if (profiles.isEmpty()) {
      return List.of();
    }
    List<Written> rows = profiles.stream().map(profile -> written(profile, now)).toList();
    database
        .jdbc()
        .sql(WRITE)
        .param("ids", ArrayColumn.of(rows, row -> row.told().profileId()))
        .param("userIds", ArrayColumn.of(rows, row -> row.told().userId()))
        .param("anonymousIds", ArrayColumn.of(rows, row -> row.told().anonymousId()))
        .param("firstSeen", ArrayColumn.of(rows, row -> row.told().moments().firstSeen()))
        .param("lastSeen", ArrayColumn.of(rows, row -> row.told().moments().lastSeen()))
        .param("lastPurchase", ArrayColumn.of(rows, row -> row.told().moments().lastPurchase()))
        .param("traits", ArrayColumn.of(rows, row -> json.write(row.told().traits())))
        .param("statements", ArrayColumn.of(rows, row -> devices.said(row.whole().traits())))
        .param("consents", ArrayColumn.of(rows, row -> devices.said(row.whole().consents())))
        .param(
            "ownStatements",
            ArrayColumn.of(rows, row -> row.isMerged() ? devices.said(row.own().traits()) : null))
        .param(
            "ownConsents",
            ArrayColumn.of(rows, row -> row.isMerged() ? devices.said(row.own().consents()) : null))
        .param("features", ArrayColumn.of(rows, row -> json.write(row.told().storedFeatures())))
        .param("tagsSince", ArrayColumn.of(rows, row -> json.write(row.tagsSince())))
        .param("behaviours", behaviours(rows, Written::own))
        .param("now", now.toString())
        .update();
    devices.writeChanged(profiles);
    return rows.stream().map(Written::told).toList();
  }

  /** What a device of this profile did is this profile's no more. */
  void deleteDevice(String anonymousId, UUID profileId) {
    devices.delete(anonymousId, profileId);
  }

  /** These devices lead to no profile any more. */
  void unlink(Collection<Identity> devices) {
    if (!devices.isEmpty()) {
      database
          .jdbc()
          .sql(UNLINK)
          .param("values", ArrayColumn.of(devices, Identity::value))
          .update();
    }
  }

  void writeIdentities(Map<Identity, UUID> identities) {
    if (identities.isEmpty()) {
      return;
    }
    List<Map.Entry<Identity, UUID>> entries = new ArrayList<>(identities.entrySet());
    database
        .jdbc()
        .sql(WRITE_IDENTITIES)
        .param("kinds", ArrayColumn.of(entries, entry -> entry.getKey().kind().wireName()))
        .param("values", ArrayColumn.of(entries, entry -> entry.getKey().value()))
        .param("ids", ArrayColumn.of(entries, Map.Entry::getValue))
        .update();
  }

  void delete(Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      database.jdbc().sql(DELETE).param("ids", ArrayColumn.texts(ids)).update();
    }
  }

  void writeSkipped(List<SkippedEvent> skipped, Instant now) {
    if (!skipped.isEmpty()) {
      database
          .jdbc()
          .sql(WRITE_SKIPPED)
          .param("messageIds", ArrayColumn.of(skipped, SkippedEvent::messageId))
          .param("reasons", ArrayColumn.of(skipped, SkippedEvent::reason))
          .param("now", now.toString())
          .update();
    }
  }

  private Profile profile(ResultSet row, Map<String, ShopperState> merged) throws SQLException {
    String userId = row.getString("user_id");
    Identity founder =
        userId == null ? Identity.anonymous(row.getString("anonymous_id")) : Identity.user(userId);
    return new Profile(
        founder,
        devices.state(row),
        merged,
        json.instants(row.getString("tags_since")),
        interestHalfLife);
  }

  /** A row of {@code profile}. */
  private record Written(
      ProfileSnapshot told,
      ShopperState whole,
      ShopperState own,
      boolean isMerged,
      Map<String, Instant> tagsSince) {}

  private Written written(Profile profile, Instant now) {
    ShopperState whole = profile.whole();
    Identity founder = profile.founder();
    ProfileSnapshot told =
        new ProfileSnapshot(
            profile.id(),
            founder.isUser() ? founder.value() : null,
            founder.isUser() ? null : founder.value(),
            whole.behaviour().moments(),
            whole.traits().values(),
            whole.consents().values(),
            FeatureCatalogue.stored(whole.behaviour()),
            ProfileSnapshot.Scores.NONE,
            now);
    Map<String, Instant> since =
        ProfileTags.since(told.features(now, terciles.get()), profile.tagsSince(), now);
    return new Written(told, whole, profile.own(), !profile.devices().isEmpty(), since);
  }

  /** Packed, one of each row. */
  static <T> byte[][] behaviours(Collection<T> rows, Function<T, ShopperState> state) {
    return rows.stream()
        .map(row -> BehaviourState.pack(state.apply(row).behaviour()))
        .toArray(byte[][]::new);
  }
}
