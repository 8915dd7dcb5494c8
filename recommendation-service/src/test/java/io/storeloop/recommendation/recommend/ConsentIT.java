package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What stays on record of shoppers where consent is needed and nobody has given any. */
@RunningRecommendation
class ConsentIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  private final ApiClient api;

  ConsentIT(@LocalServerPort int port) {
    api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
    registry.add("storeloop.consent.required", () -> true);
    registry.add("storeloop.recommendation.ledger.flush-interval", () -> "50ms");
  }

  @Test
  void aListLeavesNeitherIdsNorTheSituationOnRecord() {
    JsonNode record =
        recordOf(
            api.post(
                "/v1/recommendations",
                """
                {"userId": "stranger", "anonymousId": "phone", "placement": "home", "context": {"mail": "a@example.org"}}
                """));

    assertThat(record.get("fallback").asString()).isEqualTo("no_consent");
    assertThat(record.get("placement").asString()).isEqualTo("home");
    assertThat(record.has("userId") || record.has("anonymousId")).isFalse();
    assertThat(record.get("context").isEmpty()).isTrue();
  }

  @Test
  void buyingAgainLeavesNoIdOfAStrangerOnRecord() {
    ApiClient.Answer answer = api.get("/v1/recommendations/buy-again/stranger");

    assertThat(answer.body().get("fallback").asString()).isEqualTo("no_consent");
    assertThat(recordOf(answer).has("userId")).isFalse();
  }

  @Test
  void whoIsNobodyInParticularMaySayWhereTheyAre() {
    JsonNode record = recordOf(api.post("/v1/recommendations", "{\"context\": {\"page\": 1}}"));

    assertThat(record.get("context").get("page").asInt()).isEqualTo(1);
  }

  private JsonNode recordOf(ApiClient.Answer answer) {
    String id = answer.body().get("recommendationId").asString();
    return api.getUntil("/v1/recommendations/" + id, found -> true).body();
  }
}
