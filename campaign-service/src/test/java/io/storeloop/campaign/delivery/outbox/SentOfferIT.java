package io.storeloop.campaign.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.delivery.Receiver;
import io.storeloop.campaign.delivery.SendingCampaigns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a message gives along with its offer, and to whom it gives nothing. */
class SentOfferIT {
  private final RunningCampaignService service = RunningCampaignService.shared();
  private final SendingCampaigns campaigns = new SendingCampaigns(service);

  @AfterEach
  void endCampaigns() {
    campaigns.endAll();
  }

  private String campaign(Receiver receiver, String user, String offer, String text, String more) {
    String id =
        service.runningCampaign(
            """
            {"name": "Gives", "placements": ["mail"], "holdoutShare": 0, "condition": {"userId": "%s"}, "offers": [%s],
             "delivery": {"channel": "webhook", "webhookId": "%s", "trigger": {"type": "event", "event": "review"},
                          "message": {"subject": "{{offer.title}}", "text": "%s"}}
             %s}
            """
                .formatted(user, offer, campaigns.webhook(receiver.url()), text, more));
    campaigns.owns(id);
    return id;
  }

  @Test
  void aCodeAndALanguageAreTheSameAtEveryAttempt() {
    service.put("/v1/coupon-pools/sent", "{\"name\": \"Pool\"}");
    service.upload("/v1/coupon-pools/sent/codes", "text/csv", "code\nFIRST\nSECOND\n");
    service.profiles.knows(
        "gets-code", "{\"userId\": \"gets-code\", \"traits\": {\"locale\": \"de-AT\"}}");
    try (Receiver receiver = new Receiver()) {
      receiver.replying(call -> new Receiver.Reply(call.number() == 1 ? 503 : 200, ""));
      String campaign =
          campaign(
              receiver,
              "gets-code",
              """
              {"title": "Your code", "kind": "coupon", "coupon": {"poolId": "sent"}, "language": "en",
               "translations": {"de": {"title": "Dein Code"}}}
              """,
              "Use {{coupon.code}}",
              "");

      service.event("review").by("gets-code", null).happens();
      campaigns.awaitSend(campaign, "sent");

      assertThat(receiver.calls()).hasSize(2);
      JsonNode first = receiver.calls().get(0).body().path("data");
      JsonNode second = receiver.calls().get(1).body().path("data");
      assertThat(first.at("/message/subject").asString()).isEqualTo("Dein Code");
      assertThat(first.at("/offer/language").asString()).isEqualTo("de");
      assertThat(first.at("/offer/couponCode").asString()).isIn("FIRST", "SECOND");
      assertThat(first.at("/message/text").asString())
          .isEqualTo("Use " + first.at("/offer/couponCode").asString());
      assertThat(second.path("offer")).isEqualTo(first.path("offer"));
      assertThat(second.path("message")).isEqualTo(first.path("message"));
    }
  }

  @Test
  void recommendedItemsAreNamedInTheMessage() {
    service.recommendations.falls(false);
    service
        .database
        .owner()
        .sql(
            "insert into item (item_id, name, price, currency, updated_at) values ('SOCKS', 'Warm socks', 9.5, 'EUR', now()) on conflict do nothing")
        .update();
    service.profiles.knows("gets-items", "{\"userId\": \"gets-items\"}");
    try (Receiver receiver = new Receiver()) {
      String campaign =
          campaign(
              receiver,
              "gets-items",
              """
              {"title": "For you", "kind": "recommendations", "recommendations": {"numResults": 3}}
              """,
              "{{items.0.title}} for {{items.0.price}} {{items.0.currency}}, {{items.1.title|nothing more}}",
              "");

      service.event("review").by("gets-items", null).happens();
      campaigns.awaitSend(campaign, "sent");

      JsonNode data = receiver.calls().getFirst().body().path("data");
      assertThat(data.at("/message/text").asString())
          .matches("Warm socks for 9\\.50* EUR, nothing more");
      assertThat(data.at("/offer/items/0/itemId").asString()).isEqualTo("SOCKS");
    }
  }

  @Test
  void whoIsOnAnExclusionListGetsNothing() {
    service.put("/v1/exclusion-lists/unsent", "{\"name\": \"Unsent\"}");
    service.upload("/v1/exclusion-lists/unsent/users", "text/csv", "userId\nleft-alone\n");
    service.profiles.knows("left-alone", "{\"userId\": \"left-alone\"}");
    try (Receiver receiver = new Receiver()) {
      String campaign =
          campaign(
              receiver,
              "left-alone",
              "{\"title\": \"Hello\"}",
              "Hello",
              ", \"exclusionLists\": [\"unsent\"]");

      service.event("review").by("left-alone", null).happens();
      JsonNode send = campaigns.awaitSend(campaign, "suppressed");

      assertThat(send.path("reason").asString()).isEqualTo("excluded");
      assertThat(receiver.calls()).isEmpty();
    }
  }
}
