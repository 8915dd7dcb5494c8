package io.storeloop.profile.predictor;

import static io.storeloop.profile.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.events.EventType;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Who may leave, what the others spend and when, and whose money is at risk. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ForecastChapter {
  private final PredictedShop shop;
  private final ProfileServiceFixture service;
  private final LogFixture log;

  ForecastChapter(PredictedShop shop) {
    this.shop = shop;
    this.service = shop.service();
    this.log = shop.log();
  }

  @Test
  @Order(1)
  void whoMayLeaveIsListedWithReasonsAndWorth() {
    assertThat(service.get("/v1/predictors/churn/watch").body().path("code").asString())
        .isEqualTo("insufficient_evidence");
    assertThat(
            service
                .get("/v1/predictors/churn/watch?minProbability=2")
                .body()
                .path("code")
                .asString())
        .isEqualTo("invalid_probability");
    JsonNode training = shop.trained("churn");
    assertThat(training.path("state").asString()).isEqualTo("finished");
    assertThat(service.post("/v1/predictors/churn/activate", null).status()).isEqualTo(200);

    shop.everybodyIsScored("churn");
    shop.await(() -> shop.count("segment_due where cause = 'score'") > 0);
    JsonNode page = service.get("/v1/predictors/churn/watch?minProbability=0.3&limit=5").body();

    assertThat(page.path("customers").size()).isEqualTo(5);
    assertThat(page.path("condition").toString())
        .isEqualTo("{\"predictions.churn.probability\":{\"$gte\":0.3}}");
    JsonNode customer = page.at("/customers/0");
    assertThat(customer.path("probability").asDouble()).isGreaterThanOrEqualTo(0.3);
    assertThat(customer.path("reasons").size()).isBetween(1, 3);
    assertThat(customer.has("monetaryValue")).isTrue();
    String next = page.path("nextCursor").asString();
    JsonNode second =
        service.get("/v1/predictors/churn/watch?minProbability=0.3&limit=5&cursor=" + next).body();
    assertThat(second.at("/customers/0/profileId")).isNotEqualTo(customer.path("profileId"));
    assertThat(
            service
                .get("/v1/predictors/churn/watch?cursor=bm90IG91cnM")
                .body()
                .path("code")
                .asString())
        .isEqualTo("invalid_cursor");
    List<String> lines =
        service
            .text("/v1/predictors/churn/watch?minProbability=0.3&limit=5", "text/csv")
            .lines()
            .toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.getFirst())
        .isEqualTo("profileId,userId,probability,monetaryValue,atRisk,asOf,reasons");
    assertThat(lines.get(1)).startsWith(customer.path("profileId").asString() + ",\"shopper-");
    assertThat(lines.getLast()).isEqualTo("#next," + next);
    List<String> ndjson =
        service
            .text("/v1/predictors/churn/watch?minProbability=0.3&limit=5", "application/x-ndjson")
            .lines()
            .toList();
    assertThat(ndjson).hasSize(6);
    assertThat(ndjson.getFirst()).contains(customer.path("profileId").asString());
    assertThat(ndjson.getLast()).isEqualTo("{\"nextCursor\":\"" + next + "\"}");
  }

  @Test
  @Order(2)
  void whatIsSpentAndWhenIsForetoldAndStandsInTheProfile() {
    log.accept(PredictedShop.orders());
    service.catchUp();
    for (String name : List.of("lifetime-value", "next-purchase")) {
      JsonNode training = shop.trained(name);
      assertThat(training.path("state").asString()).as("%s", training).isEqualTo("finished");
      assertThat(training.path("passed").asBoolean()).isTrue();
      assertThat(service.post("/v1/predictors/" + name + "/activate", null).status())
          .isEqualTo(200);
      assertThat(service.get("/v1/predictors/" + name + "/evaluation").body().at("/card/judged"))
          .isNotEmpty();
    }

    JsonNode value = service.get("/v1/profiles/buyer-1/predictions/lifetime-value").body();
    JsonNode profile = service.get("/v1/profiles/buyer-1").body();

    assertThat(value.path("state").asString()).isEqualTo("predicted");
    assertThat(value.path("unit").asString()).isEqualTo("EUR");
    assertThat(value.at("/reasons/0/text").asString()).contains("order");
    assertThat(profile.at("/predictions/lifetime-value/value")).isEqualTo(value.path("value"));
    assertThat(profile.at("/predictions/next-purchase/unit").asString()).isEqualTo("days");
    assertThat(profile.at("/predictions/churn/probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(profile.at("/predictions").has("purchase")).isFalse();
    assertThat(service.get("/v1/profiles/anna").body().at("/predictions/churn/state").asString())
        .isEqualTo("insufficient_evidence");
  }

  @Test
  @Order(3)
  void theMostMoneyAtRiskComesFirst() {
    shop.everybodyIsScored("churn");

    JsonNode customers =
        service
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
  @Order(4)
  void moneyAtRiskIsThatOfTheProfileAlsoAfterAReturn() {
    JsonNode most = service.get("/v1/predictors/churn/watch?minProbability=0").body();
    String userId = most.at("/customers/0/userId").asString();
    double spent = most.at("/customers/0/monetaryValue").asDouble();

    log.accept(
        a(EventType.REFUND)
            .by(userId)
            .of("item-1")
            .costing("%d".formatted((int) (spent - 1)))
            .at(Instant.now())
            .event());
    service.catchUp();

    JsonNode customers =
        service
            .get("/v1/predictors/churn/watch?minProbability=0&limit=1000")
            .body()
            .path("customers");
    assertThat(customers.path(0).path("userId").asString()).isNotEqualTo(userId);
    for (JsonNode customer : customers) {
      if (customer.path("userId").asString().equals(userId)) {
        double ofProfile =
            service
                .get("/v1/profiles/%s?predictions=false".formatted(userId))
                .body()
                .at("/features/monetaryValue")
                .asDouble();
        assertThat(customer.path("monetaryValue").asDouble())
            .isEqualTo(ofProfile)
            .isLessThan(spent);
      }
    }
  }
}
