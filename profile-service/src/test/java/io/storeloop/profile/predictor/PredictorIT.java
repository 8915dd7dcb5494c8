package io.storeloop.profile.predictor;

import static io.storeloop.profile.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PredictorIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE =
      ProfileServiceFixture.on(DATABASE, "storeloop.profile.predictor.budget=1ms");
  private static final LogFixture LOG = new LogFixture(DATABASE);
  private static final String TRAININGS = "/v1/predictors/purchase/trainings";
  private static final int PATIENCE = 15;

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  @Order(1)
  void withoutShoppersNothingIsForetoldAndTheMissingIsNamed() {
    LOG.accept(a(EventType.VIEW).by("anna").of("shoes").event());
    SERVICE.catchUp();

    JsonNode failed = trained();

    assertThat(failed.path("state").asString()).isEqualTo("failed");
    assertThat(failed.at("/failure/code").asString()).isEqualTo("insufficient_evidence");
    JsonNode prediction = SERVICE.get("/v1/profiles/anna/predictions/purchase").body();
    assertThat(prediction.path("state").asString()).isEqualTo("insufficient_evidence");
    assertThat(prediction.path("missing").asString()).contains("no model of 'purchase' is active");
    assertThat(SERVICE.post("/v1/predictors/purchase/activate", null).status()).isEqualTo(404);
    assertThat(
            SERVICE.post("/v1/predictors/purchase/rollback", null).body().path("code").asString())
        .isEqualTo("nothing_active");
  }

  @Test
  @Order(2)
  void aModelThatBeatsThePlainRulesAnswersWithReasonsUntilItIsTakenBack() {
    LOG.accept(events());
    SERVICE.catchUp();

    JsonNode training = trained();

    assertThat(training.path("state").asString()).isEqualTo("finished");
    assertThat(training.path("passed").asBoolean()).isTrue();
    assertThat(
            SERVICE
                .get("/v1/profiles/shopper-1/predictions/purchase")
                .body()
                .path("state")
                .asString())
        .isEqualTo("insufficient_evidence");
    assertThat(
            SERVICE
                .post("/v1/predictors/purchase/activate", null)
                .body()
                .path("active")
                .asBoolean())
        .isTrue();
    JsonNode card = SERVICE.get("/v1/predictors/purchase/evaluation").body().path("card");
    assertThat(card.at("/judged/metrics/auc").asDouble()).isGreaterThan(0.6);
    assertThat(card.at("/judged/baseline/recency/pValue").asDouble()).isLessThan(0.05);
    JsonNode prediction = SERVICE.get("/v1/profiles/shopper-1/predictions/purchase").body();
    assertThat(prediction.path("state").asString()).isEqualTo("predicted");
    assertThat(prediction.path("probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(prediction.path("reasons").size()).isEqualTo(8);
    assertThat(prediction.at("/reasons/0/text").asString()).isNotBlank();
    Answer back = SERVICE.post("/v1/predictors/purchase/rollback", null);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().has("active")).isFalse();
  }

  @Test
  @Order(3)
  void whoMayLeaveIsListedWithReasonsAndWorth() {
    assertThat(SERVICE.get("/v1/predictors/churn/watch").body().path("code").asString())
        .isEqualTo("insufficient_evidence");
    assertThat(
            SERVICE
                .get("/v1/predictors/churn/watch?minProbability=2")
                .body()
                .path("code")
                .asString())
        .isEqualTo("invalid_probability");
    JsonNode training = trained("churn");
    assertThat(training.path("state").asString()).isEqualTo("finished");
    assertThat(SERVICE.post("/v1/predictors/churn/activate", null).status()).isEqualTo(200);

    everybodyIsScored("churn");
    await(() -> count("segment_due where cause = 'score'") > 0);
    JsonNode page = SERVICE.get("/v1/predictors/churn/watch?minProbability=0.3&limit=5").body();

    assertThat(page.path("customers").size()).isEqualTo(5);
    assertThat(page.path("condition").toString())
        .isEqualTo("{\"predictions.churn.probability\":{\"$gte\":0.3}}");
    JsonNode customer = page.at("/customers/0");
    assertThat(customer.path("probability").asDouble()).isGreaterThanOrEqualTo(0.3);
    assertThat(customer.path("reasons").size()).isEqualTo(3);
    assertThat(customer.has("monetaryValue")).isTrue();
    String next = page.path("nextCursor").asString();
    JsonNode second =
        SERVICE.get("/v1/predictors/churn/watch?minProbability=0.3&limit=5&cursor=" + next).body();
    assertThat(second.at("/customers/0/profileId")).isNotEqualTo(customer.path("profileId"));
    assertThat(
            SERVICE
                .get("/v1/predictors/churn/watch?cursor=bm90IG91cnM")
                .body()
                .path("code")
                .asString())
        .isEqualTo("invalid_cursor");
    List<String> lines =
        SERVICE
            .text("/v1/predictors/churn/watch?minProbability=0.3&limit=5", "text/csv")
            .lines()
            .toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.getFirst())
        .isEqualTo("profileId,userId,probability,monetaryValue,atRisk,asOf,reasons");
    assertThat(lines.get(1)).startsWith(customer.path("profileId").asString() + ",\"shopper-");
    assertThat(lines.getLast()).isEqualTo("#next," + next);
    List<String> ndjson =
        SERVICE
            .text("/v1/predictors/churn/watch?minProbability=0.3&limit=5", "application/x-ndjson")
            .lines()
            .toList();
    assertThat(ndjson).hasSize(6);
    assertThat(ndjson.getFirst()).contains(customer.path("profileId").asString());
    assertThat(ndjson.getLast()).isEqualTo("{\"nextCursor\":\"" + next + "\"}");
  }

  @Test
  @Order(4)
  void whatIsSpentAndWhenIsForetoldAndStandsInTheProfile() {
    LOG.accept(orders());
    SERVICE.catchUp();
    for (String name : List.of("lifetime-value", "next-purchase")) {
      JsonNode training = trained(name);
      assertThat(training.path("state").asString()).as("%s", training).isEqualTo("finished");
      assertThat(training.path("passed").asBoolean()).isTrue();
      assertThat(SERVICE.post("/v1/predictors/" + name + "/activate", null).status())
          .isEqualTo(200);
      assertThat(SERVICE.get("/v1/predictors/" + name + "/evaluation").body().at("/card/judged"))
          .isNotEmpty();
    }

    JsonNode value = SERVICE.get("/v1/profiles/buyer-1/predictions/lifetime-value").body();
    JsonNode profile = SERVICE.get("/v1/profiles/buyer-1").body();

    assertThat(value.path("state").asString()).isEqualTo("predicted");
    assertThat(value.path("unit").asString()).isEqualTo("EUR");
    assertThat(value.at("/reasons/0/text").asString()).contains("order");
    assertThat(profile.at("/predictions/lifetime-value/value")).isEqualTo(value.path("value"));
    assertThat(profile.at("/predictions/next-purchase/unit").asString()).isEqualTo("days");
    assertThat(profile.at("/predictions/churn/probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(profile.at("/predictions").has("purchase")).isFalse();
    assertThat(SERVICE.get("/v1/profiles/anna").body().at("/predictions/churn/state").asString())
        .isEqualTo("insufficient_evidence");
  }

  @Test
  @Order(5)
  void theMostMoneyAtRiskComesFirst() {
    everybodyIsScored("churn");

    JsonNode customers =
        SERVICE
            .get("/v1/predictors/churn/watch?minProbability=0&limit=200")
            .body()
            .path("customers");

    assertThat(customers).hasSize(200);
    double before = Double.MAX_VALUE;
    for (JsonNode customer : customers) {
      double atRisk = customer.path("atRisk").asDouble();
      assertThat(atRisk).isLessThanOrEqualTo(before);
      assertThat(atRisk)
          .isCloseTo(
              customer.path("probability").asDouble() * customer.path("monetaryValue").asDouble(),
              within(1e-6));
      before = atRisk;
    }
    assertThat(customers.path(0).path("atRisk").asDouble()).isPositive();
  }

  @Test
  @Order(6)
  void aRefusalOfConsentTakesTheScoreAtOnceAlsoWhereNoSegmentAsks() {
    String scored =
        "predictor_score join profile using (profile_id) where user_id = 'buyer-3' and spent > 0";
    assertThat(count(scored)).isEqualTo(1);

    LOG.accept(
        a(EventType.VIEW)
            .by("buyer-3")
            .of("item-1")
            .at(Instant.now())
            .with("consent", Map.of("analytics", false))
            .event());

    await(() -> count(scored) == 0);
    assertThat(
            count(
                "predictor_score join profile using (profile_id) where user_id = 'buyer-3' and churn_probability is null"))
        .isEqualTo(1);
  }

  @Test
  @Order(7)
  void aSegmentMayAskForPredictionsAndFollowsThem() {
    String condition = "{\"predictions.churn.probability\": {\"$gte\": 0.4}}";
    assertThat(
            SERVICE
                .post(
                    "/v1/segments",
                    "{\"id\": \"leaving\", \"name\": \"Leaving\", \"condition\": %s}"
                        .formatted(condition))
                .status())
        .isEqualTo(201);
    long likely = count("predictor_score where churn_probability >= 0.4");
    assertThat(likely).isPositive();

    await(() -> count("segment_member where segment_id = 'leaving'") == likely);

    JsonNode preview =
        SERVICE.post("/v1/segments/preview", "{\"condition\": %s}".formatted(condition)).body();
    assertThat(preview.path("size").asLong()).isEqualTo(likely);
    String leaving = preview.at("/sample/0").asString();
    assertThat(SERVICE.get("/v1/profiles/" + leaving).body().path("segments").toString())
        .contains("leaving");
    Instant scored = scoredAt(leaving);
    LOG.accept(a(EventType.VIEW).by(leaving).of("item-1").at(Instant.now()).event());
    await(() -> scoredAt(leaving).isAfter(scored));
    assertThat(
            SERVICE
                .post(
                    "/v1/segments/preview",
                    "{\"condition\": {\"predictions.luck.probability\": {\"$gte\": 0.4}}}")
                .body()
                .path("code")
                .asString())
        .isEqualTo("unknown_path");
  }

  @Test
  @Order(8)
  void driftIsLookedForAndStandsInTheCard() {
    JsonNode drift =
        SERVICE
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
    JsonNode card = SERVICE.get("/v1/predictors/churn/evaluation").body();
    assertThat(card.at("/drift/verdict")).isEqualTo(drift.path("verdict"));
    assertThat(card.path("card").has("distribution")).isFalse();
    assertThat(SERVICE.get("/v1/predictors/purchase/drift").body().path("code").asString())
        .isEqualTo("insufficient_evidence");
    assertThat(SERVICE.get("/v1/predictors/luck/drift").body().path("code").asString())
        .isEqualTo("unknown_predictor");
    // one model that cannot be looked at keeps nobody from looking at those behind it
    DATABASE
        .owner()
        .sql(
            "update predictor_model set card = jsonb_set(card, '{distribution}', '7') where name = 'churn'")
        .update();
    DATABASE.owner().sql("delete from predictor_drift").update();
    await(() ->
        count("predictor_drift join predictor_model using (model_id) where name = 'next-purchase'")
            == 1);
  }

  @Test
  @Order(9)
  void whoRefusesToBeCountedIsToldSo() {
    LOG.accept(
        a(EventType.PURCHASE)
            .by("shopper-1")
            .of("item-1")
            .at(Instant.now())
            .with("consent", Map.of("analytics", false))
            .event());
    SERVICE.catchUp();

    JsonNode churn = SERVICE.get("/v1/profiles/shopper-1/predictions/churn").body();

    assertThat(churn.path("state").asString()).isEqualTo("consent_refused");
    assertThat(churn.has("missing")).isFalse();
    assertThat(
            SERVICE.get("/v1/profiles/shopper-1").body().at("/predictions/churn/state").asString())
        .isEqualTo("consent_refused");
    await(() ->
        count(
                "predictor_score join profile using (profile_id) where user_id = 'shopper-1' and churn_probability is null")
            == 1);
  }

  @Test
  @Order(10)
  void whatAModelSaidGoesWithIt() {
    SERVICE.post("/v1/predictors/churn/rollback", null);

    await(() -> count("predictor_score where churn_probability is not null") == 0);
    await(() -> count("segment_member where segment_id = 'leaving'") == 0);

    assertThat(SERVICE.get("/v1/predictors/churn/watch").body().path("code").asString())
        .isEqualTo("insufficient_evidence");
  }

  @Test
  @Order(11)
  void mistakesAreRefusedWithTheirCode() {
    assertThat(SERVICE.post(TRAININGS, "{\"horizonDays\": 0}").body().path("code").asString())
        .isEqualTo("invalid_horizon");
    assertThat(SERVICE.post("/v1/predictors/luck/trainings", "{}").body().path("code").asString())
        .isEqualTo("unknown_predictor");
    assertThat(SERVICE.get("/v1/profiles/nobody/predictions/churn").body().path("code").asString())
        .isEqualTo("unknown_profile");
    assertThat(SERVICE.get("/v1/profiles/anna/predictions/luck").body().path("code").asString())
        .isEqualTo("unknown_predictor");
  }

  private static void everybodyIsScored(String name) {
    await(() ->
        count("predictor_score where jsonb_exists(models, '" + name + "')") == count("profile"));
  }

  private static Instant scoredAt(String userId) {
    return DATABASE
        .owner()
        .sql("select as_of from predictor_score join profile using (profile_id) where user_id = ?")
        .param(userId)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private static long count(String from) {
    return DATABASE.owner().sql("select count(*) from " + from).query(Long.class).single();
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(condition);
  }

  private static JsonNode trained() {
    return trained("purchase");
  }

  private static JsonNode trained(String name) {
    String trainings = "/v1/predictors/" + name + "/trainings";
    Answer accepted = SERVICE.post(trainings, "{\"horizonDays\": 30}");
    assertThat(accepted.status()).isEqualTo(202);
    String path = trainings + "/" + accepted.body().path("modelId").asString();
    Answer answer = SERVICE.get(path);
    for (int patience = 0;
        patience < PATIENCE && answer.body().path("state").asString().equals("running");
        patience++) {
      answer =
          SERVICE.getUntil(path, now -> !now.body().path("state").asString().equals("running"));
    }
    return answer.body();
  }

  /** The customers of {@link BuyersFixture}, until now. */
  private static List<Event> orders() {
    Duration later = Duration.between(BuyersFixture.NOW, Instant.now());
    List<Event> events = new ArrayList<>();
    List<ShopperHistory> buyers = BuyersFixture.buyers(600, 7);
    for (int buyer = 0; buyer < buyers.size(); buyer++) {
      for (Act act : buyers.get(buyer).acts()) {
        events.add(
            a(EventType.PURCHASE)
                .by("buyer-" + buyer)
                .of("item-1")
                .costing("%d".formatted((int) act.amount()))
                .at(act.at().plus(later))
                .event());
      }
    }
    return events;
  }

  /** The shoppers of {@link HistoryFixture}, until now. */
  private static List<Event> events() {
    Instant now = Instant.now();
    Duration later = Duration.between(HistoryFixture.day(HistoryFixture.DAYS), now);
    List<Event> events = new ArrayList<>();
    List<ShopperHistory> shoppers = HistoryFixture.shoppers(250, 5);
    for (int shopper = 0; shopper < shoppers.size(); shopper++) {
      for (Act act : shoppers.get(shopper).acts()) {
        boolean purchase = act.kind() == ActKind.PURCHASE;
        Instant at = act.at().plus(later);
        var event =
            a(purchase ? EventType.PURCHASE : EventType.VIEW)
                .by("shopper-" + shopper)
                .of("item-" + act.item())
                .at(at.isBefore(now) ? at : now);
        events.add(event.event());
      }
    }
    return events;
  }
}
