package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The story a shop owner would tell: browse, be recognised, buy, be recommended something else, see
 * an offer, be counted. Told from outside, over HTTP only; a subclass says how the suite is
 * arranged.
 */
abstract class ShopperStory {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration CAUGHT_UP = Duration.ofSeconds(60);
  private static final int GUESTS = 16;

  abstract Suite start(Path folder);

  @Test
  void annaIsRecognisedServedPersuadedAndCountedOnce(@TempDir Path folder) {
    try (Suite suite = start(folder)) {
      tell(suite);
    }
  }

  private void tell(Suite suite) {
    openTheShop(suite);
    everydayTrade(suite);
    String campaign = startTheCampaign(suite);

    List<Guest> guests = IntStream.range(0, GUESTS).mapToObj(Guest::new).toList();
    guests.forEach(guest -> guest.browseAnonymously(suite.ingestion()));
    awaitFollowers(suite);
    guests.forEach(guest -> thePersonalListNamesWhatWasViewed(suite, guest));
    guests.forEach(guest -> guest.signIn(suite.ingestion()));
    awaitFollowers(suite);
    guests.forEach(guest -> bothIdsAreOneProfile(suite, guest));

    guests.forEach(guest -> guest.decide(suite.campaign()));
    Guest anna = guests.stream().filter(Guest::seesAnOffer).findFirst().orElseThrow();
    Guest ben = guests.stream().filter(guest -> !guest.seesAnOffer()).findFirst().orElseThrow();
    theOfferSaysWhy(anna);
    theHoldoutStaysTheHoldout(suite, ben);

    anna.seePromotion(suite.ingestion());
    theBoughtItemIsGoneAndTheSegmentHasChangedWithinASecond(suite, anna);
    awaitFollowers(suite);
    thePurchaseCountsOnce(suite, campaign);
  }

  private static void openTheShop(Suite suite) {
    StringBuilder items = new StringBuilder();
    for (String item : List.of("shoes", "socks", "laces", "hat", "scarf", "gloves")) {
      items.append(
          Api.JSON.writeValueAsString(
              Map.of(
                  "itemId",
                  item,
                  "name",
                  item,
                  "category",
                  List.of("shoes", "socks", "laces").contains(item) ? "feet" : "winter",
                  "brand",
                  "acme",
                  "price",
                  20,
                  "currency",
                  "EUR",
                  "inStock",
                  true)));
      items.append('\n');
    }
    suite.ingestion().postLines("/v1/items/batch", items.toString());
    suite
        .profile()
        .post(
            "/v1/segments",
            Map.of(
                "id", "buyers",
                "name", "Buyers",
                "condition", Map.of("features.orders", Map.of("$gte", 1))));
  }

