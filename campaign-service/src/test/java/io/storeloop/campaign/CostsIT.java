package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.campaign.delivery.Receiver;
import io.storeloop.campaign.delivery.SendingCampaigns;
import io.storeloop.common.schema.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a campaign costs beside its offers, told by people and counted from what has left. */
class CostsIT {
  private static final String REVIEW = "{\"type\": \"event\", \"event\": \"review\"}";

  private final RunningCampaignService service = RunningCampaignService.shared();
  private final SendingCampaigns campaigns = new SendingCampaigns(service);

  @AfterEach
  void endCampaigns() {
    campaigns.endAll();
  }

  private Answer draft(String more) {
    return service.post(
        "/v1/campaigns",
        """
        {"name": "Costs", "placements": ["nowhere"], "offers": [{"title": "Hello"}] %s}
        """
            .formatted(more));
  }

  private JsonNode returned(String campaign) {
    service.awaitCounted();
    return service
        .get("/v1/campaigns/" + campaign + "/results")
        .body()
        .path("returnOnInvestment")
        .path(0);
  }

  @Test
  void costsAreReadBackDuplicatedAndInTheCurrencyOfTheBudget() {
    JsonNode campaign =
        draft(
                ", \"budget\": {\"cost\": 500, \"currency\": \"SEK\"}, \"costs\": {\"fixed\": 1500.50}")
            .body();
    String id = campaign.path("campaignId").asString();

    assertThat(campaign.path("costs").path("fixed").decimalValue()).isEqualByComparingTo("1500.5");
    assertThat(campaign.path("costs").path("perSend").decimalValue()).isZero();
    assertThat(campaign.path("costs").path("currency").asString()).isEqualTo("SEK");
    assertThat(service.get("/v1/campaigns/" + id).body()).isEqualTo(campaign);
    assertThat(service.post("/v1/campaigns/" + id + "/duplicate", null).body().path("costs"))
        .isEqualTo(campaign.path("costs"));
    assertThat(draft("").body().has("costs")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /costs | missing_value",
        "{\"fixed\": -1, \"currency\": \"EUR\"} | /costs/fixed | number_out_of_range",
        "{\"perSend\": 0.00001, \"currency\": \"EUR\"} | /costs/perSend | too_many_decimals",
        "{\"fixed\": \"NaN\", \"currency\": \"EUR\"} | /costs/fixed | wrong_type",
        "{\"fixed\": 1, \"currency\": \"ZZZ\"} | /costs/currency | invalid_value",
        "{\"fixed\": 1} | /costs/currency | missing_value",
        "{\"fixed\": 1, \"perMail\": 1} | /costs/perMail | unknown_field",
      })
  void whatCostsCannotBeIsRefusedWithItsNode(String costs, String pointer, String code) {
    Answer answer = draft(", \"costs\": " + costs);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("errors").path(0).path("pointer").asString()).isEqualTo(pointer);
    assertThat(answer.body().path("errors").path(0).path("code").asString()).isEqualTo(code);
  }

  @Test
  void anotherCurrencyThanTheBudgetsIsRefused() {
    String budget = ", \"budget\": {\"cost\": 500, \"currency\": \"EUR\"}";

    Answer written = draft(budget + ", \"costs\": {\"fixed\": 1, \"currency\": \"USD\"}");
    String id = draft(budget).body().path("campaignId").asString();
    Answer told =
        service.put("/v1/campaigns/" + id + "/costs", "{\"fixed\": 1, \"currency\": \"USD\"}");

    assertThat(written.code()).isEqualTo("currency_mismatch");
    assertThat(written.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/costs/currency");
    assertThat(told.status()).isEqualTo(400);
    assertThat(told.code()).isEqualTo("currency_mismatch");
    assertThat(told.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/currency");
  }

  @Test
  void theInvoiceIsToldWhenTheCampaignHasEnded() {
    String id =
        service.runningCampaign(
            """
            {"name": "Invoice", "placements": ["invoice"], "offers": [{"title": "Hello", "cost": 0.5}]}
            """);
    service.post("/v1/campaigns/" + id + "/end", null);

    Answer told =
        service.put("/v1/campaigns/" + id + "/costs", "{\"fixed\": 99.5, \"currency\": \"EUR\"}");

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.body().path("state").asString()).isEqualTo("ended");
    assertThat(told.raw().headers().firstValue("ETag")).contains("\"3\"");
    assertThat(
            service
                .database
                .owner()
                .sql(
                    "select after #>> '{costs,fixed}' from campaign_audit where campaign_id = ? and action = 'costs'")
                .param(UUID.fromString(id))
                .query(String.class)
                .single())
        .isEqualTo("99.5");
    JsonNode returned = returned(id);
    assertThat(returned.path("currency").asString()).isEqualTo("EUR");
    assertThat(returned.path("cost").decimalValue()).isEqualByComparingTo("99.5");
    assertThat(returned.path("costs").path("fixed").decimalValue()).isEqualByComparingTo("99.5");
    assertThat(returned.path("costs").path("offers").decimalValue()).isZero();
  }

  @Test
  void whoHasReadAnOlderVersionIsToldSoAndWhereNothingIsNothingCosts() {
    String id = draft("").body().path("campaignId").asString();
    String costs = "{\"fixed\": 1, \"currency\": \"EUR\"}";
    String path = "/v1/campaigns/" + id + "/costs";
    assertThat(service.put(path, costs).status()).isEqualTo(200);

    Answer late =
        service.send(
            "PUT",
            path,
            "{\"fixed\": 2, \"currency\": \"EUR\"}",
            TestDatabase.SECRET_KEY,
            "If-Match",
            "\"0\"");

    assertThat(late.code()).isEqualTo("changed_meanwhile");
    assertThat(service.put("/v1/campaigns/" + UUID.randomUUID() + "/costs", costs).code())
        .isEqualTo("unknown_campaign");
    assertThat(service.put(path, "{}").body().path("errors").path(0).path("code").asString())
        .isEqualTo("missing_value");
  }

  @Test
  void whatHasLeftIsPaidForAlsoWhenTheShopperIsErased() {
    try (Receiver receiver = new Receiver()) {
      String campaign =
          campaigns.byWebhook(
              receiver,
              REVIEW,
              "",
              ", \"holdoutShare\": 0, \"condition\": {\"traits.test\": \"paid\"},"
                  + " \"costs\": {\"fixed\": 10, \"perSend\": 0.25, \"currency\": \"EUR\"}");
      for (String user : new String[] {"paid-anna", "paid-ben"}) {
        service.profiles.knows(
            user, "{\"userId\": \"%s\", \"traits\": {\"test\": \"paid\"}}".formatted(user));
        service.event("review").by(user, null).happens();
      }
      SendingCampaigns.await(() -> sent(campaign) == 2);

      JsonNode before = returned(campaign);
      // as an erasure does
      service
          .database
          .owner()
          .sql("delete from campaign_send where user_id = 'paid-anna'")
          .update();
      JsonNode after = returned(campaign);

      assertThat(before.path("costs").path("sends").decimalValue()).isEqualByComparingTo("0.5");
      assertThat(before.path("cost").decimalValue()).isEqualByComparingTo("10.5");
      assertThat(after.path("costs")).isEqualTo(before.path("costs"));
    }
  }

  @Test
  void whatHasNotLeftCostsNothing() {
    try (Receiver receiver = new Receiver()) {
      receiver.replying(call -> new Receiver.Reply(404, ""));
      String campaign =
          campaigns.byWebhook(
              receiver,
              REVIEW,
              "",
              ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"unpaid-anna\"},"
                  + " \"costs\": {\"perSend\": 0.25, \"currency\": \"EUR\"}");
      service.profiles.knows("unpaid-anna", "{\"userId\": \"unpaid-anna\"}");
      service.event("review").by("unpaid-anna", null).happens();
      campaigns.awaitSend(campaign, "failed");

      assertThat(returned(campaign).path("costs").path("sends").decimalValue()).isZero();
    }
  }

  private long sent(String campaign) {
    return service
        .database
        .owner()
        .sql("select coalesce(sum(messages), 0) from campaign_sent where campaign_id = ?")
        .param(UUID.fromString(campaign))
        .query(Long.class)
        .single();
  }
}
