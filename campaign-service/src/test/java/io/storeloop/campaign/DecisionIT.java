package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.FakeProfileService.Mood;
import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.common.schema.TestDatabase;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class DecisionIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  @AfterEach
  void recover() {
    service.profiles.is(Mood.WELL);
  }

  @Test
  void aShopperWhoMeetsTheConditionSeesTheOfferWithItsReasons() {
    String campaign =
        service.runningCampaign(
            """
            {"name": "Win back", "placements": ["home"], "condition": {"features.recencyDays": {"$gte": 30}},
             "holdoutShare": 0, "offers": [{"offerId": "ten", "title": "Ten percent off", "values": {"code": "BACK10"}}]}
            """);
    service.profiles.knows(
        "anna",
        "{\"userId\": \"anna\", \"features\": {\"recencyDays\": 42}, \"asOf\": \"2026-03-01T12:00:00Z\"}");

    Answer answer = service.decide("userId", "anna", "home");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode offer = answer.body().path("offers").path(0);
    assertThat(offer.path("offerId").asString()).isEqualTo("ten");
    assertThat(offer.path("campaignId").asString()).isEqualTo(campaign);
    assertThat(offer.path("content").path("values").path("code").asString()).isEqualTo("BACK10");
    JsonNode reason = answer.body().path("reasons").path(0);
    assertThat(reason.path("path").asString()).isEqualTo("features.recencyDays");
    assertThat(reason.path("operator").asString()).isEqualTo("$gte");
    assertThat(reason.path("expected").asInt()).isEqualTo(30);
    assertThat(reason.path("actual").asInt()).isEqualTo(42);
    assertThat(answer.body().path("asOf").asString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(answer.body().has("holdout")).isFalse();
    assertThat(answer.body().has("fallback")).isFalse();
  }

  @Test
  void aConditionMayAskForAPredictionAndOnlyThenItIsComputed() {
    service.profiles.knows("risky-anna", "{\"predictions\": {\"churn\": {\"probability\": 0.7}}}");
    service.profiles.knows("loyal-ben", "{\"predictions\": {\"churn\": {\"probability\": 0.1}}}");
    String campaign =
        service.runningCampaign(
            """
            {"name": "Stay", "placements": ["stay"], "condition": {"predictions.churn.probability": {"$gte": 0.5}},
             "holdoutShare": 0, "offers": [{"offerId": "stay", "title": "Stay with us"}]}
            """);

    Answer anna = service.decide("userId", "risky-anna", "stay");
    Answer ben = service.decide("userId", "loyal-ben", "stay");

    assertThat(anna.body().at("/offers/0/campaignId").asString()).isEqualTo(campaign);
    assertThat(anna.body().at("/reasons/0/actual").asDouble()).isEqualTo(0.7);
    assertThat(ben.body().path("offers")).isEmpty();
    assertThat(service.profiles.wasPredicted("risky-anna")).contains(true);
    service.post("/v1/campaigns/" + campaign + "/end", null);
    service.decide("userId", "loyal-ben", "stay");
    assertThat(service.profiles.wasPredicted("loyal-ben")).contains(false);
  }

  @Test
  void theLedgerKeepsWhatWasDecidedOnWhichValues() {
    service.runningCampaign(
        """
        {"name": "Ledger", "placements": ["ledger"], "condition": {"traits.country": {"$ne": "FR"}}, "holdoutShare": 0,
         "offers": [{"title": "Hello"}]}
        """);
    service.profiles.knows("ledger-anna", "{\"traits\": {\"country\": \"DE\"}}");
    String id =
        service.decide("userId", "ledger-anna", "ledger").body().path("decisionId").asString();

    JsonNode entry = service.get("/v1/decisions/" + id).body();

    assertThat(entry.path("userId").asString()).isEqualTo("ledger-anna");
    assertThat(entry.path("offerId").asString()).isEqualTo("offer-1");
    assertThat(entry.path("holdout").asBoolean()).isFalse();
    assertThat(entry.path("treatmentProbability").asDouble()).isEqualTo(1.0);
    assertThat(entry.path("inputs").path("traits.country").asString()).isEqualTo("DE");
    assertThat(entry.path("reasons").path(0).path("text").asString())
        .isEqualTo("traits.country is DE and must not be FR");
    assertThat(service.get("/v1/decisions/0198c8a0-0000-7000-8000-000000000000").code())
        .isEqualTo("unknown_decision");
  }

  @Test
  void aHeldOutShopperNeverGetsTheOfferAndTheAnswerDoesNotRevealIt() {
    String campaign =
        service.runningCampaign(
            """
            {"name": "Half", "placements": ["half"], "condition": {"traits.country": {"$ne": "FR"}}, "holdoutShare": 0.5,
             "offers": [{"offerId": "secret", "title": "Secret"}]}
            """);
    String ben =
        IntStream.range(0, 200)
            .mapToObj(i -> "half-" + i)
            .filter(id -> service.decide("userId", id, "half").body().path("holdout").asBoolean())
            .findFirst()
            .orElseThrow();

    for (int i = 0; i < 20; i++) {
      Answer answer = service.decide("userId", ben, "half");

      assertThat(answer.body().path("offers").isEmpty()).isTrue();
      assertThat(answer.body().path("holdout").asBoolean()).isTrue();
      assertThat(answer.raw().body()).doesNotContainIgnoringCase("secret").doesNotContain(campaign);
      assertThat(answer.body().path("reasons").isArray()).isTrue();
      assertThat(answer.body().path("reasons").isEmpty()).isTrue();
      JsonNode entry =
          service.get("/v1/decisions/" + answer.body().path("decisionId").asString()).body();
      assertThat(entry.path("holdout").asBoolean()).isTrue();
      assertThat(entry.path("treatmentProbability").asDouble()).isEqualTo(0.5);
      assertThat(entry.path("campaignId").asString()).isEqualTo(campaign);
      assertThat(entry.path("reasons").path(0).path("campaignId").asString()).isEqualTo(campaign);
    }
  }

  @Test
  void aShopperNobodyKnowsHasAnEmptyProfile() {
    service.runningCampaign(
        """
        {"name": "Newcomers", "placements": ["newcomers"], "condition": {"features.orders": {"$exists": false}},
         "holdoutShare": 0, "offers": [{"title": "Welcome"}]}
        """);

    Answer answer = service.decide("anonymousId", "never-seen", "newcomers");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("offers").size()).isEqualTo(1);
    assertThat(answer.body().has("fallback")).isFalse();
  }

  @Test
  void aRecognisedBrowserIsDecidedForAsItsUser() {
    service.runningCampaign(
        """
        {"name": "Recognised", "placements": ["recognised"], "holdoutShare": 0.5, "offers": [{"title": "Hello"}]}
        """);
    for (int i = 0; i < 20; i++) {
      service.profiles.knows(
          "recognised-browser-" + i, "{\"userId\": \"recognised-user-%d\"}".formatted(i));

      JsonNode byBrowser =
          service.decide("anonymousId", "recognised-browser-" + i, "recognised").body();
      JsonNode byUser = service.decide("userId", "recognised-user-" + i, "recognised").body();

      assertThat(byBrowser.has("holdout")).isEqualTo(byUser.has("holdout"));
      JsonNode entry =
          service.get("/v1/decisions/" + byBrowser.path("decisionId").asString()).body();
      assertThat(entry.path("userId").asString()).isEqualTo("recognised-user-" + i);
      assertThat(entry.path("anonymousId").asString()).isEqualTo("recognised-browser-" + i);
    }
  }

  @Test
  void anIdWithOddCharactersReachesProfileServiceUnharmed() {
    service.runningCampaign(
        """
        {"name": "Odd", "placements": ["odd"], "condition": {"traits.odd": true}, "holdoutShare": 0,
         "offers": [{"title": "Odd"}]}
        """);
    service.profiles.knows("ünï + ?&# 100%", "{\"traits\": {\"odd\": true}}");

    Answer answer = service.decide("userId", "ünï + ?&# 100%", "odd");

    assertThat(answer.body().path("offers").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(value = Mood.class, names = "WELL", mode = EnumSource.Mode.EXCLUDE)
  void aProfileServiceInTroubleDegradesTheAnswerInTime(Mood mood) {
    service.runningCampaign(
        """
        {"name": "Trouble", "placements": ["trouble"], "holdoutShare": 0, "offers": [{"title": "Hello"}]}
        """);
    service.profiles.is(mood);
    long began = System.nanoTime();

    Answer answer = service.decide("userId", "anna", "trouble");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("offers").isEmpty()).isTrue();
    assertThat(answer.body().path("fallback").asString()).isEqualTo("profile_unavailable");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    String id = answer.body().path("decisionId").asString();
    assertThat(service.get("/v1/decisions/" + id).body().path("fallback").asString())
        .isEqualTo("profile_unavailable");
  }

  @Test
  void pausingIsInForceAtOnce() {
    String campaign =
        service.runningCampaign(
            """
            {"name": "Pause", "placements": ["pause"], "holdoutShare": 0, "offers": [{"title": "Hello"}]}
            """);
    assertThat(service.decide("userId", "anna", "pause").body().path("offers").size()).isEqualTo(1);

    service.post("/v1/campaigns/" + campaign + "/pause", null);

    Answer answer = service.decide("userId", "anna", "pause");
    assertThat(answer.body().path("offers").isEmpty()).isTrue();
    assertThat(answer.body().path("reasons").path(0).path("text").asString())
        .isEqualTo("no campaign runs for the placement 'pause'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"placement\": \"home\"} | /userId | missing_value",
        "{\"userId\": \"anna\"} | /placement | missing_value",
        "{\"userId\": \" \", \"placement\": \"home\"} | /userId | missing_value",
        "{\"userId\": 7, \"placement\": \"home\"} | /userId | invalid_value",
        "{\"userId\": \"a\\u0000b\", \"placement\": \"home\"} | /userId | invalid_text",
        "{\"userId\": \"anna\", \"placement\": \"home\", \"context\": [1]} | /context | wrong_type",
        "{\"userId\": \"anna\", \"placement\": \"home\", \"colour\": 1} | /colour | unknown_field",
      })
  void aWrongQuestionIsToldWhereItIsWrong(String body, String pointer, String code) {
    Answer answer = service.post("/v1/decisions", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("errors").path(0).path("pointer").asString()).isEqualTo(pointer);
  }

  @Test
  void withoutTheSecretKeyNothingIsDecided() {
    String body = "{\"userId\": \"anna\", \"placement\": \"home\"}";

    assertThat(service.send("POST", "/v1/decisions", body, "sk_wrong_0123456789abcdef").status())
        .isEqualTo(401);
    assertThat(service.send("POST", "/v1/decisions", body, TestDatabase.WRITE_KEY).status())
        .isEqualTo(403);
  }
}
