package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.FakeProfileService.Mood;
import io.storeloop.campaign.RunningCampaignService.Answer;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReplayIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  @AfterEach
  void recover() {
    service.profiles.is(Mood.WELL);
  }

  private String decided(String shopper, String placement) {
    return decisionId(service.decide("userId", shopper, placement));
  }

  private static String decisionId(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("decisionId").asString();
  }

  private JsonNode replay(String decision, String body) {
    Answer answer = service.post("/v1/decisions/" + decision + "/replay", body);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> changed(JsonNode replay) {
    return StreamSupport.stream(replay.path("changed").spliterator(), false)
        .map(change ->
            "%s %s %s %s"
                .formatted(
                    change.path("input").asString(),
                    change.path("name").asString(""),
                    change.path("then"),
                    change.path("now")))
        .toList();
  }

  private String campaign(String placement, int priority, String condition) {
    return service.runningCampaign(
        """
        {"name": "Replayed", "placements": ["%s"], "priority": %d, "condition": %s, "holdoutShare": 0.3,
         "schedule": null, "budget": {"offers": 1000},
         "offers": [{"offerId": "a", "title": "A", "language": "en", "translations": {"de": {"title": "A auf Deutsch"}}},
                    {"offerId": "b", "title": "B", "weight": 2.5}]}
        """
            .formatted(placement, priority, condition));
  }

  @Test
  void everyDecisionComesOutTheSameAgain() {
    campaign("replay-many", 5, "{\"segments\": \"vip\", \"features.orders\": {\"$gte\": 2}}");
    campaign("replay-many", 3, "{\"$not\": {\"traits.country\": {\"$in\": [\"FR\", \"BE\"]}}}");
    campaign("replay-many", 1, "{\"features.averageOrderValue\": {\"$lt\": 1e2}}");
    for (int i = 0; i < 40; i++) {
      String shopper = "replay-many-" + i;
      service.profiles.knows(
          shopper,
          """
          {"segments": [%s], "features": {"orders": %d, "averageOrderValue": %d.25}, "traits": {"country": "%s", "locale": "de_AT"}}
          """
              .formatted(i % 2 == 0 ? "\"vip\"" : "", i % 4, i * 5, i % 3 == 0 ? "FR" : "DE"));
      String decision = decided(shopper, "replay-many");

      JsonNode replay = replay(decision, null);

      assertThat(replay.path("identical").asBoolean()).as(replay.toPrettyString()).isTrue();
      assertThat(replay.path("differences")).isEmpty();
      assertThat(replay.path("changed")).isEmpty();
      assertThat(replay.path("replayed")).isEqualTo(replay.path("decided"));
    }
  }

  @Test
  void aCampaignThatWasEditedSinceIsReadAsItWasAndNamed() {
    String campaign = campaign("replay-edit", 1, "{\"features.orders\": {\"$gte\": 2}}");
    service.profiles.knows("replay-edit-anna", "{\"features\": {\"orders\": 2}}");
    String decision = decided("replay-edit-anna", "replay-edit");
    JsonNode entry = service.get("/v1/decisions/" + decision).body();
    long version = entry.at("/considered/0/version").asLong();
    service.post("/v1/campaigns/" + campaign + "/pause", null);
    JsonNode paused = service.get("/v1/campaigns/" + campaign).body();
    Answer edited =
        service.put(
            "/v1/campaigns/" + campaign,
            """
            {"version": %d, "name": "Replayed", "placements": ["replay-edit"], "condition": {"features.orders": {"$gte": 9}},
             "holdoutShare": 0.3, "offers": [{"offerId": "a", "title": "A"}, {"offerId": "b", "title": "B", "weight": 2.5}]}
            """
                .formatted(paused.path("version").asLong()));
    assertThat(edited.status()).as(edited.raw().body()).isEqualTo(200);
    service.post("/v1/campaigns/" + campaign + "/start", null);
    long now = service.get("/v1/campaigns/" + campaign).body().path("version").asLong();

    JsonNode kept = replay(decision, "{\"inputs\": \"kept\"}");
    JsonNode current = replay(decision, "{\"inputs\": \"current\"}");

    assertThat(kept.path("identical").asBoolean()).as(kept.toPrettyString()).isTrue();
    assertThat(changed(kept))
        .containsExactly("campaign %s %d %d".formatted(campaign, version, now));
    assertThat(current.path("identical").asBoolean()).isFalse();
    assertThat(changed(current)).isEqualTo(changed(kept));
    assertThat(current.at("/replayed/reasons/0/expected").asInt()).isEqualTo(9);
  }

  @Test
  void aProfileThatChangedIsNamedWithItsValueThenAndNow() {
    campaign("replay-profile", 1, "{\"features.recencyDays\": {\"$gte\": 30}}");
    service.profiles.knows("replay-profile-anna", "{\"features\": {\"recencyDays\": 42}}");
    String decision = decided("replay-profile-anna", "replay-profile");
    service.profiles.knows(
        "replay-profile-anna", "{\"features\": {\"recencyDays\": 3, \"orders\": 9}}");

    JsonNode kept = replay(decision, "{}");
    JsonNode current = replay(decision, "{\"inputs\": \"current\"}");

    assertThat(kept.path("identical").asBoolean()).isTrue();
    assertThat(kept.path("changed")).isEmpty();
    assertThat(current.path("identical").asBoolean()).isFalse();
    assertThat(changed(current)).containsExactly("profile features.recencyDays 42 3");
    assertThat(current.path("differences").toString()).contains("/campaignId", "/reasons");
  }

  @Test
  void aPolicyThatChangedIsReadAsItWasAndNamed() {
    campaign("replay-policy", 1, "{}");
    JsonNode policy = service.get("/v1/campaign-policy").body();
    long version = policy.path("version").asLong();
    String decision = decided("replay-policy-anna", "replay-policy");
    String change =
        "{\"version\": %d, \"defaultOffers\": {\"replay-policy\": {\"title\": \"Instead\"}}}";
    assertThat(service.put("/v1/campaign-policy", change.formatted(version)).status())
        .isEqualTo(200);

    JsonNode replay = replay(decision, null);

    assertThat(replay.path("identical").asBoolean()).isTrue();
    assertThat(changed(replay)).contains("policy  %d %d".formatted(version, version + 1));
    String back = "{\"version\": %d}".formatted(version + 1);
    assertThat(service.put("/v1/campaign-policy", back).status()).isEqualTo(200);
  }

  @Test
  void refusalsAndMissingProfilesAndConsentComeOutTheSame() {
    String capped =
        """
        {"name": "Once", "placements": ["replay-cap"], "holdoutShare": 0, "frequencyCaps": [{"most": 1, "period": "P1D"}],
         "offers": [{"title": "Once"}]}
        """;
    service.runningCampaign(capped);
    service.profiles.knows("replay-no", "{\"consent\": {\"marketing\": false}}");

    decided("replay-cap-anna", "replay-cap");
    String denied = decided("replay-cap-anna", "replay-cap");
    String refused = decided("replay-no", "replay-cap");
    service.profiles.is(Mood.FAILING);
    String blind = decided("replay-cap-ben", "replay-cap");
    service.profiles.is(Mood.WELL);

    for (String decision : List.of(denied, refused, blind)) {
      assertThat(replay(decision, null).path("identical").asBoolean()).isTrue();
    }
    assertThat(replay(denied, null).at("/decided/considered/0/passedBy").asString())
        .contains("reached the campaign's cap");
    assertThat(replay(refused, null).at("/replayed/fallback").asString()).isEqualTo("no_consent");
    assertThat(replay(blind, null).at("/replayed/fallback").asString())
        .isEqualTo("profile_unavailable");
  }

  @Test
  void decisionsThatComeTogetherAreAllInTheLedger() throws Exception {
    campaign("replay-together", 1, "{}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> decided("together-" + i, "replay-together")))
              .toList();
      for (var call : calls) {
        assertThat(service.get("/v1/decisions/" + call.get()).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void whatCannotBeReplayedSaysWhy() {
    campaign("replay-old", 1, "{}");
    String decision = decided("replay-old-anna", "replay-old");
    service
        .database
        .owner()
        .sql("update decision set basis = null where id = cast(:id as uuid)")
        .param("id", decision)
        .update();

    Answer old = service.post("/v1/decisions/" + decision + "/replay", null);
    Answer wrong = service.post("/v1/decisions/" + decision + "/replay", "{\"inputs\": \"mine\"}");
    Answer unknown =
        service.post("/v1/decisions/0198c8a0-0000-7000-8000-000000000000/replay", null);
    String known = decided("replay-old-ben", "replay-old");
    service.profiles.is(Mood.FAILING);
    Answer away = service.post("/v1/decisions/" + known + "/replay", "{\"inputs\": \"current\"}");

    assertThat(old.status()).isEqualTo(409);
    assertThat(old.code()).isEqualTo("decision_not_replayable");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body().at("/errors/0/pointer").asString()).isEqualTo("/inputs");
    assertThat(unknown.code()).isEqualTo("unknown_decision");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.code()).isEqualTo("profile_unavailable");
    assertThat(away.raw().headers().firstValue("Retry-After")).isPresent();
  }
}
