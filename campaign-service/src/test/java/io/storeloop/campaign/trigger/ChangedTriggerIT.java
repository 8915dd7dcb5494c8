package io.storeloop.campaign.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.campaign.delivery.Receiver;
import io.storeloop.campaign.delivery.SendingCampaigns;
import io.storeloop.campaign.delivery.outbox.Dispatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Another trigger begins at the moment of the change: nothing of before is an occasion for it. */
class ChangedTriggerIT {
  private static final String CHANGE =
      "{\"userId\": \"%s\", \"change\": \"entered\", \"cause\": \"event\", \"at\": \"%s\"}";

  private final RunningCampaignService service = RunningCampaignService.shared();
  private final SendingCampaigns campaigns = new SendingCampaigns(service);

  @AfterEach
  void endCampaigns() {
    campaigns.endAll();
  }

  private static String segment(String segment) {
    return "{\"type\": \"segment_entered\", \"segment\": \"" + segment + "\"}";
  }

  private void entries(String pathAndParameter, String cursor, String... changes) {
    service.profiles.answersAt(
        pathAndParameter,
        "{\"changes\": [%s], \"nextCursor\": \"%s\"}"
            .formatted(String.join(", ", changes), cursor));
  }

  /** Pauses it, changes its trigger and lets it go on. */
  private void change(String campaign, String trigger) {
    String path = "/v1/campaigns/" + campaign;
    service.post(path + "/pause", null);
    ObjectNode plan = (ObjectNode) service.get(path).body();
    ((ObjectNode) plan.path("delivery")).set("trigger", JsonMapper.shared().readTree(trigger));
    List.of("campaignId", "state", "active", "salt", "createdAt", "startedAt")
        .forEach(plan::remove);
    Answer changed = service.put(path, plan.toString());
    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
    assertThat(service.post(path + "/start", null).status()).isEqualTo(200);
  }

  @Test
  void anotherSegmentIsReadFromItsBeginningAndWhoCameIntoItBeforeIsLeftAlone() {
    try (Receiver receiver = new Receiver()) {
      entries("/v1/segments/first/changes", "c9");
      String campaign =
          campaigns.byWebhook(receiver, segment("first"), "", ", \"holdoutShare\": 0");
      SendingCampaigns.await(() -> position(campaign).contains("c9"));
      Instant before = Instant.now();
      service.profiles.knows(
          "turns-ben", "{\"userId\": \"turns-ben\", \"segments\": [{\"segmentId\": \"second\"}]}");
      // the place in the first segment's changes is none in those of the second
      entries("/v1/segments/second/changes?limit=200&cursor=c9", "c9");
      entries("/v1/segments/second/changes?limit=200&cursor=d1", "d1");

      change(campaign, segment("second"));
      entries(
          "/v1/segments/second/changes",
          "d1",
          CHANGE.formatted("turns-anna", before),
          CHANGE.formatted("turns-ben", Instant.now().plusMillis(1)));

      SendingCampaigns.await(() -> receiver.calls().size() == 1);
      assertThat(receiver.calls().getFirst().body().path("data").path("userId").asString())
          .isEqualTo("turns-ben");
      assertThat(campaigns.sends(campaign).path("sends").size()).isEqualTo(1);
    }
  }

  @Test
  void whatTheOldTriggerHasQueuedIsNotSentUnderTheNew() {
    try (Receiver receiver = new Receiver()) {
      String cart = "{\"type\": \"cart_abandoned\", \"after\": \"%s\"}";
      String campaign =
          campaigns.byWebhook(
              receiver,
              cart.formatted("PT1H"),
              "",
              ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"turns-eva\"}");
      Instant now = Instant.now();
      service.event("add_to_cart").by("turns-eva", null).at(now).happens();
      SendingCampaigns.await(() -> campaigns.sends(campaign).path("sends").size() == 1);

      change(campaign, cart.formatted("PT2H"));
      Dispatcher dispatcher = service.part(Dispatcher.class);
      while (dispatcher.step(now.plus(Duration.ofMinutes(61)))) {
        Thread.onSpinWait();
      }

      assertThat(campaigns.awaitSend(campaign, "suppressed").path("reason").asString())
          .isEqualTo("campaign_changed");
      assertThat(receiver.calls()).isEmpty();
    }
  }

  private String position(String campaign) {
    return service
        .database
        .owner()
        .sql("select coalesce(max(position::text), '') from campaign_trigger_place where place = ?")
        .param(campaign)
        .query(String.class)
        .single();
  }
}
