package io.storeloop.campaign.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.FakeProfileService;
import io.storeloop.campaign.KilledCampaignService;
import io.storeloop.campaign.delivery.Receiver;
import io.storeloop.campaign.delivery.Receiver.Call;
import io.storeloop.campaign.delivery.Receiver.Reply;
import io.storeloop.campaign.delivery.SendingCampaigns;
import io.storeloop.common.schema.TestDatabase;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a process that is killed in the midst of sending leaves to the next. */
class KillIT {
  private static final int SHOPPERS = 30;
  private static final int WORKERS = 3;

  private final TestDatabase database = TestDatabase.create();

  private long count(String from) {
    return database.owner().sql("select count(*) from " + from).query(Long.class).single();
  }

  private void review(String user) {
    database
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition(now()); end $$;
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source)
            values (gen_random_uuid(), :message, 'review', :user, now(), now(), 'test')
            """)
        .param("message", "m-" + user)
        .param("user", user)
        .update();
  }

  @Test
  void everyShopperGetsEachStepOnceByItsIdWhenTheSenderIsKilledTwice() {
    try (FakeProfileService profiles = new FakeProfileService();
        Receiver receiver = new Receiver()) {
      Map<String, String> settings =
          Map.of(
              "storeloop.campaign.profile-url",
              profiles.url(),
              "storeloop.campaign.profile-deadline",
              "5s",
              "storeloop.campaign.delivery.workers",
              Integer.toString(WORKERS),
              "storeloop.campaign.delivery.poll-interval",
              "50ms",
              "storeloop.campaign.delivery.webhook.allow-private",
              "true",
              "storeloop.campaign.delivery.webhook.timeout",
              "2s",
              "storeloop.campaign.delivery.lease",
              "15s",
              "logging.level.root",
              "warn");
      AtomicReference<KilledCampaignService> sender = new AtomicReference<>();
      // the receiver has taken the message when its sender dies, before anybody could note it
      receiver.replying(call -> {
        if (call.number() == 8 || call.number() == 20) {
          sender.get().kill();
        }
        return new Reply(200, "");
      });
      KilledCampaignService.start(database, settings, sender::set);
      String webhook =
          sender
              .get()
              .post("/v1/webhooks", "{\"name\": \"CRM\", \"url\": \"" + receiver.url() + "\"}")
              .path("webhookId")
              .asString();
      String campaign =
          sender
              .get()
              .post(
                  "/v1/campaigns",
                  """
                  {"name": "Kill", "placements": ["crm"], "holdoutShare": 0, "offers": [{"offerId": "ten", "title": "Ten"}],
                   "delivery": {"channel": "webhook", "webhookId": "%s", "trigger": {"type": "event", "event": "review"},
                                "message": {"subject": "S", "text": "T"}}}
                  """
                      .formatted(webhook))
              .path("campaignId")
              .asString();
      sender.get().post("/v1/campaigns/" + campaign + "/start", "");
      for (int i = 0; i < SHOPPERS; i++) {
        review("shopper-" + i);
      }

      for (int life = 2; life <= 3; life++) {
        int killedAt = life == 2 ? 8 : 20;
        SendingCampaigns.await(() -> receiver.calls().size() >= killedAt);
        KilledCampaignService.start(database, settings, sender::set);
      }
      SendingCampaigns.await(() -> count("campaign_send where state = 'sent'") == SHOPPERS);

      Map<String, Set<String>> idsByShopper =
          receiver.calls().stream()
              .collect(
                  Collectors.groupingBy(
                      call -> call.body().path("data").path("userId").asString(),
                      Collectors.mapping(Call::id, Collectors.toSet())));
      assertThat(idsByShopper).hasSize(SHOPPERS);
      assertThat(idsByShopper.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
      // at least once on the wire: whoever was in flight at a kill comes again, with the same id
      assertThat(receiver.calls().size()).isBetween(SHOPPERS + 2, SHOPPERS + 2 * WORKERS);
      assertThat(count("campaign_send")).isEqualTo(SHOPPERS);
      assertThat(count("decision")).isEqualTo(SHOPPERS);
      sender.get().close();
    }
  }
}
