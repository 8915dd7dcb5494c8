package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.FakeProfileService.Mood;
import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.common.schema.TestDatabase;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OfferIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  @AfterEach
  void recover() {
    service.profiles.is(Mood.WELL);
    service.recommendations.falls(false);
    policy("{\"version\": %d}");
  }

  private Answer policy(String body) {
    long version = service.get("/v1/campaign-policy").body().path("version").asLong();
    return service.put("/v1/campaign-policy", body.formatted(version));
  }

  private JsonNode offerIn(String language, String userId, String placement) {
    return service
        .send(
            "POST",
            "/v1/decisions",
            "{\"userId\": \"%s\", \"placement\": \"%s\"}".formatted(userId, placement),
            TestDatabase.SECRET_KEY,
            "Accept-Language",
            language)
        .body()
        .path("offers")
        .path(0);
  }

  @Test
  void contentComesInTheLanguageOfThePageThenOfTheProfileThenInItsOwn() {
    service.runningCampaign(
        """
        {"name": "Languages", "placements": ["languages"], "holdoutShare": 0,
         "offers": [{"title": "Hello", "language": "en",
                     "translations": {"de": {"title": "Hallo", "link": "/de"}, "fr": {"title": "Bonjour"}}}]}
        """);
    service.profiles.knows("languages-anna", "{\"traits\": {\"locale\": \"fr_FR\"}}");

    JsonNode german = offerIn("de-AT, en;q=0.5", "languages-anna", "languages").path("content");

    assertThat(german.path("title").asString()).isEqualTo("Hallo");
    assertThat(german.path("link").asString()).isEqualTo("/de");
    assertThat(offerIn("*", "languages-anna", "languages").path("content").path("title").asString())
        .isEqualTo("Bonjour");
    assertThat(offerIn("sv", "languages-ben", "languages").path("content").path("title").asString())
        .isEqualTo("Hello");
    assertThat(offerIn("?!", "languages-ben", "languages").path("language").asString())
        .isEqualTo("en");
  }

  private void recommending(String placement) {
    service.runningCampaign(
        """
        {"name": "Recommend", "placements": ["%s"], "holdoutShare": 0,
         "offers": [{"title": "For you", "kind": "recommendations",
                     "recommendations": {"numResults": 3, "filter": {"category": "socks"}}}]}
        """
            .formatted(placement));
  }

  @Test
  void recommendedItemsAreAskedForWithTheCampaignsFilter() {
    recommending("recommending");

    JsonNode answer = service.decide("userId", "recommending-anna", "recommending").body();

    JsonNode offer = answer.path("offers").path(0);
    assertThat(offer.path("kind").asString()).isEqualTo("recommendations");
    assertThat(offer.path("items").path(0).path("itemId").asString()).isEqualTo("SOCKS");
    assertThat(offer.path("recommendationId").asString()).isEqualTo("r-1");
    assertThat(answer.has("fallback")).isFalse();
    JsonNode asked = service.recommendations.lastQuestion();
    assertThat(asked.path("userId").asString()).isEqualTo("recommending-anna");
    assertThat(asked.path("numResults").asInt()).isEqualTo(3);
    assertThat(asked.path("filter").path("category").asString()).isEqualTo("socks");
    assertThat(
            service
                .get("/v1/decisions/" + answer.path("decisionId").asString())
                .body()
                .path("served")
                .path("itemIds")
                .path(0)
                .asString())
        .isEqualTo("SOCKS");
  }

  @Test
  void aSilentRecommendationServiceLeavesTheContentMarkedAndInTime() {
    recommending("silence");
    service.recommendations.falls(true);
    long began = System.nanoTime();

    JsonNode answer = service.decide("userId", "silence-anna", "silence").body();

    assertThat(answer.path("fallback").asString()).isEqualTo("recommendations_unavailable");
    assertThat(answer.path("offers").path(0).path("content").path("title").asString())
        .isEqualTo("For you");
    assertThat(answer.path("offers").path(0).has("items")).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void promotionsAndAudiencesSayWhatTheyAre() {
    service.runningCampaign(
        """
        {"name": "Promotion", "placements": ["promotion"], "holdoutShare": 0,
         "offers": [{"title": "Five off", "kind": "promotion", "promotion": {"type": "amount", "value": 5, "currency": "EUR"}}]}
        """);
    service.runningCampaign(
        "{\"name\": \"Audience\", \"placements\": [\"audience\"], \"holdoutShare\": 0, \"offers\": [{\"kind\": \"audience\"}]}");

    JsonNode promotion =
        service.decide("userId", "anna", "promotion").body().path("offers").path(0);
    JsonNode audience = service.decide("userId", "anna", "audience").body().path("offers").path(0);

    assertThat(promotion.path("promotion").path("type").asString()).isEqualTo("amount");
    assertThat(promotion.path("promotion").path("value").asInt()).isEqualTo(5);
    assertThat(audience.path("kind").asString()).isEqualTo("audience");
  }

  @Test
  void everyMistakeInAnOfferNamesItsNode() {
    Answer answer =
        service.post(
            "/v1/campaigns",
            """
            {"name": "Wrong", "placements": ["nowhere"], "offers": [
              {"title": "A", "kind": "poster"},
              {"title": "B", "kind": "coupon"},
              {"title": "C", "kind": "promotion", "promotion": {"type": "percentage", "value": 101}},
              {"title": "D", "kind": "promotion", "promotion": {"type": "amount", "value": 1}},
              {"title": "E", "kind": "recommendations", "recommendations": {"numResults": 0, "filter": []}},
              {"title": "G", "kind": "recommendations",
               "recommendations": {"filter": {"category": "socks", "$or": [{"price": {"$lt": "cheap"}}, {"colour": "red"}]}}},
              {"title": "F", "coupon": {"poolId": "x"}, "translations": {"d!": {"title": "F"}, "de": {}}}]}
            """);

    assertThat(answer.body().path("errors"))
        .extracting(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .containsExactlyInAnyOrder(
            "/offers/0/kind invalid_value",
            "/offers/1/coupon/poolId missing_value",
            "/offers/2/promotion/value number_out_of_range",
            "/offers/3/promotion/currency missing_value",
            "/offers/4/recommendations/numResults number_out_of_range",
            "/offers/4/recommendations/filter wrong_type",
            "/offers/5/recommendations/filter/$or/0/price/$lt wrong_type",
            "/offers/5/recommendations/filter/$or/1/colour unknown_path",
            "/offers/6/coupon wrong_kind",
            "/offers/6/translations/d! invalid_value",
            "/offers/6/translations/de/title missing_value");
  }

  @Test
  void whereNobodyCanBeKnownThePlacesDefaultOfferStandsIn() {
    assertThat(
            policy(
                    """
                    {"version": %d, "defaultOffers": {"stand-in": {"title": "New this week", "link": "/new"}}}
                    """)
                .status())
        .isEqualTo(200);
    service.profiles.is(Mood.SLOW);
    long began = System.nanoTime();

    JsonNode answer = service.decide("userId", "anna", "stand-in").body();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    assertThat(answer.path("fallback").asString()).isEqualTo("profile_unavailable");
    assertThat(answer.path("offers").path(0).path("offerId").asString()).isEqualTo("default");
    assertThat(answer.path("offers").path(0).path("content").path("title").asString())
        .isEqualTo("New this week");
    assertThat(answer.path("offers").path(0).has("campaignId")).isFalse();
    assertThat(service.decide("userId", "anna", "elsewhere").body().path("offers").isEmpty())
        .isTrue();
    JsonNode entry = service.get("/v1/decisions/" + answer.path("decisionId").asString()).body();
    assertThat(entry.path("offerId").asString()).isEqualTo("default");
    assertThat(entry.has("campaignId")).isFalse();
  }

  @Test
  void theGlobalHoldoutIsKeptOutOfEveryCampaignAndTheAnswerDoesNotNameIt() {
    for (String placement : new String[] {"global-1", "global-2"}) {
      service.runningCampaign(
          "{\"name\": \"Global\", \"placements\": [\"%s\"], \"holdoutShare\": 0, \"offers\": [{\"title\": \"Hi\"}]}"
              .formatted(placement));
    }
    assertThat(policy("{\"version\": %d, \"holdoutShare\": 0.5}").status()).isEqualTo(200);

    IntStream.range(0, 40)
        .mapToObj(i -> "global-shopper-" + i)
        .forEach(id -> {
          JsonNode first = service.decide("userId", id, "global-1").body();
          JsonNode second = service.decide("userId", id, "global-2").body();

          assertThat(first.has("holdout")).isEqualTo(second.has("holdout"));
          assertThat(first.path("offers").isEmpty()).isEqualTo(first.has("holdout"));
          if (first.has("holdout")) {
            assertThat(first.path("reasons").isEmpty()).isTrue();
            JsonNode entry =
                service.get("/v1/decisions/" + first.path("decisionId").asString()).body();
            assertThat(entry.path("holdout").asBoolean()).isTrue();
            assertThat(entry.has("campaignId")).isFalse();
            assertThat(entry.path("treatmentProbability").asDouble()).isEqualTo(0.5);
          }
        });
  }

  @Test
  void thePolicyIsCheckedAndVersioned() {
    Answer wrong =
        policy(
            """
            {"version": %d, "holdoutShare": 0.6, "frequencyCaps": [{"most": 0, "period": "P1D"}],
             "defaultOffers": {"a/b": {"title": ""}, "!": {"title": "T"}}}
            """);
    Answer late = service.put("/v1/campaign-policy", "{\"version\": -1}");
    Answer unread = service.put("/v1/campaign-policy", "{}");

    assertThat(wrong.body().path("errors"))
        .extracting(error -> error.path("pointer").asString())
        .containsExactlyInAnyOrder(
            "/holdoutShare",
            "/frequencyCaps/0/most",
            "/defaultOffers/a~1b/title",
            "/defaultOffers/!");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("changed_meanwhile");
    assertThat(unread.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/version");
  }
}
