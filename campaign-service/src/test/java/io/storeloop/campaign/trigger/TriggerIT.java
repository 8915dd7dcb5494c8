package io.storeloop.campaign.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.delivery.Receiver;
import io.storeloop.campaign.delivery.SendingCampaigns;
import io.storeloop.campaign.delivery.outbox.Dispatcher;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TriggerIT {
  private static final String ALL = ", \"holdoutShare\": 0";

  private final RunningCampaignService service = RunningCampaignService.shared();
  private final SendingCampaigns campaigns = new SendingCampaigns(service);

  @AfterEach
  void endCampaigns() {
    campaigns.endAll();
  }

  private void awaitSent(Receiver receiver, int calls) {
    SendingCampaigns.await(() -> receiver.calls().size() == calls);
  }

  private static String user(Receiver receiver, int call) {
    return receiver.calls().get(call).body().path("data").path("userId").asString();
  }

  @Test
  void aMomentComesOnceForEveryMemberOfASegmentPageByPage() {
    try (Receiver receiver = new Receiver()) {
      service.profiles.answersAt(
          "/v1/profiles?segment=newsletter",
          "{\"profiles\": [{\"userId\": \"at-anna\"}, {\"userId\": \"at-ben\"}], \"nextCursor\": \"p2\"}");
      service.profiles.answersAt(
          "/v1/profiles?segment=newsletter&limit=200&cursor=p2",
          "{\"profiles\": [{\"userId\": \"at-eva\"}, {\"userId\": \"at-anna\"}]}");
      LocalDateTime at = tomorrow();

      String campaign = campaigns.byWebhook(receiver, at(at, "newsletter"), "", ALL);
      SendingCampaigns.await(() -> {
        lookAndSend(at.toInstant(ZoneOffset.UTC).plusSeconds(1));
        return receiver.calls().size() == 3;
      });

      lookAndSend(at.toInstant(ZoneOffset.UTC).plusSeconds(60));
      assertThat(campaigns.sends(campaign).path("sends").size()).isEqualTo(3);
    }
  }

  @Test
  void aMomentBeforeTheCampaignWasStartedIsOver() {
    try (Receiver receiver = new Receiver()) {
      service.profiles.answersAt(
          "/v1/profiles?segment=yesterday", "{\"profiles\": [{\"userId\": \"past-anna\"}]}");

      String campaign =
          campaigns.byWebhook(receiver, at(tomorrow().minusDays(2), "yesterday"), "", ALL);
      SendingCampaigns.await(() -> hasLooked(campaign));

      assertThat(campaigns.sends(campaign).path("sends").size()).isZero();
    }
  }

  private boolean hasLooked(String campaign) {
    return service
        .database
        .owner()
        .sql(
            "select exists (select from campaign_trigger_place where place = ? and leased_until is null and due_at > now())")
        .param(campaign)
        .query(Boolean.class)
        .single();
  }

  private static LocalDateTime tomorrow() {
    return LocalDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String at(LocalDateTime at, String segment) {
    return "{\"type\": \"scheduled\", \"at\": \"%s\", \"timeZone\": \"UTC\", \"segment\": \"%s\"}"
        .formatted(at, segment);
  }

  /** Looks for occasions as of that moment, and lets everything leave that is due then. */
  private void lookAndSend(Instant moment) {
    service.part(TriggerJob.class).look(moment);
    Dispatcher dispatcher = service.part(Dispatcher.class);
    while (dispatcher.step(moment)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoComesIntoASegmentAndIsStillThereIsReached() {
    try (Receiver receiver = new Receiver()) {
      service.profiles.knows(
          "in-anna", "{\"userId\": \"in-anna\", \"segments\": [{\"segmentId\": \"vip\"}]}");
      service.profiles.knows("in-ben", "{\"userId\": \"in-ben\", \"segments\": []}");
      service.profiles.answersAt(
          "/v1/segments/vip/changes?limit=200&cursor=c1",
          "{\"changes\": [], \"nextCursor\": \"c1\"}");
      String campaign =
          campaigns.byWebhook(
              receiver, "{\"type\": \"segment_entered\", \"segment\": \"vip\"}", "", ALL);
      String change = "{\"userId\": \"%s\", \"change\": \"%s\", \"cause\": \"%s\", \"at\": \"%s\"}";
      Instant now = Instant.now().plusMillis(1);

      service.profiles.answersAt(
          "/v1/segments/vip/changes",
          "{\"changes\": [%s, %s, %s, %s, %s], \"nextCursor\": \"c1\"}"
              .formatted(
                  change.formatted("in-anna", "entered", "event", now),
                  change.formatted("in-ben", "entered", "time", now),
                  change.formatted("in-carl", "left", "event", now),
                  change.formatted("in-dora", "entered", "definition", now),
                  change.formatted("in-eva", "entered", "event", now.minusSeconds(3600))));

      awaitSent(receiver, 1);
      assertThat(user(receiver, 0)).isEqualTo("in-anna");
      SendingCampaigns.await(
          () -> campaigns.sends(campaign).path("counts").toString().contains("left_segment"));
      assertThat(campaigns.sends(campaign).path("sends").size()).isEqualTo(2);
    }
  }

  @Test
  void whoComesToTheThresholdOfChurnIsReachedIfItStillHoldsThen() {
    try (Receiver receiver = new Receiver()) {
      String watch = "/v1/predictors/churn/watch?minProbability=0.6";
      service.profiles.answersAt(watch, "{\"customers\": [{\"userId\": \"risk-anna\"}]}");
      service.profiles.answersAt(
          "/v1/profiles/risk-ben/predictions/churn", "{\"probability\": 0.7}");
      service.profiles.answersAt(
          "/v1/profiles/risk-eva/predictions/churn", "{\"probability\": 0.5}");
      String campaign =
          campaigns.byWebhook(
              receiver, "{\"type\": \"churn_predicted\", \"threshold\": 0.6}", "", ALL);
      SendingCampaigns.await(() ->
          service
                  .database
                  .owner()
                  .sql(
                      "select count(*) from campaign_churn_watch where campaign_id = cast(? as uuid)")
                  .param(campaign)
                  .query(Long.class)
                  .single()
              == 1);

      service.profiles.answersAt(
          watch,
          "{\"customers\": [{\"userId\": \"risk-anna\"}, {\"userId\": \"risk-ben\"}, {\"userId\": \"risk-eva\"}]}");

      awaitSent(receiver, 1);
      assertThat(user(receiver, 0)).isEqualTo("risk-ben");
      SendingCampaigns.await(
          () -> campaigns.sends(campaign).path("counts").toString().contains("churn_fell"));
      assertThat(campaigns.sends(campaign).path("sends").size()).isEqualTo(2);
    }
  }

  @Test
  void whoViewedAnItemHearsThatItsPriceHasFallenUnlessTheyBoughtIt() {
    try (Receiver receiver = new Receiver()) {
      service.event("view").by("drop-anna", null).happens();
      service.event("view").by("drop-ben", null).happens();
      service.event("purchase").by("drop-ben", null).at(Instant.now().plusMillis(1)).happens();
      price("100");
      campaigns.byWebhook(
          receiver,
          "{\"type\": \"price_drop\", \"by\": 0.2}",
          "",
          ", \"holdoutShare\": 0, \"condition\": {\"userId\": {\"$in\": [\"drop-anna\", \"drop-ben\"]}}");
      SendingCampaigns.await(() -> keptPrice().equals("100.0000"));

      price("85");
      SendingCampaigns.await(() -> keptPrice().equals("85.0000"));
      price("60");

      awaitSent(receiver, 1);
      assertThat(user(receiver, 0)).isEqualTo("drop-anna");
      JsonNode occasion = receiver.calls().getFirst().body().path("data").path("occasion");
      assertThat(occasion.path("price").decimalValue()).isEqualByComparingTo("60");
      assertThat(occasion.path("priceBefore").decimalValue()).isEqualByComparingTo("85");
    }
  }

  @Test
  void aPriceThatFellBeforeTheCampaignStartedIsNoOccasionAndEveryPageOfViewsIsRead() {
    try (Receiver receiver = new Receiver()) {
      for (int i = 0; i < 5; i++) {
        service.event("view").by("paged-" + i, null).happens();
      }
      price("200");
      String condition =
          ", \"holdoutShare\": 0, \"condition\": {\"userId\": {\"$in\": [\"paged-0\", \"paged-4\"]}}";
      String campaign =
          campaigns.byWebhook(receiver, "{\"type\": \"price_drop\", \"by\": 0.2}", "", condition);
      SendingCampaigns.await(() -> keptPrice().equals("200.0000"));

      price("100", "now() - interval '1 minute'");
      SendingCampaigns.await(() -> keptPrice().equals("100.0000"));
      assertThat(campaigns.sends(campaign).path("sends").size()).isZero();
      price("50");

      awaitSent(receiver, 2);
      assertThat(List.of(user(receiver, 0), user(receiver, 1)))
          .containsExactlyInAnyOrder("paged-0", "paged-4");
    }
  }

  private void price(String price) {
    price(price, "now()");
  }

  private void price(String price, String updatedAt) {
    service
        .database
        .owner()
        .sql(
            """
            insert into item (item_id, price, currency, updated_at) values ('SHOES', cast(:price as numeric), 'EUR', %s)
            on conflict (item_id) do update
              set price = excluded.price, updated_at = excluded.updated_at, tx = pg_current_xact_id()
            """
                .formatted(updatedAt))
        .param("price", price)
        .update();
  }

  private String keptPrice() {
    return service
        .database
        .owner()
        .sql(
            "select coalesce(max(price)::text, '') from campaign_item_price where item_id = 'SHOES'")
        .query(String.class)
        .single();
  }
}
