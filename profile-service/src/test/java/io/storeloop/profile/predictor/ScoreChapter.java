package io.storeloop.profile.predictor;

import static io.storeloop.profile.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.EventType;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of scores: consent takes them, segments follow them, drift is looked for, and they
 * go with their model.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ScoreChapter {
  private final PredictedShop shop;
  private final ProfileServiceFixture service;
  private final LogFixture log;

  ScoreChapter(PredictedShop shop) {
    this.shop = shop;
    this.service = shop.service();
    this.log = shop.log();
  }

  @Test
  @Order(1)
  void aRefusalOfConsentTakesTheScoreAtOnceAlsoWhereNoSegmentAsks() {
    String scored =
        "predictor_score join profile using (profile_id) where user_id = 'buyer-3' and churn_probability is not null";
    assertThat(shop.count(scored)).isEqualTo(1);

    log.accept(
        a(EventType.VIEW)
            .by("buyer-3")
            .of("item-1")
            .at(Instant.now())
            .with("consent", Map.of("analytics", false))
            .event());

    shop.await(() -> shop.count(scored) == 0);
    assertThat(
            shop.count(
                "predictor_score join profile using (profile_id) where user_id = 'buyer-3' and churn_probability is null"))
        .isEqualTo(1);
  }

  @Test
  @Order(2)
  void aSegmentMayAskForPredictionsAndFollowsThem() {
    String condition = "{\"predictions.churn.probability\": {\"$gte\": 0.4}}";
    assertThat(
            service
                .post(
                    "/v1/segments",
                    "{\"id\": \"leaving\", \"name\": \"Leaving\", \"condition\": %s}"
                        .formatted(condition))
                .status())
        .isEqualTo(201);
    long likely = shop.count("predictor_score where churn_probability >= 0.4");
    assertThat(likely).isPositive();

    shop.await(() -> shop.count("segment_member where segment_id = 'leaving'") == likely);

    JsonNode preview =
        service.post("/v1/segments/preview", "{\"condition\": %s}".formatted(condition)).body();
    assertThat(preview.path("size").asLong()).isEqualTo(likely);
    String leaving = preview.at("/sample/0").asString();
    assertThat(service.get("/v1/profiles/" + leaving).body().path("segments").toString())
        .contains("leaving");
    Instant scored = shop.scoredAt(leaving);
    log.accept(a(EventType.VIEW).by(leaving).of("item-1").at(Instant.now()).event());
    shop.await(() -> shop.scoredAt(leaving).isAfter(scored));
    assertThat(
            service
                .post(
                    "/v1/segments/preview",
                    "{\"condition\": {\"predictions.luck.probability\": {\"$gte\": 0.4}}}")
                .body()
                .path("code")
                .asString())
        .isEqualTo("unknown_path");
  }

  @Test
  @Order(3)
  void driftIsLookedForAndStandsInTheCard() {
    JsonNode drift =
        service
            .getUntil(
                "/v1/predictors/churn/drift",
                answer -> answer.body().path("state").asString().equals("measured"))
            .body();

    assertThat(drift.path("state").asString()).as("%s", drift).isEqualTo("measured");
    assertThat(drift.path("shoppers").asInt()).isGreaterThan(200);
    assertThat(drift.path("features").size()).isEqualTo(PropensityFeature.ALL.size());
    assertThat(drift.at("/features/0/psi").asDouble()).isNotNegative();
    assertThat(drift.at("/scores/verdict").asString()).isIn("stable", "watch", "drifted");
    assertThat(drift.at("/thresholds/drifted").asDouble()).isEqualTo(0.25);
    assertThat(drift.has("calibration")).isFalse();
    JsonNode card = service.get("/v1/predictors/churn/evaluation").body();
    assertThat(card.at("/drift/verdict")).isEqualTo(drift.path("verdict"));
    assertThat(card.path("card").has("distribution")).isFalse();
    assertThat(service.get("/v1/predictors/purchase/drift").body().path("code").asString())
        .isEqualTo("insufficient_evidence");
    assertThat(service.get("/v1/predictors/luck/drift").body().path("code").asString())
        .isEqualTo("unknown_predictor");
    // one model that cannot be looked at keeps nobody from looking at those behind it
    shop.database()
        .owner()
        .sql(
            "update predictor_model set card = jsonb_set(card, '{distribution}', '7') where name = 'churn'")
        .update();
    shop.database().owner().sql("delete from predictor_drift").update();
    shop.await(() ->
        shop.count(
                "predictor_drift join predictor_model using (model_id) where name = 'next-purchase'")
            == 1);
  }

  @Test
  @Order(4)
  void whoRefusesToBeCountedIsToldSo() {
    log.accept(
        a(EventType.PURCHASE)
            .by("shopper-1")
            .of("item-1")
            .at(Instant.now())
            .with("consent", Map.of("analytics", false))
            .event());
    service.catchUp();

    JsonNode churn = service.get("/v1/profiles/shopper-1/predictions/churn").body();

    assertThat(churn.path("state").asString()).isEqualTo("consent_refused");
    assertThat(churn.has("missing")).isFalse();
    assertThat(
            service.get("/v1/profiles/shopper-1").body().at("/predictions/churn/state").asString())
        .isEqualTo("consent_refused");
    shop.await(() ->
        shop.count(
                "predictor_score join profile using (profile_id) where user_id = 'shopper-1' and churn_probability is null")
            == 1);
  }

  @Test
  @Order(5)
  void whatAModelSaidGoesWithIt() {
    service.post("/v1/predictors/churn/rollback", null);

    assertThat(
            service
                .post(
                    "/v1/segments/preview",
                    "{\"condition\": {\"predictions.churn.probability\": {\"$exists\": true}}}")
                .body()
                .path("size")
                .asLong())
        .isZero();
    shop.await(() -> shop.count("predictor_score where churn_probability is not null") == 0);
    shop.await(() -> shop.count("segment_member where segment_id = 'leaving'") == 0);

    assertThat(service.get("/v1/predictors/churn/watch").body().path("code").asString())
        .isEqualTo("insufficient_evidence");
  }
}
