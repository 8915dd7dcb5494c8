package io.storeloop.profile.erasure;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ErasureFollower;
import io.storeloop.common.schema.ForgottenShopper;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.cluster.JdbcRememberedRows;
import io.storeloop.profile.identity.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Deletes a shopper's profile with all that hangs on it.
 *
 * <p>The cursor's lock comes first: no batch of events is being applied meanwhile, and one that was
 * read before is read again, from a log that has the shopper's events no more.
 */
final class JdbcForgetting implements ErasureFollower.Forgetting {
  static final List<String> TABLES =
      List.of(
          "profile",
          "profile_device",
          "profile_identity",
          "profile_identity_edge",
          "profile_sharing",
          "profile_refusal",
          "profile_skipped_event",
          "clustering",
          "clustering_member",
          "segment_member",
          "segment_change",
          "segment_due",
          "predictor_score");

  private static final String READ_AGAIN = "update profile_cursor set forgotten = forgotten + 1";

  /** Locked: a clustering that is writing the shopper's group has ended or leaves them out. */
  private static final String FIND =
      """
      select p.profile_id::text from profile p
      where p.user_id = :userId or p.anonymous_id = any (:anonymousIds)
      for update
      """;

  private static final String FORGET_CLUSTERS =
      "delete from clustering_member where profile_id in " + ArrayColumn.IDS;

  private static final String FORGET_MEMBERSHIPS =
      "delete from segment_member where profile_id in " + ArrayColumn.IDS;

  private static final String FORGET_CHANGES =
      "delete from segment_change where profile_id in " + ArrayColumn.IDS;

  private static final String FORGET_DUE =
      "delete from segment_due where profile_id in " + ArrayColumn.IDS;

  private static final String FORGET_SCORES =
      "delete from predictor_score where profile_id in " + ArrayColumn.IDS;

  private static final String FORGET_IDENTITIES =
      "delete from profile_identity where profile_id in " + ArrayColumn.IDS;

  private static final String FORGET_EDGES =
      "delete from profile_identity_edge where user_id = :userId or anonymous_id = any (:anonymousIds)";

  /** Of the shopper's own devices; one shared with somebody stays shared with whoever is left. */
  private static final String FORGET_SHARINGS =
      "delete from profile_sharing where anonymous_id = any (:ids)";

  private static final String FORGET_REFUSALS =
      """
      delete from profile_refusal
      where (kind = 'user' and value = :userId) or (kind = 'anonymous' and value = any (:anonymousIds))
      """;

  private static final String FORGET_DEVICES =
      "delete from profile_device where profile_id in " + ArrayColumn.IDS;

  private static final String FORGET_PROFILES =
      "delete from profile where profile_id in " + ArrayColumn.IDS;

  private static final String FORGET_SKIPPED =
      """
      delete from profile_skipped_event
      where names_shopper(message_id, :texts) or names_shopper(reason, :texts)
      """;

  private final ServiceDatabase database;
  private final JdbcRememberedRows remembered;

  JdbcForgetting(ServiceDatabase database) {
    this.database = database;
    this.remembered = new JdbcRememberedRows(database);
  }

  @Override
  public Map<String, Long> forget(ForgottenShopper shopper) {
    database.jdbc().sql(READ_AGAIN).update();
    String[] ids =
        database
            .jdbc()
            .sql(FIND)
            .param("userId", shopper.userId())
            .param("anonymousIds", shopper.anonymousArray())
            .query((row, number) -> row.getString(1))
            .list()
            .toArray(String[]::new);
    List<String> texts = new ArrayList<>(shopper.anonymousIds());
    texts.add(shopper.userId());
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("clusters", delete(FORGET_CLUSTERS, "ids", ids));
    counts.put("clusterings", (long) remembered.drop(founded(shopper)));
    counts.put("segmentMemberships", delete(FORGET_MEMBERSHIPS, "ids", ids));
    counts.put("segmentChanges", delete(FORGET_CHANGES, "ids", ids));
    counts.put("segmentChecks", delete(FORGET_DUE, "ids", ids));
    counts.put("predictions", delete(FORGET_SCORES, "ids", ids));
    counts.put("identities", delete(FORGET_IDENTITIES, "ids", ids));
    counts.put("identityEdges", delete(FORGET_EDGES, shopper));
    counts.put("refusals", delete(FORGET_REFUSALS, shopper));
    counts.put("sharings", delete(FORGET_SHARINGS, "ids", shopper.anonymousArray()));
    counts.put("devices", delete(FORGET_DEVICES, "ids", ids));
    counts.put("profiles", delete(FORGET_PROFILES, "ids", ids));
    counts.put("skippedEvents", delete(FORGET_SKIPPED, "texts", texts.toArray(String[]::new)));
    return counts;
  }

  /** The profiles that any of the ids has founded, also those that were merged into another. */
  private static List<UUID> founded(ForgottenShopper shopper) {
    List<UUID> profiles = new ArrayList<>();
    profiles.add(Identity.user(shopper.userId()).profileId());
    shopper.anonymousIds().forEach(id -> profiles.add(Identity.anonymous(id).profileId()));
    return profiles;
  }

  private long delete(String sql, ForgottenShopper shopper) {
    return database
        .jdbc()
        .sql(sql)
        .param("userId", shopper.userId())
        .param("anonymousIds", shopper.anonymousArray())
        .update();
  }

  private long delete(String sql, String parameter, String[] values) {
    return database.jdbc().sql(sql).param(parameter, values).update();
  }
}
