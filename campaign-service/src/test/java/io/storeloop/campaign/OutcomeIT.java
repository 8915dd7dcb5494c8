package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.delivery.SendingCampaigns;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OutcomeIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  private String campaign(String placement, String holdoutShare) {
    return service.runningCampaign(
        """
        {"name": "Outcomes", "placements": ["%s"], "holdoutShare": %s, "offers": [{"offerId": "ten", "title": "Hello"}]}
        """
            .formatted(placement, holdoutShare));
  }

  private String decision(String who, String id, String placement) {
    return service.decide(who, id, placement).body().path("decisionId").asString();
  }

  private JsonNode results(String campaign) {
    service.awaitCounted();
    return service.get("/v1/campaigns/" + campaign + "/results").body();
  }

  @Test
  void exposureClickAndPurchaseToldThreeTimesCountOnce() {
    String campaign = campaign("once", "0");
    String decision = decision("userId", "once-anna", "once");
    Instant at = Instant.now();

    for (int i = 0; i < 3; i++) {
      service.event("promotion_view").by("once-anna", null).of(decision).at(at).happens();
      service.event("promotion_click").by("once-anna", null).of(decision).at(at).happens();
    }
    service
        .event("purchase")
        .by("once-anna", null)
        .worth("10.10", 2)
        .at(at.plusMillis(1))
        .happens();
    service.event("purchase").by("once-anna", null).worth("0.05", 1).at(at.plusMillis(1)).happens();
    service.event("purchase").by("once-anna", null).at(at.plusMillis(1)).happens();

    JsonNode arm = results(campaign).path("arms").path(0);
    assertThat(arm.path("shoppers").asInt()).isEqualTo(1);
    assertThat(arm.path("exposed").asInt()).isEqualTo(1);
    assertThat(arm.path("clicked").asInt()).isEqualTo(1);
    assertThat(arm.path("converted").asInt()).isEqualTo(1);
    assertThat(arm.path("convertedAfterExposure").asInt()).isEqualTo(1);
    assertThat(arm.path("rate").asDouble()).isEqualTo(1.0);
    assertThat(arm.path("revenue").path(0).path("currency").asString()).isEqualTo("EUR");
    assertThat(arm.path("revenue").path(0).path("amount").decimalValue())
        .isEqualByComparingTo("20.25"); // 2 · 10.10 + 0.05; the line without a price adds nothing
    assertThat(service.get("/v1/decisions/" + decision).body().has("exposedAt")).isTrue();
  }

  @Test
  void whatBotsDoIsNoOutcomeAndNoRevenue() {
    String campaign = campaign("bots", "0");
    String decision = decision("userId", "bots-anna", "bots");
    Instant at = Instant.now().plusMillis(1);
    service.event("promotion_view").by("bots-anna", null).of(decision).byBot().happens();
    service.event("purchase").by("bots-anna", null).worth("99", 1).at(at).byBot().happens();

    assertThat(results(campaign).path("treated").path("converted").asInt()).isZero();
    service.event("purchase").by("bots-anna", null).worth("5", 1).at(at).happens();

    JsonNode treated = results(campaign).path("treated");
    assertThat(treated.path("exposed").asInt()).isZero();
    assertThat(treated.path("converted").asInt()).isEqualTo(1);
    assertThat(treated.path("revenue").path(0).path("amount").decimalValue())
        .isEqualByComparingTo("5");
  }

  @Test
  void manyPurchasesOfTheLargestPriceAndQuantityAddUp() {
    String campaign = campaign("largest", "0");
    decision("userId", "largest-anna", "largest");
    Instant at = Instant.now();

    for (int i = 0; i < 20; i++) {
      service
          .event("purchase")
          .by("largest-anna", null)
          .worth("1000000000", 1_000_000)
          .at(at.plusMillis(i + 1))
          .happens();
    }

    JsonNode revenue = results(campaign).path("treated").path("revenue").path(0);
    assertThat(revenue.path("amount").decimalValue()).isEqualByComparingTo("20000000000000000");
  }

  @Test
  void purchasesOutsideTheWindowDoNotCount() {
    String campaign = campaign("window", "0");
    decision("userId", "window-anna", "window");

    service.event("purchase").by("window-anna", null).at(Instant.now().minusSeconds(60)).happens();
    service
        .event("purchase")
        .by("window-anna", null)
        .at(Instant.now().plus(Duration.ofDays(7)).plusSeconds(60))
        .happens();

    assertThat(results(campaign).path("treated").path("converted").asInt()).isZero();
  }

  @Test
  void whatWasDecidedForTheBrowserCountsForTheShopperWhoSignsInLater() {
    String campaign = campaign("sign-in", "0");
    String decision = decision("anonymousId", "browser-1", "sign-in");
    service.event("promotion_view").by(null, "browser-1").of(decision).happens();
    service.event("purchase").by("sign-in-anna", null).worth("5", 1).happens();
    assertThat(results(campaign).path("treated").path("converted").asInt()).isZero();

    service.event("identify").by("sign-in-anna", "browser-1").signed().happens();

    JsonNode treated = results(campaign).path("treated");
    assertThat(treated.path("shoppers").asInt()).isEqualTo(1);
    assertThat(treated.path("exposed").asInt()).isEqualTo(1);
    assertThat(treated.path("converted").asInt()).isEqualTo(1);
    assertThat(treated.path("convertedAfterExposure").asInt()).isEqualTo(1);
  }

  @Test
  void whatASharedBrowserDidBeforeIsItsFirstUsersAndAfterwardsNobodys() {
    String campaign = campaign("shared-device", "0");
    decision("anonymousId", "browser-2", "shared-device");
    service.event("identify").by("shared-anna", "browser-2").happens();
    service.event("purchase").by(null, "browser-2").worth("5", 1).happens();
    service.event("identify").by("shared-ben", "browser-2").signed().happens();
    service.event("purchase").by("shared-ben", null).worth("5", 1).happens();
    service.event("purchase").by(null, "browser-2").worth("5", 1).happens();
    service.awaitCounted();
    decision("userId", "shared-anna", "shared-device");

    JsonNode treated = results(campaign).path("treated");
    decision("anonymousId", "browser-2", "shared-device");
    JsonNode later = results(campaign).path("treated");

    assertThat(treated.path("shoppers").asInt()).isEqualTo(1);
    assertThat(treated.path("decisions").asInt()).isEqualTo(2);
    assertThat(treated.path("converted").asInt()).isEqualTo(1);
    assertThat(treated.path("revenue").path(0).path("amount").decimalValue())
        .isEqualByComparingTo("5");
    assertThat(later.path("shoppers").asInt()).isEqualTo(2);
  }

  @Test
  void whatTheShopHasUndoneIsCountedApartAgain() {
    String campaign = campaign("undone", "0");
    decision("anonymousId", "undone-phone", "undone");
    decision("anonymousId", "undone-later", "undone");
    service.event("identify").by("undone-anna", "undone-phone").happens();
    service.event("purchase").by("undone-anna", null).worth("5", 1).happens();
    JsonNode together = results(campaign).path("treated");

    service.undo("undone-anna", "undone-phone");
    service.undo("undone-anna", "undone-later");
    SendingCampaigns.await(() -> results(campaign).path("treated").path("converted").asInt() == 0);
    JsonNode apart = results(campaign).path("treated");
    service.event("identify").by("undone-anna", "undone-later").signed().happens();
    JsonNode later = results(campaign).path("treated");

    assertThat(together.path("converted").asInt()).isEqualTo(1);
    assertThat(apart.path("converted").asInt()).isZero();
    assertThat(apart.path("shoppers").asInt()).isEqualTo(2);
    assertThat(later.path("converted").asInt()).isZero();
  }

  @Test
  void whoeverSaysToBeAKnownUserConvertsForNobodyElse() {
    String campaign = campaign("forged", "0");
    service.event("view").by("forged-anna", null).happens();
    decision("userId", "forged-anna", "forged");
    service.event("identify").by("forged-anna", "thiefs-browser").happens();

    service.event("purchase").by(null, "thiefs-browser").worth("5", 1).happens();

    assertThat(results(campaign).path("treated").path("converted").asInt()).isZero();
  }

  @Test
  void oneShopperBeforeAndAfterSignInIsOneShopper() {
    String campaign = campaign("merge", "0");
    decision("anonymousId", "browser-3", "merge");
    service.event("purchase").by(null, "browser-3").worth("5", 1).happens();
    service.awaitCounted();
    decision("userId", "merge-anna", "merge");

    service.event("identify").by("merge-anna", "browser-3").happens();
    service.event("purchase").by("merge-anna", "browser-3").worth("7", 1).happens();

    JsonNode treated = results(campaign).path("treated");
    assertThat(treated.path("decisions").asInt()).isEqualTo(2);
    assertThat(treated.path("shoppers").asInt()).isEqualTo(1);
    assertThat(treated.path("converted").asInt()).isEqualTo(1);
    assertThat(treated.path("revenue").path(0).path("amount").decimalValue())
        .isEqualByComparingTo("12");
  }

  @Test
  void aHeldOutShopperConvertsFromTheDecisionOnAndCanSeeNothing() {
    String campaign = campaign("holdout", "0.5");
    String ben =
        IntStream.range(0, 200)
            .mapToObj(i -> "holdout-" + i)
            .filter(
                id -> service.decide("userId", id, "holdout").body().path("holdout").asBoolean())
            .findFirst()
            .orElseThrow();
    String decision = decision("userId", ben, "holdout");
    service.event("promotion_view").by(ben, null).of(decision).happens();
    service.event("purchase").by(ben, null).worth("3", 1).happens();

    JsonNode results = results(campaign);

    assertThat(results.path("holdout").path("converted").asInt()).isEqualTo(1);
    assertThat(results.path("holdout").path("exposed").asInt()).isZero();
    assertThat(results.path("treated").path("converted").asInt()).isZero();
    assertThat(results.path("uplift").path("verdict").asString())
        .isEqualTo("insufficient_evidence");
    assertThat(results.path("uplift").has("percentagePoints")).isFalse();
  }

  @Test
  void foreignAndBrokenDecisionIdsDisturbNothing() {
    String campaign = campaign("foreign", "0");
    service.event("promotion_view").by("foreign-anna", null).of("not-one-of-ours").happens();
    service
        .event("promotion_view")
        .by("foreign-anna", null)
        .of("0198c8a0-0000-7000-8000-000000000000")
        .happens();

    assertThat(results(campaign).path("treated").path("exposed").asInt()).isZero();
  }

  @Test
  void theProgressIsTrueOnlyWhenEverythingIsCounted() {
    long before = service.get("/v1/decisions/progress").body().path("appliedEvents").asLong();
    service.event("view").by("progress-anna", null).happens();

    service.awaitCounted();

    JsonNode progress = service.get("/v1/decisions/progress").body();
    assertThat(progress.path("appliedEvents").asLong()).isGreaterThan(before);
    assertThat(progress.path("lagMillis").asLong()).isZero();
  }

  @Test
  void resultsOfNothingAreZerosAndOfAnUnknownCampaignAProblem() {
    String campaign = campaign("zero", "0.1");

    JsonNode results = results(campaign);

    assertThat(results.path("treated").path("shoppers").asInt()).isZero();
    assertThat(results.path("treated").has("rate")).isFalse();
    assertThat(results.has("sampleRatio")).isFalse();
    assertThat(service.get("/v1/campaigns/0198c8a0-0000-7000-8000-000000000000/results").code())
        .isEqualTo("unknown_campaign");
  }
}
