package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.edge.ApiDocumentRules;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What a caller can do wrong, on an empty shop. */
@RunningRecommendation
class RecommendationErrorsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  private final int port;
  private final ApiClient api;

  RecommendationErrorsIT(@LocalServerPort int port) {
    this.port = port;
    this.api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"numResults": 0}              | invalid_value  | /numResults
          {"numResults": 101}            | invalid_value  | /numResults
          {"numResults": "ten"}          | wrong_type     | /numResults
          {"numResults": 1.5}            | invalid_value  | /numResults
          {"userId": ""}                 | invalid_value  | /userId
          {"itemIds": ["shoes", " "]}    | invalid_value  | /itemIds/1
          {"itemIds": "shoes"}           | wrong_type     | /itemIds
          {"filter": {"bran": "acme"}}   | unknown_path   | /filter/bran
          {"filter": "acme"}             | expected_object | /filter
          {"filter": {"performed": {"type": "view"}}} | performed_not_allowed | /filter/performed
          {"promotions": [{"name": "x", "percent": 0, "filter": {}}]} | invalid_value | /promotions/0/percent
          {"promotions": [{"name": "x", "percent": 9, "filter": {"x": 1}}]} | unknown_path | /promotions/0/filter/x
          {"context": {"device": ["phone"]}} | invalid_value | /context/device
          {"context": {"visits": 1e999999}}  | invalid_value | /context/visits
          {"context": {"share": 1e-999999}}  | invalid_value | /context/share
          {"context": {"device": "\\u0000"}} | invalid_value | /context/device
          {"userId": "an\\u0000na"}          | invalid_value | /userId
          {"anonymousId": "\\u0000"}         | invalid_value | /anonymousId
          {"placement": "ho\\u0000me"}       | invalid_value | /placement
          {"promotions": [null]}             | invalid_value | /promotions/0
          {"promotions": [{"name": "\\u0000", "percent": 9, "filter": {}}]}  | invalid_value | /promotions/0/name
          {"promotions": [{"name": "x", "percent": 9, "filter": null}]}      | expected_object | /promotions/0/filter
          {"colour": "red"}              | unknown_field  | /colour
          {"userId": "anna"              | malformed_json | ''
          """)
  void aWrongBodyIsRefusedWithAPointer(String body, String code, String pointer) {
    ApiClient.Answer answer = api.post("/v1/recommendations", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.raw().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
    assertThat(answer.body().get("code").asString()).isEqualTo(code);
    assertThat(answer.body().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/recommendations?numResults=0, ?numResults",
    "/v1/recommendations?numResults=101, ?numResults",
    "/v1/recommendations?numResults=many, ?numResults",
    "/v1/recommendations?explain=perhaps, ?explain",
    "/v1/recommendations?userId=, ?userId",
    "/v1/recommendations/popular?numResults=101, ?numResults",
    "/v1/recommendations/recent?numResults=0, ?numResults",
    "/v1/recommendations/no-uuid, ?recommendationId",
    "/v1/recommendations?userId=an%00na, ?userId",
    "/v1/recommendations?anonymousId=%00, ?anonymousId",
    "/v1/recommendations?placement=%00, ?placement",
    "/v1/recommendations/popular?placement=%00, ?placement",
    "/v1/recommendations/recent?placement=%00, ?placement",
    "/v1/recommendations/trending?placement=%00, ?placement",
    "/v1/recommendations/buy-again/anna?placement=%00, ?placement",
    "/api/recommend/anna?n=0, ?n",
    "/api/popular?n=1001, ?n",
    "/api/latest?offset=-1, ?offset",
  })
  void aWrongParameterIsRefusedByName(String path, String pointer) {
    ApiClient.Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("code").asString()).isEqualTo("invalid_parameter");
    assertThat(answer.body().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"itemIds": []}                            | invalid_value | /itemIds
          {"userId": "anna"}                         | invalid_value | /itemIds
          {"itemIds": ["a"], "filter": {"x": 1}}     | unknown_path  | /filter/x
          {"itemIds": ["a"], "numResults": 3}        | unknown_field | /numResults
          {"itemIds": ["a"], "userId": "\\u0000"}    | invalid_value | /userId
          {"itemIds": ["a"], "placement": "\\u0000"} | invalid_value | /placement
          """)
  void aWrongListToOrderIsRefusedWithAPointer(String body, String code, String pointer) {
    ApiClient.Answer answer = api.post("/v1/rank", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("code").asString()).isEqualTo(code);
    assertThat(answer.body().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
  }

  @Test
  void aNameThatCannotBePutOnRecordIsRefused() {
    ApiClient.Answer answer = api.post("/v1/recommendations", "{\"context\": {\"a\\u0000\": 1}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("pointer").asString())
        .isEqualTo("/context/a\0");
  }

  @Test
  void nothingInsteadOfFeedbackIsRefused() {
    ApiClient.Answer answer = api.post("/api/session/recommend", "[null]");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("code").asString()).isEqualTo("invalid_parameter");
  }

  @Test
  void aFilterInTheAddressIsRefusedByName() {
    ApiClient.Answer malformed = api.get("/v1/recommendations?filter=%7Bbrand");
    ApiClient.Answer unknown = api.get("/v1/recommendations/popular?filter=%7B%22x%22%3A1%7D");

    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.body().get("code").asString()).isEqualTo("malformed_json");
    assertThat(unknown.body().get("errors").get(0).get("pointer").asString())
        .isEqualTo("?filter/x");
  }

  @Test
  void withoutTheRightKeyNothingIsAnswered() {
    ApiClient stranger = new ApiClient(port, "sk_wrong");
    ApiClient tracker = new ApiClient(port, TestDatabase.WRITE_KEY);

    assertThat(stranger.get("/v1/recommendations?userId=anna").status()).isEqualTo(401);
    assertThat(stranger.get("/v1/models").body().get("code").asString()).isEqualTo("unknown_key");
    assertThat(tracker.post("/v1/recommendations", "{}").status()).isEqualTo(403);
  }

  @Test
  void unknownThingsAreNotFound() {
    ApiClient.Answer model = api.get("/v1/models/no-such-model");
    ApiClient.Answer item = api.get("/v1/recommendations/similar/no-such-item");

    assertThat(model.status()).isEqualTo(404);
    assertThat(model.body().get("code").asString()).isEqualTo("unknown_model");
    assertThat(item.status()).isEqualTo(404);
    assertThat(item.body().get("code").asString()).isEqualTo("unknown_item");
    assertThat(api.get("/v1/recommendations/bought-together/nothing").body().get("code").asString())
        .isEqualTo("unknown_item");
    assertThat(api.get("/api/item/nothing/neighbors").status()).isEqualTo(404);
    assertThat(
            api.get("/v1/recommendations/019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11")
                .body()
                .get("code")
                .asString())
        .isEqualTo("unknown_recommendation");
    assertThat(api.get("/v1/recommend?session_id=1&user_consent=maybe&item_id=2").status())
        .isEqualTo(400);
    assertThat(api.get("/v1/recommend?session_id=1").status()).isEqualTo(400);
  }

  @Test
  void anEmptyShopAnswersAnEmptyListAndSaysSo() {
    ApiClient.Answer answer = api.post("/v1/recommendations", "{\"userId\": \"anna\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("items").size()).isZero();
    assertThat(answer.body().get("fallback").asString()).isEqualTo("empty");
    assertThat(answer.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void inTheDocumentEveryRefusalIsAProblemAndEveryOperationNeedsTheSecretKey() {
    JsonNode document = api.get("/v3/api-docs/recommendation").body();

    assertThat(ApiDocumentRules.broken(document, Set.of(), Set.of())).isEmpty();
  }

  @Test
  void theDocumentDescribesEveryPathWithItsErrors() {
    JsonNode document = api.get("/v3/api-docs/recommendation").body();

    JsonNode paths = document.get("paths");
    assertThat(paths.propertyNames())
        .containsExactlyInAnyOrder(
            "/v1/recommendations",
            "/v1/recommendations/similar/{itemId}",
            "/v1/recommendations/popular",
            "/v1/recommendations/recent",
            "/v1/recommendations/trending",
            "/v1/recommendations/bought-together/{itemId}",
            "/v1/recommendations/buy-again/{userId}",
            "/v1/recommendations/{recommendationId}",
            "/v1/rank",
            "/v1/merchandising-rules",
            "/v1/merchandising-rules/{id}",
            "/api/recommend/{userId}",
            "/api/recommend/{userId}/{category}",
            "/api/popular",
            "/api/popular/{category}",
            "/api/latest",
            "/api/latest/{category}",
            "/api/item/{itemId}/neighbors",
            "/api/item/{itemId}/neighbors/{category}",
            "/api/session/recommend",
            "/api/session/recommend/{category}",
            "/v1/recommend",
            "/v1/recommendations/progress",
            "/v1/models",
            "/v1/models/{version}",
            "/v1/models/{version}/evaluation",
            "/v1/models/{version}/activate");
    paths.forEachEntry((name, path) -> {
      for (JsonNode operation : path) {
        assertThat(operation.get("summary").asString()).isNotEmpty();
        assertThat(operation.get("description").asString()).isNotEmpty();
        assertThat(operation.get("responses").propertyNames()).contains("401");
        if (!name.startsWith("/v1/models")) {
          assertThat(operation.get("responses").propertyNames()).as(name).contains("403");
        }
      }
    });
    assertThat(
            paths
                .at(
                    "/~1v1~1recommendations/post/responses/200/content/application~1json/examples/personal/value/items/0/reason")
                .asString())
        .startsWith("because you");
  }

  @Test
  void healthAndMetricsAreThere() {
    api.getUntil(
        "/actuator/health/readiness", health -> health.get("status").asString().equals("UP"));

    JsonNode readiness = api.get("/actuator/health/readiness").body();

    assertThat(Stream.of("recommendation", "readinessState"))
        .allMatch(component -> readiness.get("components").has(component));
    assertThat(readiness.get("components").has("database")).isFalse();
  }
}
