package io.storeloop.campaign.erasure;

import io.storeloop.campaign.statistic.JdbcParticipants;
import io.storeloop.common.schema.ErasureFollower;
import io.storeloop.common.schema.ForgottenShopper;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Deletes a shopper's decisions, and with them exposures, clicks and conversions; results count the
 * shopper no more. Exclusion lists and frequency caps forget the shopper; coupons stay handed out
 * and redeemed, but to nobody. The sums of results lose exactly what the shopper had added. Sends
 * go, also those that wait, and what was unsubscribed. Events put aside go if their messageId names
 * the shopper; kept answers if they do, or tell of a decision.
 *
 * <p>The cursor's lock comes first: no batch of events is being applied meanwhile, and one that was
 * read before is read again, from a log that has the shopper's events no more.
 */
final class JdbcForgetting implements ErasureFollower.Forgetting {
  static final List<String> TABLES =
      List.of(
          "decision",
          "exposure",
          "offer_click",
          "conversion",
          "conversion_revenue",
          "campaign_identity",
          "campaign_user",
          "campaign_skipped_event",
          "campaign_cap_use",
          "exclusion_list_user",
          "coupon",
          "campaign_idempotency",
          "campaign_send",
          "campaign_unsubscription",
          "campaign_churn_watch",
          "campaign_participant");

  private static final String READ_AGAIN = "update campaign_cursor set forgotten = forgotten + 1";

  private static final String FORGET_CONVERSIONS =
      """
      delete from conversion
      where shopper = 'u:' || :userId
        or shopper = any (select 'a:' || id from unnest(cast(:anonymousIds as text[])) as id)
      """;

  private static final String FORGET_DECISIONS =
      "delete from decision where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))";

  private static final String FORGET_BINDINGS =
      "delete from campaign_identity where user_id = :userId or anonymous_id = any (:anonymousIds)";

  private static final String FORGET_USER =
      "delete from campaign_user where user_id = :userId and cast(:anonymousIds as text[]) is not null";

  private static final String FORGET_SENDS =
      "delete from campaign_send where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))";

  private static final String FORGET_UNSUBSCRIPTIONS =
      "delete from campaign_unsubscription where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))";

  private static final String FORGET_WATCHED =
      "delete from campaign_churn_watch where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))";

  private static final String FORGET_SKIPPED =
      """
      delete from campaign_skipped_event
      where exists (
        select from (select array_append(cast(:anonymousIds as text[]), cast(:userId as text)) as all_of) ids
        where names_shopper(message_id, ids.all_of) or names_shopper(reason, ids.all_of))
      """;

  private static final String FORGET_CAPS =
      """
      delete from campaign_cap_use
      where shopper = 'u:' || :userId
        or shopper = any (select 'a:' || id from unnest(cast(:anonymousIds as text[])) as id)
      """;

  private static final String FORGET_EXCLUSIONS =
      "delete from exclusion_list_user where user_id = :userId and cast(:anonymousIds as text[]) is not null";

  private static final String FORGET_COUPONS =
      """
      update coupon set shopper = null, redeemed_by = null, order_id = null
      where shopper = 'u:' || :userId or redeemed_by = :userId
        or shopper = any (select 'a:' || id from unnest(cast(:anonymousIds as text[])) as id)
      """;

  private static final String FORGET_ANSWERS =
      """
      delete from campaign_idempotency
      where exists (
        select from (select array_append(cast(:anonymousIds as text[]), cast(:userId as text)) as all_of) ids
        where names_shopper(answer, ids.all_of))
        or decision_ids && array(
          select id from decision
          where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds)))
      """;

  private final ServiceDatabase database;
  private final JdbcParticipants participants;

  JdbcForgetting(ServiceDatabase database, JdbcParticipants participants) {
    this.database = database;
    this.participants = participants;
  }

  @Override
  public Map<String, Long> forget(ForgottenShopper shopper) {
    database.jdbc().sql(READ_AGAIN).update();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("participations", participants.remove(keys(shopper)));
    counts.put("keptAnswers", delete(FORGET_ANSWERS, shopper)); // found by decisions
    counts.put("conversions", delete(FORGET_CONVERSIONS, shopper));
    counts.put("decisions", delete(FORGET_DECISIONS, shopper));
    counts.put("bindings", delete(FORGET_BINDINGS, shopper));
    counts.put("users", delete(FORGET_USER, shopper));
    counts.put("sends", delete(FORGET_SENDS, shopper));
    counts.put("unsubscriptions", delete(FORGET_UNSUBSCRIPTIONS, shopper));
    counts.put("watched", delete(FORGET_WATCHED, shopper));
    counts.put("skippedEvents", delete(FORGET_SKIPPED, shopper));
    counts.put("caps", delete(FORGET_CAPS, shopper));
    counts.put("exclusions", delete(FORGET_EXCLUSIONS, shopper));
    counts.put("coupons", delete(FORGET_COUPONS, shopper));
    return counts;
  }

  private static List<String> keys(ForgottenShopper shopper) {
    return Stream.concat(
            Stream.of("u:" + shopper.userId()),
            Arrays.stream(shopper.anonymousArray()).map(id -> "a:" + id))
        .toList();
  }

  private long delete(String sql, ForgottenShopper shopper) {
    return database
        .jdbc()
        .sql(sql)
        .param("userId", shopper.userId())
        .param("anonymousIds", shopper.anonymousArray())
        .update();
  }
}
