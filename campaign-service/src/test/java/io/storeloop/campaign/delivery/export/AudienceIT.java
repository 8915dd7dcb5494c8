package io.storeloop.campaign.delivery.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.delivery.SendingCampaigns;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AudienceIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  private String campaign(String holdout) {
    return service.runningCampaign(
        """
        {"name": "Audience", "placements": ["audience"], "holdoutShare": %s, "delivery": {"channel": "audience"},
         "condition": {"traits.test": "audience"}, "offers": [{"offerId": "ten", "title": "Ten off"}]}
        """
            .formatted(holdout));
  }

  private void knows(String user, String email, String more) {
    service.profiles.knows(
        user,
        "{\"userId\": \"%s\", \"traits\": {\"test\": \"audience\", \"email\": \"%s\"}%s}"
            .formatted(user, email, more));
  }

  private void lists(String segment) {
    knows("=cmd-anna", "Anna@Shop.example", "");
    knows("aud-ben", "ben@shop.example", ", \"consent\": {\"marketing\": false}");
    knows("aud-eva", "eva@shop.example", "");
    service.profiles.knows("aud-carl", "{\"userId\": \"aud-carl\"}");
    service.profiles.answersAt(
        "/v1/profiles?segment=" + segment + "&limit=200&cursor=",
        "{\"profiles\": [{\"userId\": \"=cmd-anna\"}, {\"userId\": \"aud-ben\"}], \"nextCursor\": \"c2\"}");
    service.profiles.answersAt(
        "/v1/profiles?segment=" + segment + "&limit=200&cursor=c2",
        "{\"profiles\": [{\"userId\": \"aud-eva\"}, {\"userId\": \"aud-carl\"}]}");
  }

  @Test
  void theFileHasEverybodyWhoIsTreatedAndSaysWhoIsNotThereAndWhy() {
    lists("aud");
    String path = "/v1/campaigns/" + campaign("0") + "/audience?segment=aud";

    String[] lines = service.text(path).split("\n");

    assertThat(lines).hasSize(3);
    assertThat(lines[0])
        .isEqualTo(
            "{\"userId\":\"=cmd-anna\",\"email\":\"Anna@Shop.example\",\"offerId\":\"ten\"}");
    JsonNode summary = JsonMapper.shared().readTree(lines[2]).path("summary");
    assertThat(summary.path("exported").asInt()).isEqualTo(2);
    assertThat(summary.path("no_consent").asInt()).isEqualTo(1);
    assertThat(summary.path("not_addressed").asInt()).isEqualTo(1);
    assertThat(summary.path("held_out").asInt()).isZero();

    String csv = service.text(path + "&format=csv");

    assertThat(csv)
        .startsWith(
            "userId,anonymousId,email,offerId\r\n\"'=cmd-anna\",\"\",\"Anna@Shop.example\",\"ten\"\r\n")
        .endsWith(
            "#summary,exported=2,profile_unavailable=0,no_consent=1,unsubscribed=0,excluded=0,not_addressed=1,held_out=0\r\n");
  }

  @Test
  void onRequestThereAreHashesInsteadOfIdsAndAddresses() {
    lists("hash");

    String text =
        service.text("/v1/campaigns/" + campaign("0") + "/audience?segment=hash&hashed=true");

    // sha256sum of aud-eva, and of anna@shop.example in lower case
    assertThat(text)
        .doesNotContain("aud-eva")
        .doesNotContain("shop.example")
        .contains("1add7f5415d97550c5c3bb7f2eab072c48dcc77d5b66d1ff41ee466cbd01530d")
        .contains("0af81be4dd53d5b7c2cd0487e35e80056a158da01593d94d7c74719066cd9c55");
  }

  @Test
  void theHeldOutAreNotInTheFile() {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      knows("share-" + i, "share-" + i + "@shop.example", "");
      list.append(i == 0 ? "" : ",").append("{\"userId\": \"share-").append(i).append("\"}");
    }
    service.profiles.answersAt("/v1/profiles?segment=share", "{\"profiles\": [" + list + "]}");
    String campaign = campaign("0.5");

    String[] lines =
        service.text("/v1/campaigns/" + campaign + "/audience?segment=share").split("\n");

    JsonNode summary = JsonMapper.shared().readTree(lines[lines.length - 1]).path("summary");
    int exported = summary.path("exported").asInt();
    assertThat(exported + summary.path("held_out").asInt()).isEqualTo(60);
    assertThat(exported).isBetween(12, 48).isEqualTo(lines.length - 1);
    // the same draw as a decision makes
    for (int i = 0; i < lines.length - 1; i++) {
      String user = JsonMapper.shared().readTree(lines[i]).path("userId").asString();
      assertThat(service.decide("userId", user, "audience").body().has("holdout")).isFalse();
    }
  }

  @Test
  void whoIsOnAnExclusionListIsNotInTheFile() {
    lists("excluded");
    service.put("/v1/exclusion-lists/audience", "{\"name\": \"Audience\"}");
    service.upload("/v1/exclusion-lists/audience/users", "text/csv", "userId\naud-eva\n");
    String campaign =
        service.runningCampaign(
            """
            {"name": "Audience", "placements": ["audience"], "holdoutShare": 0, "delivery": {"channel": "audience"},
             "exclusionLists": ["audience"], "condition": {"traits.test": "audience"},
             "offers": [{"offerId": "ten", "title": "Ten off"}]}
            """);

    String text = service.text("/v1/campaigns/" + campaign + "/audience?segment=excluded");

    assertThat(text).doesNotContain("aud-eva").contains("\"excluded\":1");
  }

  @Test
  void whoIsHeldOutOfAllCampaignsIsNotInTheFile() {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      knows("all-" + i, "all-" + i + "@shop.example", "");
      list.append(i == 0 ? "" : ",").append("{\"userId\": \"all-").append(i).append("\"}");
    }
    service.profiles.answersAt("/v1/profiles?segment=all", "{\"profiles\": [" + list + "]}");
    String campaign = campaign("0");
    policy("0.5");
    try {
      String[] lines =
          service.text("/v1/campaigns/" + campaign + "/audience?segment=all").split("\n");

      JsonNode summary = JsonMapper.shared().readTree(lines[lines.length - 1]).path("summary");
      assertThat(summary.path("held_out").asInt()).isBetween(6, 34);
      assertThat(lines.length - 1).isEqualTo(40 - summary.path("held_out").asInt());
    } finally {
      policy("0");
    }
  }

  /**
   * Exports have questions of their own under way: more than decisions may have would starve them.
   */
  @Test
  void decisionsGoOnWhileAnExportWaitsForProfiles() throws Exception {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      list.append(i == 0 ? "" : ",").append("{\"userId\": \"stuck-").append(i).append("\"}");
    }
    service.profiles.answersAt("/v1/profiles?segment=stuck", "{\"profiles\": [" + list + "]}");
    String campaign = campaign("0");
    knows("aud-quick", "quick@shop.example", "");
    service.profiles.isSlowFor("stuck-");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> export =
          threads.submit(
              () -> service.text("/v1/campaigns/" + campaign + "/audience?segment=stuck"));
      SendingCampaigns.await(() -> service.profiles.wasPredicted("stuck-0").isPresent());

      JsonNode decision = service.decide("userId", "aud-quick", "audience").body();

      assertThat(export.isDone()).isFalse();
      assertThat(decision.has("fallback")).isFalse();
      assertThat(decision.path("offers").size()).isEqualTo(1);
      assertThat(export.get()).contains("\"profile_unavailable\":150");
    } finally {
      service.profiles.isSlowFor("");
    }
  }

  private void policy(String holdout) {
    long version = service.get("/v1/campaign-policy").body().path("version").asLong();
    assertThat(
            service
                .put(
                    "/v1/campaign-policy",
                    "{\"version\": %d, \"holdoutShare\": %s}".formatted(version, holdout))
                .status())
        .isEqualTo(200);
  }

  @Test
  void whatCannotBeExportedIsAProblem() {
    String path = "/v1/campaigns/" + campaign("0") + "/audience";

    assertThat(service.get(path + "?format=xml").code()).isEqualTo("invalid_parameter");
    assertThat(service.get(path + "?segment=nobody-knows").status()).isEqualTo(404);
    assertThat(service.get(path + "?segment=nobody-knows").code()).isEqualTo("unknown_segment");
    service.profiles.answersAt("/v1/profiles?segment=garbled", "no JSON");
    assertThat(service.get(path + "?segment=garbled").code()).isEqualTo("profile_unavailable");
    assertThat(service.get("/v1/campaigns/0198c8a0-0000-7000-8000-000000000000/audience").code())
        .isEqualTo("unknown_campaign");
  }
}
