package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DecisionIT {
  static RunningCampaignService service;

  @BeforeAll
  static void start() {
    service = new RunningCampaignService();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aShopperWhoMeetsTheConditionSeesTheOfferWithItsReasons() {
    String campaign =
        service.runningCampaign(
            """
            {"name": "Win back", "placements": ["home"], "condition": {"features.recencyDays": {"$gte": 30}},
             "holdoutShare": 0, "offers": [{"offerId": "ten", "title": "Ten percent off", "values": {"code": "BACK10"}}]}
            """);
    service.profiles.knows("anna", "{\"userId\": \"anna\", \"features\": {\"recencyDays\": 42}}");

    var answer = service.decide("userId", "anna", "home");

    assertThat(answer.status()).isEqualTo(200);
    var offer = answer.body().path("offers").path(0);
    assertThat(offer.path("offerId").asString()).isEqualTo("ten");
    assertThat(offer.path("campaignId").asString()).isEqualTo(campaign);
    assertThat(offer.path("content").path("values").path("code").asString()).isEqualTo("BACK10");
    var reason = answer.body().path("reasons").path(0);
    assertThat(reason.path("path").asString()).isEqualTo("features.recencyDays");
    assertThat(reason.path("actual").asInt()).isEqualTo(42);
    assertThat(reason.path("text").asString())
        .isEqualTo("features.recencyDays is 42 and must be at least 30");
  }
}
