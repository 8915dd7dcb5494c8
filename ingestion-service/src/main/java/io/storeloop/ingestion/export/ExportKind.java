package io.storeloop.ingestion.export;

import java.util.Locale;

/**
 * What an export consists of, in its order: a kind of record and the query whose rows are its
 * records, in the words of the API. Every query knows {@code :userId}, {@code :anonymousIds} and
 * {@code :ids} (all of them); what others own comes through their published views.
 */
enum ExportKind {
  PROFILE(
      """
      select json_build_object('profileId', p.profile_id, 'userId', p.user_id, 'anonymousId', p.anonymous_id,
               'firstSeenAt', p.first_seen_at, 'lastSeenAt', p.last_seen_at, 'lastPurchaseAt', p.last_purchase_at,
               'traits', p.traits, 'traitStatements', p.trait_statements, 'consentStatements', p.consent_statements,
               'features', p.features, 'updatedAt', p.updated_at)
      from profile_v1 p
      where p.user_id = :userId or p.anonymous_id = any (:anonymousIds)
      """),
  IDENTITY(
      """
      select json_build_object('kind', kind, 'value', value, 'profileId', profile_id)
      from profile_identity_v1
      where user_id = :userId or (kind = 'anonymous' and user_id is null and value = any (:anonymousIds))
      """),
  CLUSTER(
      """
      select json_build_object('clusteringId', c.clustering_id, 'cluster', c.cluster, 'label', c.label,
               'trainedAt', c.finished_at)
      from profile_v1 p join profile_cluster_v1 c using (profile_id)
      where p.user_id = :userId or p.anonymous_id = any (:anonymousIds)
      """),
  PREDICTION(
      """
      select json_build_object('asOf', as_of, 'models', models, 'purchaseProbability', purchase_probability,
               'churnProbability', churn_probability, 'lifetimeValue', lifetime_value,
               'lifetimeProbability', lifetime_probability, 'nextPurchaseDays', next_purchase_days,
               'nextPurchaseProbability', next_purchase_probability, 'spent', spent)
      from prediction_v1
      where user_id = :userId or anonymous_id = any (:anonymousIds)
      """),
  EVENT(
      """
      select json_build_object('messageId', message_id, 'type', type, 'userId', user_id, 'anonymousId', anonymous_id,
               'sessionId', session_id, 'timestamp', occurred_at, 'receivedAt', received_at, 'itemId', item_id,
               'quantity', quantity, 'price', price, 'currency', currency, 'orderId', order_id, 'query', query,
               'rating', rating, 'position', position, 'listId', list_id, 'recommendationId', recommendation_id,
               'decisionId', decision_id, 'durationMillis', duration_millis, 'source', source, 'properties', properties)
      from event_v1
      where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))
      """),
  DECISION(
      """
      select json_build_object('decisionId', id, 'decidedAt', decided_at, 'userId', user_id, 'anonymousId', anonymous_id,
               'placement', placement, 'campaignId', campaign_id, 'offerId', offer_id, 'heldOut', held_out,
               'treatmentProbability', treatment_probability, 'fallback', fallback, 'asOf', as_of, 'inputs', inputs,
               'reasons', reasons, 'context', context, 'exposedAt', exposed_at, 'clickedAt', clicked_at, 'served', served,
               'basis', basis)
      from decision_v1
      where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))
      """),
  RECOMMENDATION(
      """
      select json_build_object('recommendationId', id, 'answeredAt', answered_at, 'kind', kind, 'userId', user_id,
               'anonymousId', anonymous_id, 'placement', placement, 'modelVersion', model_version, 'fallback', fallback,
               'items', items, 'context', context)
      from recommendation_v1
      where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))
      """),
  CONVERSION(
      """
      select json_build_object('campaignId', campaign_id, 'decisionId', decision_id, 'convertedAt', converted_at,
               'afterExposure', after_exposure, 'revenue', revenue)
      from conversion_v1
      where shopper = 'u:' || :userId or shopper = any (select 'a:' || id from unnest(cast(:anonymousIds as text[])) id)
      """),
  COUPON(
      """
      select json_build_object('poolId', pool_id, 'code', code, 'campaignId', campaign_id, 'handedOutAt', handed_out_at,
               'redeemedAt', redeemed_at, 'redeemedBy', redeemed_by, 'orderId', order_id)
      from coupon_v1
      where shopper = 'u:' || :userId or redeemed_by = :userId
        or shopper = any (select 'a:' || id from unnest(cast(:anonymousIds as text[])) id)
      """),
  EXCLUSION(
      """
      select json_build_object('listId', list_id, 'userId', user_id)
      from exclusion_list_user_v1
      where user_id = :userId
      """),
  SEND(
      """
      select json_build_object('sendId', id, 'campaignId', campaign_id, 'step', step, 'userId', user_id,
               'anonymousId', anonymous_id, 'channel', channel, 'state', state, 'reason', reason, 'occasion', occasion,
               'detail', detail, 'occurredAt', occurred_at, 'plannedAt', planned_at, 'attempts', attempts,
               'decisionId', decision_id, 'offerId', offer_id, 'finishedAt', finished_at)
      from campaign_send_v1
      where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))
      """),
  UNSUBSCRIPTION(
      """
      select json_build_object('channel', channel, 'userId', user_id, 'anonymousId', anonymous_id, 'at', at)
      from campaign_unsubscription_v1
      where user_id = :userId or (user_id is null and anonymous_id = any (:anonymousIds))
      """),
  QUARANTINED(
      """
      select json_build_object('id', id, 'receivedAt', received_at, 'source', source, 'messageId', message_id, 'code', code,
               'detail', detail, 'payload', payload, 'truncated', truncated, 'replayedAt', replayed_at)
      from quarantined_record
      where payload_names_shopper(payload, :ids)
      """);

  private final String sql;

  ExportKind(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
