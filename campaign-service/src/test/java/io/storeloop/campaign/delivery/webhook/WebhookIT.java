package io.storeloop.campaign.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.campaign.delivery.Receiver;
import io.storeloop.campaign.delivery.Receiver.Call;
import io.storeloop.campaign.delivery.Receiver.Reply;
import io.storeloop.campaign.delivery.SendingCampaigns;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WebhookIT {
  private static final String REVIEW = "{\"type\": \"event\", \"event\": \"review\"}";

  private final RunningCampaignService service = RunningCampaignService.shared();
  private final SendingCampaigns campaigns = new SendingCampaigns(service);

  @AfterEach
  void endCampaigns() {
    campaigns.endAll();
  }

  private static boolean isSignedWith(String secret, Call call) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String content = call.id() + "." + call.timestamp() + "." + call.text();
    String expected =
        Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    return Arrays.asList(call.signature().split(" ")).contains("v1," + expected);
  }

  @Test
  void theSecretIsToldOnceAndBothSignAfterARotation() throws Exception {
    try (Receiver receiver = new Receiver()) {
      Answer made =
          service.post("/v1/webhooks", "{\"name\": \"CRM\", \"url\": \"" + receiver.url() + "\"}");
      String id = made.body().path("webhookId").asString();
      String first = made.body().path("secret").asString();
      assertThat(service.get("/v1/webhooks/" + id).body().has("secret")).isFalse();
      Answer rotated = service.post("/v1/webhooks/" + id + "/rotate", null);
      String second = rotated.body().path("secret").asString();
      assertThat(second).isNotEqualTo(first);
      assertThat(rotated.body().has("oldSecretValidUntil")).isTrue();
      String campaign =
          campaigns.running(
              "\"webhook\", \"webhookId\": \"" + id + "\"",
              REVIEW,
              "",
              ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"rotate-anna\"}");

      service.event("review").by("rotate-anna", null).happens();

      campaigns.awaitSend(campaign, "sent");
      Call call = receiver.calls().getFirst();
      assertThat(isSignedWith(first, call)).isTrue();
      assertThat(isSignedWith(second, call)).isTrue();
      assertThat(isSignedWith("whsec_AAAA", call)).isFalse();
      assertThat(service.delete("/v1/webhooks/" + id).code()).isEqualTo("webhook_in_use");
      service.post("/v1/campaigns/" + campaign + "/end", null);
      assertThat(service.delete("/v1/webhooks/" + id).status()).isEqualTo(204);
      assertThat(service.get("/v1/webhooks/" + id).code()).isEqualTo("unknown_webhook");
    }
  }

  @Test
  void aReceiverThatIsBusyIsAskedAgainWithTheSameIdAndInTheEndHasItOnce() {
    try (Receiver receiver = new Receiver()) {
      receiver.replying(call -> new Reply(call.number() < 3 ? 503 : 200, ""));
      String campaign =
          campaigns.byWebhook(
              receiver,
              REVIEW,
              "",
              ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"busy-anna\"}");

      service.event("review").by("busy-anna", null).happens();

      JsonNode send = campaigns.awaitSend(campaign, "sent");
      assertThat(send.path("attempts").asInt()).isEqualTo(3);
      assertThat(receiver.calls()).hasSize(3);
      assertThat(receiver.calls().stream().map(Call::id).distinct()).hasSize(1);
    }
  }

  @Test
  void whatIsRefusedForGoodIsNotTriedAgainAndWhatNeverWorksFails() {
    try (Receiver refusing = new Receiver();
        Receiver broken = new Receiver()) {
      refusing.replying(call -> new Reply(400, ""));
      broken.replying(call -> new Reply(500, ""));
      String refused =
          campaigns.byWebhook(
              refusing,
              REVIEW,
              "",
              ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"never-anna\"}");
      String failing =
          campaigns.byWebhook(
              broken,
              REVIEW,
              "",
              ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"never-anna\"}");

      service.event("review").by("never-anna", null).happens();

      assertThat(campaigns.awaitSend(refused, "failed").path("reason").asString())
          .isEqualTo("status_400");
      assertThat(refusing.calls()).hasSize(1);
      JsonNode failed = campaigns.awaitSend(failing, "failed");
      assertThat(failed.path("reason").asString()).isEqualTo("status_500");
      assertThat(failed.path("attempts").asInt()).isEqualTo(4);
      assertThat(broken.calls()).hasSize(4);
    }
  }

  @Test
  void aCampaignNamesAWebhookThatIsThereWhenItIsWrittenAndWhenItIsStarted() {
    String request =
        """
        {"name": "Nowhere", "placements": ["mail"], "offers": [{"title": "Hello"}],
         "delivery": {"channel": "webhook", "webhookId": "%s", "trigger": {"type": "event", "event": "review"},
                      "message": {"subject": "Hello", "text": "Hello"}}}
        """;
    try (Receiver receiver = new Receiver()) {
      Answer never =
          service.post("/v1/campaigns", request.formatted("0198c8a0-0000-7000-8000-000000000000"));
      String webhook = campaigns.webhook(receiver.url());
      String original =
          service.runningCampaign(request.formatted(webhook.toUpperCase(Locale.ROOT)));
      assertThat(service.delete("/v1/webhooks/" + webhook).code()).isEqualTo("webhook_in_use");
      service.post("/v1/campaigns/" + original + "/end", null);
      service.delete("/v1/webhooks/" + webhook);
      Answer copy = service.post("/v1/campaigns/" + original + "/duplicate", null);
      String path = "/v1/campaigns/" + copy.body().path("campaignId").asString();

      Answer started = service.post(path + "/start", null);

      assertThat(never.status()).isEqualTo(400);
      assertThat(never.code()).isEqualTo("unknown_webhook");
      assertThat(never.body().path("errors").path(0).path("pointer").asString())
          .isEqualTo("/delivery/webhookId");
      assertThat(started.status()).isEqualTo(409);
      assertThat(started.code()).isEqualTo("unknown_webhook");
      service.delete(path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://shop.example/",
        "file:///etc/passwd",
        "https://",
        "https://anna:secret@shop.example/",
        "https://shop.example/#x",
        "https://shop.example/a\\r\\nHost: b",
        "gopher://shop.example/",
        "not an address"
      })
  void whatIsNoAddressOfTheWebIsNotTaken(String url) {
    Answer answer = service.post("/v1/webhooks", "{\"name\": \"CRM\", \"url\": \"" + url + "\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("errors").path(0).path("pointer").asString()).isEqualTo("/url");
  }
}
