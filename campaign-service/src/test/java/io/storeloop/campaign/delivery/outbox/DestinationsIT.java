package io.storeloop.campaign.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.delivery.Receiver;
import io.storeloop.campaign.delivery.SendingCampaigns;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DestinationsIT {
  private static final String REVIEW = "{\"type\": \"event\", \"event\": \"review\"}";
  private static final int STUCK = 24;

  private final RunningCampaignService service = RunningCampaignService.shared();
  private final SendingCampaigns campaigns = new SendingCampaigns(service);

  @AfterEach
  void endCampaigns() {
    campaigns.endAll();
  }

  private static String to(String test) {
    return ", \"holdoutShare\": 0, \"condition\": {\"traits.test\": \"" + test + "\"}";
  }

  private void reviews(String user, String test) {
    service.profiles.knows(
        user, "{\"userId\": \"%s\", \"traits\": {\"test\": \"%s\"}}".formatted(user, test));
    service.event("review").by(user, null).happens();
  }

  @Test
  void oneThatHangsDoesNotKeepTheOthersWaiting() {
    CountDownLatch over = new CountDownLatch(1);
    try (Receiver hanging = new Receiver();
        Receiver healthy = new Receiver()) {
      hanging.replying(call -> {
        await(over);
        return new Receiver.Reply(200, "");
      });
      String first = campaigns.byWebhook(hanging, REVIEW, "", to("hangs"));
      for (int i = 0; i < STUCK; i++) {
        reviews("hangs-" + i, "hangs");
      }
      SendingCampaigns.await(() -> campaigns.sends(first).path("sends").size() == STUCK);
      String second = campaigns.byWebhook(healthy, REVIEW, "", to("goes-on"));

      reviews("goes-on-anna", "goes-on");
      campaigns.awaitSend(second, "sent");

      assertThat(healthy.calls()).hasSize(1);
      // without bounds each of those, being due for longer, is tried before
      assertThat(hanging.calls()).hasSizeLessThan(STUCK / 2);
      over.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
