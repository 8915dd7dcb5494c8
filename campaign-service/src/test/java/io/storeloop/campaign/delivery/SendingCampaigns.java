package io.storeloop.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.RunningCampaignService.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Campaigns that send, in few words, and waiting for what they do. */
public final class SendingCampaigns {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final RunningCampaignService service;
  private final List<String> made = new ArrayList<>();

  public SendingCampaigns(RunningCampaignService service) {
    this.service = service;
  }

  /** Ends them, so that what happens in the next test is no occasion for them. */
  public void endAll() {
    made.forEach(id -> service.post("/v1/campaigns/" + id + "/end", null));
    made.clear();
  }

  /** Ends this one, too. */
  public void owns(String campaign) {
    made.add(campaign);
  }

  /** The id of a new destination. */
  public String webhook(String url) {
    Answer made = service.post("/v1/webhooks", "{\"name\": \"CRM\", \"url\": \"" + url + "\"}");
    assertThat(made.status()).isEqualTo(201);
    return made.body().path("webhookId").asString();
  }

  /** A running campaign; {@code more} are further members of the delivery, {@code rest} of it. */
  public String running(String channel, String trigger, String more, String rest) {
    String id =
        service.runningCampaign(
            """
            {"name": "Sends", "placements": ["mail"], "offers": [{"offerId": "ten", "title": "Ten off", "values": {"code": "T10"}}],
             "delivery": {"channel": %s, "trigger": %s, %s
               "message": {"subject": "Hello {{traits.firstName|you}}", "text": "Use {{offer.values.code}}. {{unsubscribeUrl}}"}}
             %s}
            """
                .formatted(channel, trigger, more, rest));
    made.add(id);
    return id;
  }

  public String byWebhook(Receiver receiver, String trigger, String more, String rest) {
    String webhook = webhook(receiver.url());
    return running("\"webhook\", \"webhookId\": \"" + webhook + "\"", trigger, more, rest);
  }

  public JsonNode sends(String campaign) {
    return service.get("/v1/campaigns/" + campaign + "/sends").body();
  }

  /** The only send, once it has come into that state. */
  public JsonNode awaitSend(String campaign, String state) {
    await(() -> sends(campaign).path("sends").path(0).path("state").asString("").equals(state));
    JsonNode sends = sends(campaign).path("sends");
    assertThat(sends.size()).isEqualTo(1);
    return sends.path(0);
  }

  public static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come about in time").isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