  /** Twenty others view and buy in two circles, so that there is something to learn from. */
  private static void everydayTrade(Suite suite) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      List<String> circle =
          n % 2 == 0 ? List.of("shoes", "socks", "laces") : List.of("hat", "scarf", "gloves");
      for (String item : circle) {
        events.add(event("everyday-" + n + "-" + item, "view", "customer-" + n, item));
      }
      events.add(event("everyday-" + n + "-buy", "purchase", "customer-" + n, circle.get(n % 3)));
    }
    JsonNode verdict = suite.ingestion().post("/v1/events", events);
    assertThat(verdict.path("accepted").asInt()).isEqualTo(80);
  }

  private static Map<String, Object> event(
      String messageId, String type, String userId, String itemId) {
    return Map.of(
        "messageId",
        messageId,
        "type",
        type,
        "userId",
        userId,
        "itemId",
        itemId,
        "quantity",
        1,
        "price",
        20,
        "currency",
        "EUR",
        "timestamp",
        Instant.now().toString());
  }

  private static String startTheCampaign(Suite suite) {
    JsonNode campaign =
        suite
            .campaign()
            .post(
                "/v1/campaigns",
                Map.of(
                    "name", "Second look",
                    "placements", List.of("home"),
                    "condition", Map.of("features.views", Map.of("$gte", 2)),
                    "holdoutShare", 0.5,
                    "offers", List.of(Map.of("title", "Ten percent off"))));
    String id = campaign.path("campaignId").asString();
    suite.campaign().post("/v1/campaigns/" + id + "/start", Map.of());
    return id;
  }

  private static void awaitFollowers(Suite suite) {
    Eventually.within(
        CAUGHT_UP,
        "all followers have caught up",
        () ->
            caughtUp(suite.profile(), "/v1/profiles/progress")
                && caughtUp(suite.recommendation(), "/v1/recommendations/progress")
                && caughtUp(suite.campaign(), "/v1/decisions/progress"));
  }

  private static boolean caughtUp(Api api, String path) {
    return api.get(path).path("caughtUp").asBoolean();
  }

  private static void thePersonalListNamesWhatWasViewed(Suite suite, Guest guest) {
    Eventually.within(
        CAUGHT_UP,
        "the model has learnt that socks go with shoes",
        () -> {
          JsonNode answer =
              suite
                  .recommendation()
                  .get("/v1/recommendations?anonymousId=" + guest.browser() + "&numResults=3");
          JsonNode first = answer.path("items").path(0);
          return first.path("reason").asString("").contains("shoes")
              && itemIds(answer.path("items")).contains("socks");
        });
  }

  private static void bothIdsAreOneProfile(Suite suite, Guest guest) {
    JsonNode known = suite.profile().get("/v1/profiles/" + guest.encodedUserId());
    JsonNode anonymous = suite.profile().get("/v1/profiles/" + guest.browser());

    assertThat(anonymous.path("userId").asString()).isEqualTo(guest.userId());
    assertThat(known.path("features").path("views").asInt()).isEqualTo(2);
    assertThat(known.path("traits").path("country").asString()).isEqualTo("DE");
    assertThat(known.path("segments").toString()).doesNotContain("buyers");
  }

  private static void theOfferSaysWhy(Guest anna) {
    JsonNode offer = anna.decision().path("offers").path(0);

    assertThat(offer.toString()).contains("Ten percent off");
    assertThat(anna.decision().path("reasons").toString()).contains("features.views");
  }

  private static void theHoldoutStaysTheHoldout(Suite suite, Guest ben) {
    for (int visit = 0; visit < 3; visit++) {
      ben.decide(suite.campaign());
      assertThat(ben.seesAnOffer()).isFalse();
    }
  }

  private static void theBoughtItemIsGoneAndTheSegmentHasChangedWithinASecond(
      Suite suite, Guest anna) {
    assertThat(anna.recommended(suite.recommendation())).contains("socks");

    JsonNode first = anna.buySocks(suite.ingestion());
    Duration waited =
        Eventually.within(
            FRESH,
            "socks are gone from the list, and anna is a buyer",
            () ->
                !anna.recommended(suite.recommendation()).contains("socks")
                    && suite
                        .profile()
                        .get("/v1/profiles/" + anna.encodedUserId())
                        .path("segments")
                        .toString()
                        .contains("buyers"));

    assertThat(first.path("accepted").asInt()).isEqualTo(1);
    assertThat(anna.buySocks(suite.ingestion()).path("duplicates").asInt()).isEqualTo(1);
    assertThat(anna.buySocks(suite.ingestion()).path("duplicates").asInt()).isEqualTo(1);
    System.out.println("a purchase was seen everywhere after " + waited.toMillis() + " ms");
  }

  private static void thePurchaseCountsOnce(Suite suite, String campaign) {
    JsonNode results = suite.campaign().get("/v1/campaigns/" + campaign + "/results");

    assertThat(results.path("treated").path("exposed").asInt()).isEqualTo(1);
    assertThat(results.path("treated").path("converted").asInt()).isEqualTo(1);
    assertThat(results.path("holdout").path("converted").asInt()).isZero();
  }

  private static List<String> itemIds(JsonNode items) {
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.path("itemId").asString())
        .toList();
  }

  /** Somebody who comes with a browser and later says who they are. */
  private static final class Guest {
    private final int number;
    private JsonNode decision = Api.JSON.createObjectNode();

    Guest(int number) {
      this.number = number;
    }

    String browser() {
      return "browser-" + number;
    }

    /** Ids may hold anything; a slash is the likeliest thing to trip over. */
    String userId() {
      return "guest/" + number;
    }

    /** The same within a path or a query. */
    String encodedUserId() {
      return URLEncoder.encode(userId(), StandardCharsets.UTF_8);
    }

    JsonNode decision() {
      return decision;
    }

    void browseAnonymously(Api ingestion) {
      for (String item : List.of("shoes", "laces")) {
        ingestion.post(
            "/v1/track",
            Map.of(
                "messageId", "look-" + item + "-" + number,
                "anonymousId", browser(),
                "event", "Product Viewed",
                "properties", Map.of("product_id", item),
                "timestamp", Instant.now().toString()));
      }
    }

    void signIn(Api ingestion) {
      ingestion.post(
          "/v1/identify",
          Map.of(
              "messageId", "sign-in-" + number,
              "anonymousId", browser(),
              "userId", userId(),
              "traits", Map.of("country", "DE"),
              "timestamp", Instant.now().toString()));
    }

    void decide(Api campaign) {
      decision = campaign.post("/v1/decisions", Map.of("userId", userId(), "placement", "home"));
      assertThat(decision.path("fallback").isNull() || decision.path("fallback").isMissingNode())
          .as("decided on the profile: %s", decision)
          .isTrue();
    }

    boolean seesAnOffer() {
      return !decision.path("offers").isEmpty();
    }

    void seePromotion(Api ingestion) {
      ingestion.post(
          "/v1/events",
          List.of(
              Map.of(
                  "messageId", "seen-" + number,
                  "type", "promotion_view",
                  "userId", userId(),
                  "decisionId", decision.path("decisionId").asString(),
                  "timestamp", Instant.now().toString())));
    }

    JsonNode buySocks(Api ingestion) {
      return ingestion.post(
          "/v1/track",
          Map.of(
              "messageId", "order-" + number,
              "userId", userId(),
              "event", "Order Completed",
              "properties",
                  Map.of(
                      "order_id",
                      "order-" + number,
                      "currency",
                      "EUR",
                      "products",
                      List.of(Map.of("product_id", "socks", "price", 20, "quantity", 1))),
              "timestamp", Instant.now().toString()));
    }

    List<String> recommended(Api recommendation) {
      return itemIds(
          recommendation
              .get("/v1/recommendations?userId=" + encodedUserId() + "&numResults=6")
              .path("items"));
    }
  }
}
