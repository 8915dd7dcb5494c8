package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import io.storeloop.recommendation.ShopFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * One small shop: sport shoppers meet shoes, socks and a ball; kitchen shoppers meet a pan, a pot
 * and a spoon.
 */
@RunningRecommendation
class RecommendationIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ShopFixture SHOP = new ShopFixture(DATABASE);
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static boolean filled;

  private final ApiClient api;

  RecommendationIT(@LocalServerPort int port) {
    api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
    registry.add("storeloop.identity.secret", () -> SignatureFixture.SECRET);
  }

  @BeforeEach
  void fillTheShopOnce() {
    if (!filled) {
      SHOP.item("shoes", "Red Shoes", "sport");
      SHOP.item("socks", "Blue Socks", "sport");
      SHOP.item("ball", "Ball", "sport");
      SHOP.item("pan", "Pan", "kitchen");
      SHOP.item("pot", "Pot", "kitchen");
      SHOP.item("spoon", "Spoon", "kitchen");
      for (int i = 0; i < 5; i++) {
        for (String item : List.of("shoes", "socks", "ball")) {
          SHOP.user("sport-" + i, "view", item);
        }
      }
      for (int i = 0; i < 3; i++) {
        for (String item : List.of("pan", "pot", "spoon")) {
          SHOP.user("cook-" + i, "view", item);
        }
      }
      filled = true;
    }
    api.awaitLearnt();
  }

  @Test
  void aShopperGetsWhatGoesWithTheirOwnBehaviourAndTheReasonNamesIt() {
    SHOP.user("anna", "view", "shoes");
    SHOP.user("anna", "purchase", "socks");
    api.awaitLearnt();

    JsonNode answer = api.get("/v1/recommendations?userId=anna&explain=true").body();

    assertThat(answer.get("fallback").isNull()).isTrue();
    assertThat(answer.get("modelVersion").asString()).isNotEmpty();
    JsonNode first = answer.get("items").get(0);
    assertThat(first.get("itemId").asString()).isEqualTo("ball");
    assertThat(first.get("source").asString()).isEqualTo("personal");
    assertThat(first.get("reason").asString())
        .isEqualTo("because you bought Blue Socks and viewed Red Shoes");
    double shares = 0;
    for (JsonNode evidence : first.get("evidence")) {
      shares += evidence.get("share").asDouble();
    }
    assertThat(shares).isEqualTo(1, within(1e-9));
    assertThat(first.get("evidence").get(0).get("eventType").asString()).isEqualTo("purchase");
    assertThat(first.get("evidence").get(0).get("name").asString()).isEqualTo("Blue Socks");
  }

  @Test
  void aPurchasedItemIsGoneWithinASecond() {
    SHOP.user("berta", "view", "pan");
    api.getUntil("/v1/recommendations?userId=berta", answer -> itemIds(answer).contains("spoon"));

    SHOP.user("berta", "purchase", "spoon");

    api.getUntil(
        "/v1/recommendations?userId=berta",
        answer -> !itemIds(answer).contains("spoon"),
        ONE_SECOND);
  }

  @Test
  void whatABrowserDidJoinsTheUserWhoSignsInOnIt() {
    SHOP.device("device-1", "view", "pot");
    api.getUntil(
        "/v1/recommendations?anonymousId=device-1", answer -> answer.get("fallback").isNull());

    SHOP.identify("clara", "device-1");

    JsonNode answer =
        api.getUntil(
                "/v1/recommendations?userId=clara",
                joined -> joined.get("fallback").isNull(),
                ONE_SECOND)
            .body();
    assertThat(answer.get("items").get(0).get("reason").asString())
        .isEqualTo("because you viewed Pot");
  }

  @Test
  void aStrangerWhoNamesAKnownUserGetsNothingOfTheirs() {
    SHOP.user("edda", "purchase", "pot");
    SHOP.identify("edda", "thiefs-laptop");
    SHOP.device("thiefs-laptop", "view", "socks");
    SHOP.signedIdentify("edda", "eddas-laptop");

    JsonNode own =
        api.getUntil(
                "/v1/recommendations?anonymousId=eddas-laptop",
                answer -> answer.get("fallback").isNull())
            .body();
    JsonNode thiefs = api.get("/v1/recommendations?anonymousId=thiefs-laptop").body();

    assertThat(own.get("items").get(0).get("reason").asString())
        .isEqualTo("because you bought Pot");
    assertThat(thiefs.toString()).contains("because you viewed Blue Socks");
    assertThat(thiefs.toString()).doesNotContain("because you bought");
    assertThat(itemIds(thiefs)).contains("pot");
  }

  @Test
  void aBrowserThatTheShopHasTakenOutOfAUserIsItsOwnAgainWithinASecond() {
    SHOP.device("fritz-laptop", "view", "pan");
    SHOP.identify("fritz", "fritz-laptop");
    SHOP.user("fritz", "purchase", "spoon");
    api.getUntil(
        "/v1/recommendations?anonymousId=fritz-laptop",
        answer -> answer.toString().contains("because you bought Spoon"));

    SHOP.undo("fritz", "fritz-laptop");

    String laptop =
        api.getUntil(
                "/v1/recommendations?anonymousId=fritz-laptop",
                answer -> !answer.toString().contains("because you bought"),
                ONE_SECOND)
            .body()
            .toString();
    String fritz = api.get("/v1/recommendations?userId=fritz").body().toString();
    assertThat(laptop).contains("because you viewed Pan");
    assertThat(fritz).contains("because you bought Spoon").doesNotContain("viewed Pan");
  }

  @Test
  void aSessionLeadsToItsShopper() {
    SHOP.inSession("session-1", "device-2", "view", "pot");

    JsonNode answer =
        api.getUntil(
                "/v1/recommendations?sessionId=session-1", found -> found.get("fallback").isNull())
            .body();

    assertThat(answer.get("items").get(0).get("reason").asString())
        .isEqualTo("because you viewed Pot");
  }

  @Test
  void aStrangerGetsThePopularListAndHearsThatItIsNotTheirs() {
    JsonNode answer = api.get("/v1/recommendations?userId=nobody-knows-me").body();

    assertThat(answer.get("fallback").asString()).isEqualTo("popular");
    assertThat(itemIds(answer)).contains("shoes", "pan");
    assertThat(answer.get("items").get(0).get("reason").asString())
        .isEqualTo("popular with other shoppers; we know nothing of your own behaviour yet");
    assertThat(answer.get("items").get(0).get("evidence").size()).isZero();
  }

  @Test
  void withoutAnyIdTheItemsInViewDecide() {
    JsonNode answer =
        api.post("/v1/recommendations", "{\"itemIds\": [\"pan\"], \"numResults\": 2}").body();

    assertThat(answer.get("fallback").asString()).isEqualTo("similar");
    assertThat(itemIds(answer)).containsExactlyInAnyOrder("pot", "spoon");
    assertThat(answer.get("items").get(0).get("reason").asString())
        .isEqualTo("met by the same shoppers as Pan; not based on your own behaviour");
    assertThat(answer.get("items").get(0).get("evidence").get(0).get("eventType").asString())
        .isEqualTo("context");
  }

  @Test
  void tooFewPersonalItemsAreToppedUpWithPopularOnesMarkedAsSuch() {
    SHOP.user("dora", "view", "pan");
    JsonNode answer =
        api.getUntil(
                "/v1/recommendations?userId=dora&numResults=4",
                found -> found.get("fallback").isNull())
            .body();

    List<String> sources = new ArrayList<>();
    answer.get("items").forEach(item -> sources.add(item.get("source").asString()));
    assertThat(sources).containsExactly("personal", "personal", "popular", "popular");
  }

  @Test
  void whatTheCallerExcludesIsLeftOut() {
    JsonNode answer =
        api.post("/v1/recommendations", "{\"excludeItemIds\": [\"shoes\", \"no-such-item\"]}")
            .body();

    assertThat(itemIds(answer)).contains("socks").doesNotContain("shoes");
  }

  @Test
  void anItemOutOfStockDisappearsAndComesBack() {
    SHOP.item("ball", "Ball", "sport", false, false);
    api.getUntil("/v1/recommendations/popular", answer -> !itemIds(answer).contains("ball"));

    SHOP.item("ball", "Ball", "sport", true, false);

    api.getUntil("/v1/recommendations/popular", answer -> itemIds(answer).contains("ball"));
  }

  @Test
  void popularItemsOfOneCategory() {
    JsonNode answer = api.get("/v1/recommendations/popular?category=kitchen").body();

    assertThat(itemIds(answer)).containsExactlyInAnyOrder("pan", "pot", "spoon");
  }

  @Test
  void similarItemsComeFirstOnAProductPage() {
    JsonNode answer = api.get("/v1/recommendations/similar/shoes?numResults=2").body();

    assertThat(itemIds(answer)).containsExactlyInAnyOrder("socks", "ball");
    assertThat(api.get("/v1/recommendations/similar/no-such-item").status()).isEqualTo(404);
    assertThat(api.get("/v1/recommendations/similar/no-such-item").body().get("code").asString())
        .isEqualTo("unknown_item");
  }

  private static List<String> itemIds(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("items").forEach(item -> ids.add(item.get("itemId").asString()));
    return ids;
  }
}
