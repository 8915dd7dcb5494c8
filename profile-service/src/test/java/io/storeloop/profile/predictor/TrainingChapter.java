package io.storeloop.profile.predictor;

import static io.storeloop.profile.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.EventType;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** How a model comes to answer, and what is refused on the way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TrainingChapter {
  private final PredictedShop shop;
  private final ProfileServiceFixture service;
  private final LogFixture log;

  TrainingChapter(PredictedShop shop) {
    this.shop = shop;
    this.service = shop.service();
    this.log = shop.log();
  }

  @Test
  @Order(1)
  void withoutShoppersNothingIsForetoldAndTheMissingIsNamed() {
    log.accept(a(EventType.VIEW).by("anna").of("shoes").event());
    service.catchUp();

    JsonNode failed = shop.trained();

    assertThat(failed.path("state").asString()).isEqualTo("failed");
    assertThat(failed.at("/failure/code").asString()).isEqualTo("insufficient_evidence");
    assertThat(
            service.post("/v1/predictors/purchase/activate", null).body().path("detail").asString())
        .contains("failed, insufficient_evidence");
    JsonNode prediction = service.get("/v1/profiles/anna/predictions/purchase").body();
    assertThat(prediction.path("state").asString()).isEqualTo("insufficient_evidence");
    assertThat(prediction.path("missing").asString()).contains("no model of 'purchase' is active");
    assertThat(service.post("/v1/predictors/purchase/activate", null).status()).isEqualTo(404);
    assertThat(
            service.post("/v1/predictors/purchase/rollback", null).body().path("code").asString())
        .isEqualTo("nothing_active");
  }

  @Test
  @Order(2)
  void aModelThatBeatsThePlainRulesAnswersWithReasonsUntilItIsTakenBack() {
    log.accept(PredictedShop.events());
    service.catchUp();

    JsonNode training = shop.trained();

    assertThat(training.path("state").asString()).isEqualTo("finished");
    assertThat(training.path("passed").asBoolean()).isTrue();
    assertThat(
            service
                .get("/v1/profiles/shopper-1/predictions/purchase")
                .body()
                .path("state")
                .asString())
        .isEqualTo("insufficient_evidence");
    assertThat(
            service
                .post("/v1/predictors/purchase/activate", null)
                .body()
                .path("active")
                .asBoolean())
        .isTrue();
    JsonNode card = service.get("/v1/predictors/purchase/evaluation").body().path("card");
    assertThat(card.at("/judged/metrics/auc").asDouble()).isGreaterThan(0.6);
    assertThat(card.at("/judged/baseline/recency/pValue").asDouble()).isLessThan(0.05);
    JsonNode prediction = service.get("/v1/profiles/shopper-1/predictions/purchase").body();
    assertThat(prediction.path("state").asString()).isEqualTo("predicted");
    assertThat(prediction.path("probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(prediction.path("reasons").size()).isBetween(1, 8);
    assertThat(prediction.path("reasons").toString())
        .doesNotContain("+0.0)")
        .doesNotContain("-0.0)");
    assertThat(prediction.at("/reasons/0/text").asString()).isNotBlank();
    Answer back = service.post("/v1/predictors/purchase/rollback", null);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().has("active")).isFalse();
  }

  /** A column of type jsonb writes such a number out, however many digits that takes. */
  @Test
  @Order(3)
  void aModelThatIsBetterBeyondAllDoubtIsReadBack() {
    shop.database()
        .owner()
        .sql(
            "update predictor_model set card = jsonb_set(card, '{judged,baseline,recency,pValue}', '1.2345678901234567e-300') where card is not null")
        .update();

    assertThat(service.get("/v1/predictors/purchase").status()).isEqualTo(200);
    assertThat(service.post("/v1/predictors/purchase/activate", null).status()).isEqualTo(200);
    JsonNode card = service.get("/v1/predictors/purchase/evaluation").body().path("card");
    assertThat(card.at("/judged/baseline/recency/pValue").asDouble())
        .isEqualTo(1.2345678901234567e-300);
    assertThat(service.post("/v1/predictors/purchase/rollback", null).status()).isEqualTo(200);
  }

  @Test
  @Order(3)
  void mistakesAreRefusedWithTheirCode() {
    assertThat(
            service
                .post("/v1/predictors/purchase/trainings", "{\"horizonDays\": 0}")
                .body()
                .path("code")
                .asString())
        .isEqualTo("invalid_horizon");
    assertThat(service.post("/v1/predictors/luck/trainings", "{}").body().path("code").asString())
        .isEqualTo("unknown_predictor");
    assertThat(service.get("/v1/profiles/nobody/predictions/churn").body().path("code").asString())
        .isEqualTo("unknown_profile");
    assertThat(service.get("/v1/profiles/anna/predictions/luck").body().path("code").asString())
        .isEqualTo("unknown_predictor");
  }
}
