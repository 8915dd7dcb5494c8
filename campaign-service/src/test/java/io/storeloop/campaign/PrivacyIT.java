package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.common.schema.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PrivacyIT {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final RunningCampaignService service = RunningCampaignService.shared();

  private void campaign(String placement) {
    service.runningCampaign(
        """
        {"name": "Privacy", "placements": ["%s"], "holdoutShare": 0, "offers": [{"offerId": "ten", "title": "Hello"}]}
        """
            .formatted(placement));
  }

  @Test
  void whoHasNotAgreedToMarketingSeesNoOfferAndTheReasonSaysSo() {
    campaign("consent");
    service.profiles.knows(
        "consent-anna", "{\"userId\": \"consent-anna\", \"consent\": {\"marketing\": false}}");
    service.profiles.knows(
        "consent-ben", "{\"userId\": \"consent-ben\", \"consent\": {\"marketing\": true}}");

    Answer denied = service.decide("userId", "consent-anna", "consent");
    Answer granted = service.decide("userId", "consent-ben", "consent");
    Answer neverAsked = service.decide("userId", "consent-carl", "consent");

    assertThat(denied.body().path("offers").size()).isZero();
    assertThat(denied.body().path("fallback").asString()).isEqualTo("no_consent");
    assertThat(denied.body().path("reasons").path(0).path("text").asString())
        .contains("has not agreed to marketing");
    assertThat(granted.body().path("offers").size()).isEqualTo(1);
    assertThat(neverAsked.body().path("offers").size()).isEqualTo(1);
  }

  @Test
  void anErasedShopperHasNoDecisionsExposuresOrConversions() {
    campaign("erasure");
    String decision =
        service.decide("userId", "canary-anna", "erasure").body().path("decisionId").asString();
    service.decide("anonymousId", "canary-phone", "erasure");
    String kept = decideOnce("userId", "canary-anna");
    String keptOfPhone = decideOnce("anonymousId", "canary-phone");
    String keptOfNeighbour = decideOnce("userId", "erasure-ben");
    assertThat(kept).isNotEqualTo(decision).isNotEmpty();
    String neighbour =
        service.decide("userId", "erasure-ben", "erasure").body().path("decisionId").asString();
    Instant at = Instant.now(); // after the decisions: what came before them is not their effect
    service.event("promotion_view").by("canary-anna", "canary-phone").of(decision).at(at).happens();
    service.event("purchase").by("canary-anna", null).worth("10", 1).at(at.plusMillis(1)).happens();
    service.event("purchase").by("erasure-ben", null).worth("10", 1).at(at.plusMillis(1)).happens();
    service.awaitCounted();
    service
        .database
        .owner()
        .sql(
            """
            insert into campaign_skipped_event (message_id, reason, skipped_at)
            values ('canary-phone', 'why', now()), ('of-erasure-ben', 'why', now())
            """)
        .update();
    service.put("/v1/exclusion-lists/erasure", "{\"name\": \"Erasure\"}");
    service.upload(
        "/v1/exclusion-lists/erasure/users", "text/csv", "userId\ncanary-anna\nerasure-ben\n");
    service.put("/v1/coupon-pools/erasure", "{\"name\": \"Erasure\"}");
    service.upload("/v1/coupon-pools/erasure/codes", "text/csv", "code\nE1\n");
    service.post(
        "/v1/coupon-pools/erasure/redemptions", "{\"code\": \"E1\", \"userId\": \"canary-anna\"}");
    service
        .database
        .owner()
        .sql(
            """
            insert into campaign_cap_use (scope, shopper, used_at)
            values (gen_random_uuid(), 'u:canary-anna', array[now()]), (gen_random_uuid(), 'a:canary-phone', array[now()])
            """)
        .update();
    long convertedBefore = count("conversion where shopper = 'u:canary-anna'");
    service
        .database
        .owner()
        .sql(
            """
            insert into campaign_send (id, campaign_id, step, shopper, occasion, user_id, anonymous_id, channel, state,
                                       detail, occurred_at, planned_at, due_at)
            select gen_random_uuid(), c.id, 0, s.key, 'event:of-' || s.key, s.user_id, s.device, 'email', 'queued', '{}',
                   now(), now(), now() + interval '1 day'
            from (select id from campaign limit 1) c,
                 (values ('u:canary-anna', 'canary-anna', null), ('a:canary-phone', null, 'canary-phone'),
                         ('u:erasure-ben', 'erasure-ben', null)) s (key, user_id, device);
            insert into campaign_unsubscription (channel, shopper, user_id, at)
            values ('email', 'u:canary-anna', 'canary-anna', now()), ('email', 'u:erasure-ben', 'erasure-ben', now());
            insert into campaign_churn_watch (campaign_id, shopper, user_id, round)
            select id, 'u:canary-anna', 'canary-anna', 1 from campaign limit 1
            """)
        .update();

    service
        .database
        .owner()
        .sql("delete from event where user_id = 'canary-anna' or anonymous_id = 'canary-phone'")
        .update();
    UUID erasure = UUID.randomUUID();
    service
        .database
        .owner()
        .sql(
            """
            insert into erasure (id, user_hash, key_check, user_id, anonymous_ids, state, requested_at, round_began_at)
            values (?, 'hash', 'check', 'canary-anna', array['canary-phone'], 'running', now(), now())
            """)
        .param(erasure)
        .update();
    awaitReceipt(erasure);

    assertThat(convertedBefore).isEqualTo(1);
    assertThat(count("decision where decision::text like '%canary-%'")).isZero();
    assertThat(count("conversion where conversion::text like '%canary-%'")).isZero();
    assertThat(count("conversion_revenue where shopper like '%canary-%'")).isZero();
    assertThat(count("campaign_identity where campaign_identity::text like '%canary-%'")).isZero();
    assertThat(count("campaign_user where user_id like 'canary-%'")).isZero();
    assertThat(count("campaign_user where user_id = 'erasure-ben'")).isEqualTo(1);
    assertThat(count("campaign_skipped_event where message_id = 'canary-phone'")).isZero();
    assertThat(count("campaign_skipped_event where message_id = 'of-erasure-ben'")).isEqualTo(1);
    assertThat(count("campaign_cap_use where shopper like '%canary-%'")).isZero();
    assertThat(count("exclusion_list_user where user_id = 'canary-anna'")).isZero();
    assertThat(count("exclusion_list_user where user_id = 'erasure-ben'")).isEqualTo(1);
    assertThat(count("coupon where coupon::text like '%canary-%'")).isZero();
    assertThat(count("coupon where code = 'E1' and redeemed_at is not null")).isEqualTo(1);
    assertThat(count("campaign_idempotency where answer like '%canary-%'")).isZero();
    assertThat(count("campaign_idempotency where answer like '%" + kept + "%'")).isZero();
    assertThat(count("campaign_idempotency where answer like '%" + keptOfPhone + "%'")).isZero();
    assertThat(count("campaign_idempotency where answer like '%" + keptOfNeighbour + "%'"))
        .isEqualTo(1);
    assertThat(count("campaign_send where campaign_send::text like '%canary-%'")).isZero();
    assertThat(count("campaign_unsubscription where shopper like '%canary-%'")).isZero();
    assertThat(count("campaign_churn_watch where shopper like '%canary-%'")).isZero();
    assertThat(count("campaign_send where user_id = 'erasure-ben'")).isEqualTo(1);
    assertThat(count("campaign_unsubscription where user_id = 'erasure-ben'")).isEqualTo(1);
    assertThat(count("exposure where decision_id = '" + decision + "'")).isZero();
    assertThat(service.get("/v1/decisions/" + decision).code()).isEqualTo("unknown_decision");
    assertThat(service.get("/v1/decisions/" + neighbour).status()).isEqualTo(200);
    assertThat(count("conversion where shopper = 'u:erasure-ben'")).isEqualTo(1);
  }

  /** The id of a decision whose answer is kept. */
  private String decideOnce(String who, String id) {
    return service
        .send(
            "POST",
            "/v1/decisions",
            "{\"%s\": \"%s\", \"placement\": \"erasure\"}".formatted(who, id),
            TestDatabase.SECRET_KEY,
            "Idempotency-Key",
            "erasure-" + id)
        .body()
        .path("decisionId")
        .asString();
  }

  private long count(String from) {
    return service.database.owner().sql("select count(*) from " + from).query(Long.class).single();
  }

  private void awaitReceipt(UUID erasure) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (count("campaign_erasure_receipt where erasure_id = '" + erasure + "'") == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
