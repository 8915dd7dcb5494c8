package io.storeloop.campaign.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.FakeProfileService;
import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.delivery.Receiver;
import io.storeloop.campaign.delivery.SendingCampaigns;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class SendIT {
  private static final String REVIEW = "{\"type\": \"event\", \"event\": \"review\"}";
  private static final String CART = "{\"type\": \"cart_abandoned\", \"after\": \"PT1H\"}";

  private final RunningCampaignService service = RunningCampaignService.shared();
  private final SendingCampaigns campaigns = new SendingCampaigns(service);

  @AfterEach
  void endCampaigns() {
    campaigns.endAll();
  }

  private final Dispatcher dispatcher = service.part(Dispatcher.class);

  private static String to(String user) {
    return ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"" + user + "\"}";
  }

  /** Lets everything leave that is due at that moment. */
  private void at(Instant moment) {
    while (dispatcher.step(moment)) {
      Thread.onSpinWait();
    }
  }

  private JsonNode step(String campaign, int step) {
    return campaigns
        .sends(campaign)
        .path("sends")
        .valueStream()
        .filter(send -> send.path("step").asInt() == step)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private void awaitQueued(String campaign, int sends) {
    SendingCampaigns.await(() -> campaigns.sends(campaign).path("sends").size() == sends);
  }

  @Test
  void anEventSendsWhatTheCampaignSaysAndTheLedgerHasTheDecision() {
    try (Receiver receiver = new Receiver()) {
      service.profiles.knows(
          "tells-anna", "{\"userId\": \"tells-anna\", \"traits\": {\"firstName\": \"Anna\"}}");
      String campaign = campaigns.byWebhook(receiver, REVIEW, "", to("tells-anna"));

      service.event("review").by("tells-anna", null).happens();

      JsonNode send = campaigns.awaitSend(campaign, "sent");
      JsonNode data = receiver.calls().getFirst().body().path("data");
      assertThat(data.path("message").path("subject").asString()).isEqualTo("Hello Anna");
      assertThat(data.path("message").path("text").asString())
          .startsWith("Use T10. https://shop.example/v1/unsubscribe/");
      assertThat(data.path("offer").path("offerId").asString()).isEqualTo("ten");
      assertThat(receiver.calls().getFirst().id())
          .isEqualTo("msg_" + send.path("sendId").asString());
      JsonNode decision = service.get("/v1/decisions/" + send.path("decisionId").asString()).body();
      assertThat(decision.path("campaignId").asString()).isEqualTo(campaign);
      assertThat(decision.path("offerId").asString()).isEqualTo("ten");
      assertThat(decision.path("context").path("sendId").asString())
          .isEqualTo(send.path("sendId").asString());
    }
  }

  @Test
  void theHeldOutAreInTheLedgerAndGetNothing() {
    try (Receiver receiver = new Receiver()) {
      String campaign =
          campaigns.byWebhook(
              receiver,
              REVIEW,
              "",
              ", \"holdoutShare\": 0.5, \"condition\": {\"traits.test\": \"holdout\"}");
      IntStream.range(0, 40)
          .mapToObj(i -> "held-" + i)
          .forEach(user -> {
            service.profiles.knows(
                user, "{\"userId\": \"" + user + "\", \"traits\": {\"test\": \"holdout\"}}");
            service.event("review").by(user, null).happens();
          });
      SendingCampaigns.await(() -> {
        JsonNode sends = campaigns.sends(campaign).path("sends");
        return sends.size() == 40 && sends.valueStream().allMatch(send -> send.has("finishedAt"));
      });

      JsonNode sends = campaigns.sends(campaign).path("sends");
      long heldOut =
          sends
              .valueStream()
              .filter(send -> send.path("reason").asString("").equals("holdout"))
              .count();
      assertThat(heldOut).isBetween(8L, 32L);
      assertThat(receiver.calls()).hasSize(40 - Math.toIntExact(heldOut));
      assertThat(
              service
                  .database
                  .owner()
                  .sql(
                      "select count(*) from decision where held_out and campaign_id = cast(? as uuid)")
                  .param(campaign)
                  .query(Long.class)
                  .single())
          .isEqualTo(heldOut);
    }
  }

  @Test
  void anAbandonedCartIsRememberedAnHourAfterItsLastChangeAndOnce() {
    try (Receiver receiver = new Receiver()) {
      String campaign = campaigns.byWebhook(receiver, CART, "", to("cart-anna"));
      Instant now = Instant.now();
      service.event("add_to_cart").by("cart-anna", null).at(now).happens();
      awaitQueued(campaign, 1);
      service.event("add_to_cart").by("cart-anna", null).at(now.plusSeconds(1)).happens();
      service.event("checkout").by("cart-anna", null).at(now.plusSeconds(1)).happens();
      Instant moved = now.plus(Duration.ofMinutes(60)).plusMillis(500);
      SendingCampaigns.await(
          () -> Instant.parse(step(campaign, 0).path("plannedAt").asString()).isAfter(moved));

      at(now.plus(Duration.ofMinutes(59)));
      assertThat(receiver.calls()).isEmpty();
      at(now.plus(Duration.ofMinutes(61)));

      assertThat(receiver.calls()).hasSize(1);
      JsonNode data = receiver.calls().getFirst().body().path("data");
      assertThat(data.path("occasion").path("itemIds").path(0).asString()).isEqualTo("SHOES");
      at(now.plus(Duration.ofMinutes(120)));
      assertThat(receiver.calls()).hasSize(1);
      assertThat(campaigns.sends(campaign).path("sends").size()).isEqualTo(1);
    }
  }

  @Test
  void aCartThatWasEmptiedAndFilledAgainIsRemembered() {
    try (Receiver receiver = new Receiver()) {
      String campaign = campaigns.byWebhook(receiver, CART, "", to("again-anna"));
      Instant now = Instant.now();
      service.event("add_to_cart").by("again-anna", null).at(now).happens();
      awaitQueued(campaign, 1);
      service.event("remove_from_cart").by("again-anna", null).at(now.plusMillis(1)).happens();
      service.event("add_to_cart").by("again-anna", null).at(now.plusMillis(2)).happens();
      awaitQueued(campaign, 2);

      at(now.plus(Duration.ofMinutes(61)));

      assertThat(receiver.calls()).hasSize(1);
      assertThat(campaigns.sends(campaign).path("counts").toString())
          .contains("cart_empty")
          .contains("sent");
    }
  }

  @Test
  void whatWasBoughtHalfAnHourAgoIsNotMailed() {
    try (Receiver receiver = new Receiver()) {
      String campaign = campaigns.byWebhook(receiver, CART, "", to("bought-anna"));
      Instant now = Instant.now();
      service.event("add_to_cart").by("bought-anna", null).at(now).happens();
      awaitQueued(campaign, 1);
      service.event("purchase").by("bought-anna", null).at(now.plusSeconds(1)).happens();

      at(now.plus(Duration.ofMinutes(61)));

      JsonNode send = campaigns.awaitSend(campaign, "suppressed");
      assertThat(send.path("reason").asString()).isEqualTo("purchased");
      assertThat(send.has("decisionId")).isFalse();
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void consentIsAskedAgainAfterTheWait() {
    try (Receiver receiver = new Receiver()) {
      String campaign = campaigns.byWebhook(receiver, CART, "", to("consent-eva"));
      Instant now = Instant.now();
      service.event("add_to_cart").by("consent-eva", null).at(now).happens();
      awaitQueued(campaign, 1);
      service.profiles.knows(
          "consent-eva", "{\"userId\": \"consent-eva\", \"consent\": {\"marketing\": false}}");

      at(now.plus(Duration.ofMinutes(61)));

      assertThat(campaigns.awaitSend(campaign, "suppressed").path("reason").asString())
          .isEqualTo("no_consent");
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void quietHoursMoveASendToTheirEndAndTheNextStepComesInItsTime() {
    try (Receiver receiver = new Receiver()) {
      ZoneId zone = ZoneId.of("UTC"); // hours that no change of the clock moves
      Instant now = Instant.now();
      LocalTime local = now.atZone(zone).toLocalTime().withSecond(0).withNano(0);
      String quiet =
          "\"quietHours\": {\"from\": \"%s\", \"to\": \"%s\", \"timeZone\": \"UTC\"}, "
              .formatted(local.minusHours(1), local.plusHours(3));
      String campaign =
          campaigns.byWebhook(
              receiver,
              REVIEW,
              quiet + "\"steps\": [{\"after\": \"PT0S\"}, {\"after\": \"PT5H\"}],",
              to("quiet-anna"));
      service.event("review").by("quiet-anna", null).happens(); // after the campaign was started
      SendingCampaigns.await(
          () -> step(campaign, 0).path("reason").asString("").equals("quiet_hours"));
      assertThat(receiver.calls()).isEmpty();

      at(now.plus(Duration.ofHours(3)).plusSeconds(60));
      assertThat(receiver.calls()).hasSize(1);
      at(now.plus(Duration.ofHours(5)).plusSeconds(60));

      assertThat(receiver.calls()).hasSize(2);
      assertThat(step(campaign, 0).path("attempts").asInt()).isEqualTo(1);
      assertThat(step(campaign, 0).path("decisionId"))
          .isEqualTo(step(campaign, 1).path("decisionId"));
    }
  }

  @Test
  void theDeviceThatSignedInHasTheSameStepNotTwice() {
    try (Receiver receiver = new Receiver()) {
      String campaign = campaigns.byWebhook(receiver, CART, "", ", \"holdoutShare\": 0");
      Instant now = Instant.now();
      service.event("add_to_cart").by(null, "same-step-phone").at(now).happens();
      awaitQueued(campaign, 1);
      service.event("identify").by("same-step-anna", "same-step-phone").happens();
      service.awaitCounted();
      service.profiles.knows("same-step-phone", "{\"userId\": \"same-step-anna\"}");
      service.event("checkout").by("same-step-anna", null).at(now.plusMillis(1)).happens();
      awaitQueued(campaign, 2);

      at(now.plus(Duration.ofMinutes(61)));

      assertThat(receiver.calls()).hasSize(1);
      assertThat(campaigns.sends(campaign).path("counts").toString())
          .contains("duplicate")
          .contains("sent");
    }
  }

  @Test
  void whileProfileServiceIsAwayNothingIsLost() {
    try (Receiver receiver = new Receiver()) {
      String campaign = campaigns.byWebhook(receiver, CART, "", to("away-anna"));
      Instant due = Instant.now().plus(Duration.ofMinutes(61));
      service.event("add_to_cart").by("away-anna", null).happens();
      awaitQueued(campaign, 1);
      service.profiles.is(FakeProfileService.Mood.FAILING);
      try {
        for (int minute = 0; minute < 10; minute++) {
          at(due.plus(Duration.ofMinutes(2L * minute)));
        }
      } finally {
        service.profiles.is(FakeProfileService.Mood.WELL);
      }
      JsonNode waiting = campaigns.sends(campaign).path("sends").path(0);
      assertThat(waiting.path("reason").asString()).isEqualTo("profile_unavailable");
      assertThat(waiting.path("attempts").asInt()).isZero();

      at(due.plus(Duration.ofHours(1)));

      assertThat(receiver.calls()).hasSize(1);
    }
  }

  @Test
  void theNoOfADeviceHoldsAfterItSignedIn() {
    try (Receiver receiver = new Receiver()) {
      String first = campaigns.byWebhook(receiver, REVIEW, "", ", \"holdoutShare\": 0");
      service.event("review").by(null, "no-phone").happens();
      campaigns.awaitSend(first, "sent");
      String link =
          receiver.calls().getFirst().body().path("data").path("unsubscribeUrl").asString();
      service.sendOpen("POST", link.substring("https://shop.example".length()));
      campaigns.endAll();
      service.event("identify").by("no-anna", "no-phone").happens();
      service.awaitCounted();

      String second = campaigns.byWebhook(receiver, REVIEW, "", to("no-anna"));
      service.profiles.knows("no-anna", "{\"userId\": \"no-anna\"}");
      service.event("review").by("no-anna", null).happens();

      assertThat(campaigns.awaitSend(second, "suppressed").path("reason").asString())
          .isEqualTo("unsubscribed");
    }
  }

  @Test
  void whatWasQueuedForAnotherChannelIsNotSent() {
    try (Receiver receiver = new Receiver()) {
      String campaign = campaigns.byWebhook(receiver, CART, "", to("channel-anna"));
      Instant now = Instant.now();
      service.event("add_to_cart").by("channel-anna", null).at(now).happens();
      awaitQueued(campaign, 1);
      service
          .database
          .owner()
          .sql("update campaign_send set channel = 'email' where campaign_id = cast(? as uuid)")
          .param(campaign)
          .update();

      at(now.plus(Duration.ofMinutes(61)));

      assertThat(campaigns.awaitSend(campaign, "suppressed").path("reason").asString())
          .isEqualTo("campaign_changed");
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void theNextStepSharesTheDecisionAlsoAfterTheDeviceSignedIn() {
    try (Receiver receiver = new Receiver()) {
      String campaign =
          campaigns.byWebhook(
              receiver,
              REVIEW,
              "\"steps\": [{\"after\": \"PT0S\"}, {\"after\": \"PT5H\"}],",
              ", \"holdoutShare\": 0");
      service.event("review").by(null, "steps-phone").happens();
      SendingCampaigns.await(() -> step(campaign, 0).path("state").asString("").equals("sent"));
      service.profiles.knows("steps-phone", "{\"userId\": \"steps-anna\"}");

      at(Instant.now().plus(Duration.ofHours(5)).plusSeconds(60));

      assertThat(step(campaign, 1).path("userId").asString()).isEqualTo("steps-anna");
      assertThat(step(campaign, 1).path("decisionId"))
          .isEqualTo(step(campaign, 0).path("decisionId"));
    }
  }

  @Test
  void aPausedCampaignWaitsAndAnEndedOneSendsNoMore() {
    try (Receiver receiver = new Receiver()) {
      String campaign = campaigns.byWebhook(receiver, CART, "", to("paused-anna"));
      Instant now = Instant.now();
      service.event("add_to_cart").by("paused-anna", null).at(now).happens();
      awaitQueued(campaign, 1);
      service.post("/v1/campaigns/" + campaign + "/pause", null);
      Instant due = now.plus(Duration.ofMinutes(61));
      at(due);
      JsonNode paused = campaigns.sends(campaign).path("sends").path(0);
      assertThat(paused.path("reason").asString()).isEqualTo("campaign_paused");
      assertThat(paused.path("attempts").asInt()).isZero();

      service.post("/v1/campaigns/" + campaign + "/end", null);
      at(due.plus(Duration.ofMinutes(2)));

      assertThat(campaigns.awaitSend(campaign, "suppressed").path("reason").asString())
          .isEqualTo("campaign_ended");
      assertThat(receiver.calls()).isEmpty();
    }
  }
}
