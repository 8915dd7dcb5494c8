package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import io.storeloop.recommendation.ShopFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Filters, rules, the record and the façades, as callers meet them; ids are numbers for Serenade.
 */
@RunningRecommendation
class ListsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ShopFixture SHOP = new ShopFixture(DATABASE);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RULES = "/v1/merchandising-rules";
  private static boolean filled;

  private final int port;
  private final ApiClient api;

  ListsIT(@LocalServerPort int port) {
    this.port = port;
    this.api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
    registry.add("storeloop.recommendation.ledger.flush-interval", () -> "50ms");
  }

  @BeforeEach
  void fillTheShopOnce() {
    if (!filled) {
      SHOP.item("11", "sport", "acme", "49.90", "{\"colour\": \"red\"}");
      SHOP.item("12", "sport", "bolt", "19.90", "{\"colour\": \"blue\"}");
      SHOP.item("13", "sport", "acme", "9.90", "{\"colour\": \"red\"}");
      SHOP.item("21", "kitchen", "core", "30.00", "{}");
      SHOP.item("22", "kitchen", "core", "31.00", "{}");
      for (int i = 0; i < 6; i++) {
        for (String item : List.of("11", "12", "13")) {
          SHOP.user("sport-" + i, "view", item);
        }
        if (i < 3) {
          SHOP.user("cook-" + i, "view", "21");
          SHOP.user("cook-" + i, "view", "22");
        }
      }
      filled = true;
    }
    api.awaitLearnt();
  }

  @Test
  void aFilterLetsOnlyMatchingItemsThroughInBothForms() {
    String filter = "{\"attributes.colour\": \"red\", \"price\": {\"$lt\": 40}}";

    JsonNode posted = api.post("/v1/recommendations", "{\"filter\": " + filter + "}").body();
    JsonNode got = api.get("/v1/recommendations/popular?filter=" + encoded(filter)).body();

    assertThat(ids(posted)).containsExactly("13");
    assertThat(ids(got)).containsExactly("13");
  }

  @Test
  void aRuleHoldsWithinSecondsAtItsPlacementAloneAndEndsWhenItIsRemoved() {
    api.post(
        RULES,
        """
        {"id": "kitchen-first", "name": "Kitchen first", "kind": "pin", "position": 0, "placement": "home",
         "condition": {"itemId": "22"}}
        """);
    api.post(
        RULES,
        """
        {"id": "no-bolt", "name": "No bolt", "kind": "exclude", "placement": "home", "condition": {"brand": "bolt"}}
        """);
    JsonNode home =
        api.getUntil(
                "/v1/recommendations/popular?placement=home",
                answer -> ids(answer).getFirst().equals("22") && !ids(answer).contains("12"),
                PATIENCE)
            .body();
    JsonNode elsewhere = api.get("/v1/recommendations/popular?placement=cart").body();
    api.delete(RULES + "/kitchen-first");
    api.delete(RULES + "/no-bolt");

    assertThat(home.get("items").get(0).get("placedBy").asString()).isEqualTo("pin:kitchen-first");
    assertThat(home.get("items").get(0).get("reason").asString()).isEqualTo(ReasonWords.PINNED);
    assertThat(ids(elsewhere)).contains("12");
    assertThat(ids(elsewhere).getFirst()).isNotEqualTo("22");
    api.getUntil(
        "/v1/recommendations/popular?placement=home",
        answer -> ids(answer).contains("12"),
        PATIENCE);
  }

  @Test
  void whatWasRecommendedIsOnRecord() {
    SHOP.user("rita", "view", "11");
    api.awaitLearnt();
    JsonNode answer =
        api.post(
                "/v1/recommendations",
                """
                {"userId": "rita", "placement": "home", "numResults": 2, "context": {"device": "phone", "visits": 3}}
                """)
            .body();

    JsonNode record =
        api.getUntil(
                "/v1/recommendations/" + answer.get("recommendationId").asString(),
                found -> true,
                PATIENCE)
            .body();

    assertThat(record.get("kind").asString()).isEqualTo("recommendations");
    assertThat(record.get("userId").asString()).isEqualTo("rita");
    assertThat(record.get("placement").asString()).isEqualTo("home");
    assertThat(record.get("modelVersion")).isEqualTo(answer.get("modelVersion"));
    assertThat(record.at("/context/device").asString()).isEqualTo("phone");
    assertThat(ids(record)).isEqualTo(ids(answer));
    assertThat(record.at("/items/1/position").asInt()).isEqualTo(1);
    assertThat(record.at("/items/0/propensity").asDouble()).isEqualTo(1);
    assertThat(record.at("/items/0/source")).isEqualTo(answer.at("/items/0/source"));
  }

  @Test
  void aGivenListIsOrderedAndWhatMustNotBeShownIsNamed() {
    SHOP.user("otto", "view", "21");
    SHOP.user("otto", "purchase", "13");
    api.getUntil(
        "/v1/recommendations?userId=otto",
        answer -> answer.get("fallback").isNull() && !ids(answer).contains("13"),
        PATIENCE);

    JsonNode answer =
        api.post(
                "/v1/rank",
                "{\"userId\": \"otto\", \"itemIds\": [\"12\", \"unknown\", \"13\", \"22\"]}")
            .body();

    assertThat(ids(answer)).containsExactly("12", "22");
    assertThat(answer.at("/items/0/reason").asString()).contains("you bought 13");
    assertThat(answer.at("/items/1/reason").asString()).contains("you viewed 21");
    assertThat(answer.get("omitted").toString()).isEqualTo("[\"unknown\",\"13\"]");
  }

  @Test
  void theNewestItemsComeFirst() {
    SHOP.item("31", "garden", "core", "5.00", "{}");

    JsonNode recent =
        api.getUntil(
                "/v1/recommendations/recent?numResults=2",
                answer -> ids(answer).contains("31"),
                PATIENCE)
            .body();

    assertThat(ids(recent).getFirst()).isEqualTo("31");
    assertThat(recent.at("/items/0/source").asString()).isEqualTo("recent");
    assertThat(recent.get("fallback").isNull()).isTrue();
  }

  @Test
  void listsWithNothingToSayAreEmpty() {
    assertThat(ids(api.get("/v1/recommendations/trending").body())).isEmpty();
    assertThat(ids(api.get("/v1/recommendations/bought-together/21").body())).isEmpty();
    assertThat(ids(api.get("/v1/recommendations/buy-again/nobody").body())).isEmpty();
  }

  @Test
  void gorsesRoutesAnswerInItsShapes() {
    JsonNode ofUser = gorse("GET", "/api/recommend/cook-0?n=2&offset=0", "");
    JsonNode next = gorse("GET", "/api/recommend/cook-0?n=1&offset=1", "");
    JsonNode ofCategory = gorse("GET", "/api/recommend/cook-0/sport?n=10", "");
    JsonNode several = gorse("GET", "/api/recommend/cook-0?category=kitchen&category=garden", "");
    JsonNode oneName = gorse("GET", "/api/recommend/cook-0?category=kitchen,garden", "");
    JsonNode popular = gorse("GET", "/api/popular?n=2", "");
    JsonNode unread = gorse("GET", "/api/popular?n=10&user-id=cook-0", "");
    JsonNode latest = gorse("GET", "/api/latest?category=kitchen", "");
    JsonNode neighbours = gorse("GET", "/api/item/11/neighbors?n=2", "");
    JsonNode session =
        gorse(
            "POST",
            "/api/session/recommend?n=3",
            """
            [{"FeedbackType": "read", "UserId": "", "ItemId": "11", "Timestamp": "2026-03-01T12:01:00Z", "Comment": ""},
             {"FeedbackType": "read", "UserId": "", "ItemId": "12", "Timestamp": "2026-03-01T12:00:00Z", "Comment": ""}]
            """);

    assertThat(ofUser.isArray() && ofUser.get(0).isString()).isTrue();
    assertThat(next.get(0)).isEqualTo(ofUser.get(1));
    assertThat(texts(ofCategory)).containsExactlyInAnyOrder("11", "12", "13");
    assertThat(texts(several)).isSubsetOf("21", "22", "31");
    assertThat(oneName.size()).isZero();
    assertThat(popular.size()).isEqualTo(2);
    assertThat(popular.get(0).propertyNames()).containsExactlyInAnyOrder("Id", "Score");
    assertThat(unread.toString()).doesNotContain("\"21\"", "\"22\"");
    assertThat(latest.findValuesAsString("Id")).containsExactlyInAnyOrder("21", "22");
    assertThat(neighbours.findValuesAsString("Id")).containsExactlyInAnyOrder("12", "13");
    assertThat(session.get(0).get("Id").asString()).isEqualTo("13");
  }

  @Test
  void serenadesRouteAnswersAListOfIds() {
    JsonNode first = api.get("/v1/recommend?session_id=144&user_consent=true&item_id=11").body();
    JsonNode second = api.get("/v1/recommend?session_id=144&user_consent=true&item_id=12").body();
    JsonNode without = api.get("/v1/recommend?session_id=144&user_consent=false&item_id=21").body();
    JsonNode anew = api.get("/v1/recommend?session_id=144&user_consent=true&item_id=11").body();

    assertThat(first.isArray() && first.get(0).isNumber()).isTrue();
    assertThat(List.of(first.get(0).asInt(), first.get(1).asInt())).contains(12, 13);
    assertThat(second.get(0).asInt()).isEqualTo(13);
    assertThat(without.get(0).asInt()).isEqualTo(22);
    assertThat(anew).isEqualTo(first);
  }

  /** As Gorse's clients call it: the key in a header of its own. */
  private JsonNode gorse(String method, String path, String body) {
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                      .header("X-API-Key", TestDatabase.SECRET_KEY)
                      .header("Content-Type", "application/json")
                      .timeout(PATIENCE)
                      .method(method, HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("items").forEach(item -> ids.add(item.get("itemId").asString()));
    return ids;
  }
}
