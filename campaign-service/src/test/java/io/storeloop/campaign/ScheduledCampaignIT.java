package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScheduledCampaignIT {
  private static final String MINIMAL =
      """
      {"name": "Minimal", "placements": ["nowhere"], "offers": [{"title": "Hello"}]}
      """;

  private final RunningCampaignService service = RunningCampaignService.shared();

  private String draft() {
    return service.post("/v1/campaigns", MINIMAL).body().path("campaignId").asString();
  }

  private static String state(Answer answer) {
    return answer.body().path("state").asString();
  }

  /** Started at once, to run from that moment on. */
  private Answer startedFor(Instant begins, String placement) {
    String body =
        MINIMAL
            .replace("\"offers\"", "\"startsAt\": \"%s\", \"offers\"".formatted(begins))
            .replace("nowhere", placement);
    String id = service.post("/v1/campaigns", body).body().path("campaignId").asString();
    return service.post("/v1/campaigns/" + id + "/start", null);
  }

  @Test
  void aCampaignStartedEarlyIsScheduled() {
    Answer started = startedFor(Instant.now().plus(Duration.ofDays(1)), "tomorrow");

    assertThat(state(started)).isEqualTo("scheduled");
    assertThat(started.body().path("active").asBoolean()).isFalse();
    assertThat(idsIn("scheduled")).contains(started.body().path("campaignId").asString());
    assertThat(service.decide("userId", "early-anna", "tomorrow").raw().body())
        .contains("no campaign runs");
  }

  @Test
  void aScheduledCampaignRunsWhenTheClockSaysSo() {
    Instant begins = Instant.now().plusSeconds(4);

    String id = startedFor(begins, "early").body().path("campaignId").asString();

    Instant deadline = begins.plusSeconds(60);
    while (!state(service.get("/v1/campaigns/" + id)).equals("running")) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(Instant.now()).isAfterOrEqualTo(begins);
    assertThat(idsIn("scheduled")).doesNotContain(id);
    assertThat(idsIn("running")).contains(id);
    assertThat(service.decide("userId", "early-anna", "early").raw().body())
        .doesNotContain("no campaign runs");
  }

  @Test
  void aCampaignWhosePeriodIsOverHasEndedWithoutAnybodyActing() {
    String id = draft();
    service.post("/v1/campaigns/" + id + "/start", null);
    service
        .database
        .owner()
        .sql("update campaign set ends_at = now() - interval '1 second' where id = cast(? as uuid)")
        .param(id)
        .update();

    assertThat(state(service.get("/v1/campaigns/" + id))).isEqualTo("ended");
    assertThat(idsIn("ended")).contains(id);
    assertThat(idsIn("running")).doesNotContain(id);
    assertThat(service.post("/v1/campaigns/" + id + "/pause", null).code())
        .isEqualTo("campaign_ended");
  }

  private List<String> idsIn(String wanted) {
    List<String> ids = new ArrayList<>();
    service
        .get("/v1/campaigns?limit=1000&state=" + wanted)
        .body()
        .path("campaigns")
        .forEach(campaign -> ids.add(campaign.path("campaignId").asString()));
    return ids;
  }

  @Test
  void aDuplicateIsADraftWithAnExperimentOfItsOwn() {
    String id = draft();
    service.post("/v1/campaigns/" + id + "/start", null);
    service.post("/v1/campaigns/" + id + "/end", null);

    Answer copy = service.post("/v1/campaigns/" + id + "/duplicate", null);

    assertThat(copy.status()).isEqualTo(201);
    assertThat(state(copy)).isEqualTo("draft");
    assertThat(copy.body().path("name").asString()).isEqualTo("Copy of Minimal");
    JsonNode original = service.get("/v1/campaigns/" + id).body();
    assertThat(copy.body().path("salt").asString()).isNotEqualTo(original.path("salt").asString());
    assertThat(copy.body().path("offers")).isEqualTo(original.path("offers"));
    assertThat(
            service
                .post("/v1/campaigns/0198c8a0-0000-7000-8000-000000000000/duplicate", null)
                .code())
        .isEqualTo("unknown_campaign");
  }

  @Test
  void everyTemplateMakesADraftThatCanBeStarted() {
    JsonNode templates = service.get("/v1/campaign-templates").body().path("templates");

    assertThat(templates.size()).isEqualTo(6);
    for (JsonNode template : templates) {
      String name = template.path("templateId").asString();
      Answer draft =
          service.post(
              "/v1/campaigns/from-template",
              "{\"templateId\": \"%s\", \"placements\": [\"template\"]}".formatted(name));
      assertThat(draft.status()).as(name).isEqualTo(201);
      assertThat(draft.body().path("placements").path(0).asString()).isEqualTo("template");
      String id = draft.body().path("campaignId").asString();
      assertThat(state(service.post("/v1/campaigns/" + id + "/start", null)))
          .as(name)
          .isEqualTo("running");
    }
    assertThat(service.post("/v1/campaigns/from-template", "{\"templateId\": \"jackpot\"}").code())
        .isEqualTo("unknown_template");
    assertThat(
            service
                .post(
                    "/v1/campaigns/from-template",
                    "{\"templateId\": \"vip\", \"placements\": [\"\"]}")
                .body()
                .path("errors")
                .path(0)
                .path("pointer")
                .asString())
        .isEqualTo("/placements/0");
  }
}
