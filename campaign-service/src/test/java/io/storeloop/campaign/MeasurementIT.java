package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Designs, breakdowns and attribution through the whole service. */
class MeasurementIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  private String campaign(String placement, String rest) {
    return service.runningCampaign(
        """
        {"name": "Measurement", "placements": ["%s"], "offers": [{"offerId": "ten", "title": "Ten"}, {"offerId": "gift", "title": "Gift"}],
         %s}
        """
            .formatted(placement, rest));
  }

  private JsonNode results(String campaign) {
    service.awaitCounted();
    return service.get("/v1/campaigns/" + campaign + "/results").body();
  }

  @Test
  void aPlannedLookIsTakenWhenItsSizeIsReachedAndStaysAsItWas() throws InterruptedException {
    String campaign =
        campaign(
            "looks",
            """
            "holdoutShare": 0.5, "design": {"type": "group_sequential", "looks": 2, "shoppers": 500, "alpha": 0.1}
            """);
    service.shownOf(240, i -> service.decide("userId", "looks-" + i, "looks"));
    assertThat(results(campaign).path("effects").path(0).path("verdict").asString())
        .isEqualTo("awaiting_look");

    for (int i = 0; i < 60; i++) {
      service.event("purchase").by("looks-" + i, null).worth("5", 1).happens();
    }
    service.awaitCounted();
    service.shownOf(30, i -> service.decide("userId", "looks-" + (240 + i), "looks"));
    JsonNode first = results(campaign);
    service.event("purchase").by("looks-100", null).worth("5", 1).happens();
    JsonNode later = results(campaign);

    assertThat(first.path("looks").path("planned").asInt()).isEqualTo(2);
    assertThat(first.path("looks").path("taken").size()).isEqualTo(1);
    assertThat(first.path("looks").path("taken").path(0).path("shoppers").asInt())
        .isBetween(250, 270);
    assertThat(first.path("effects").path(0).path("method").asString())
        .isEqualTo("group_sequential");
    assertThat(first.path("effects").path(0).path("alpha").asDouble()).isEqualTo(0.1);
    assertThat(later.path("effects").path(0)).isEqualTo(first.path("effects").path(0));
    assertThat(
            later.path("treated").path("converted").asInt()
                + later.path("holdout").path("converted").asInt())
        .isEqualTo(61);
  }

  @Test
  void breakdownsAreReadByHowShoppersStoodAtTheirFirstDecision() {
    String campaign =
        campaign(
            "parts",
            """
            "holdoutShare": 0,
            "breakdowns": [{"name": "VIPs", "condition": {"segments": "vip"}},
                           {"name": "Germans", "condition": {"traits.country": "DE"}}]
            """);
    service.profiles.knows(
        "parts-anna",
        "{\"userId\": \"parts-anna\", \"segments\": [\"vip\"], \"traits\": {\"country\": \"FR\"}}");
    service.decide("userId", "parts-anna", "parts");
    service.decide("userId", "parts-ben", "parts");
    service.profiles.knows("parts-anna", "{\"userId\": \"parts-anna\", \"segments\": []}");
    service.profiles.knows(
        "parts-ben", "{\"userId\": \"parts-ben\", \"traits\": {\"country\": \"DE\"}}");
    service.decide("userId", "parts-anna", "parts");
    service.decide("userId", "parts-ben", "parts");

    JsonNode parts = results(campaign).path("breakdowns");

    assertThat(parts.path(0).path("name").asString()).isEqualTo("VIPs");
    assertThat(parts.path(0).path("treated").path("shoppers").asInt()).isEqualTo(1);
    assertThat(parts.path(0).path("treated").path("decisions").asInt()).isEqualTo(2);
    assertThat(parts.path(1).path("treated").path("shoppers").asInt()).isZero();
    assertThat(parts.path(0).path("effects").path(0).path("verdict").asString())
        .isEqualTo("no_holdout");
  }

  @Test
  void whatADesignCannotBeIsRefusedWithPointers() {
    JsonNode errors =
        service
            .post(
                "/v1/campaigns",
                """
                {"name": "Wrong", "placements": ["p"], "offers": [{"title": "Hello"}],
                 "design": {"type": "group_sequential", "looks": 21, "alpha": 0.5},
                 "allocation": {"policy": "thompson", "floor": 0},
                 "breakdowns": [{"name": "A", "condition": {"features.oders": 1}}, {"name": "A"}]}
                """)
            .body()
            .path("errors");

    assertThat(errors.valueStream().map(error -> error.path("pointer").asString()))
        .containsExactlyInAnyOrder(
            "/design/looks",
            "/design/shoppers",
            "/design/alpha",
            "/allocation/floor",
            "/breakdowns/0/condition/features.oders",
            "/breakdowns/1/name",
            "/breakdowns/1/condition");
  }

  @Test
  void revenueIsPutDownToCampaignsAndAddsUp() {
    String ten = campaign("touch-one", "\"holdoutShare\": 0");
    String gift = campaign("touch-two", "\"holdoutShare\": 0");
    Instant from = Instant.now().minus(Duration.ofMinutes(5));
    service.decide("userId", "touch-anna", "touch-one");
    service.decide("userId", "touch-anna", "touch-two");
    Instant at = Instant.now().plusMillis(5);
    service.event("purchase").by("touch-anna", null).worth("10.01", 1).at(at).in("SEK").happens();
    service.event("purchase").by("touch-nobody", null).worth("3", 1).at(at).in("SEK").happens();
    service.awaitCounted();

    JsonNode kronor = attribution(from, "SEK");

    assertThat(kronor.path("revenue").decimalValue()).isEqualByComparingTo("13.01");
    assertThat(part(kronor, ten, "linear")).isEqualByComparingTo("5.00");
    assertThat(part(kronor, gift, "linear")).isEqualByComparingTo("5.01");
    assertThat(part(kronor, gift, "lastTouch")).isEqualByComparingTo("10.01");
    for (String rule : List.of("lastTouch", "linear", "incremental")) {
      BigDecimal sum =
          Stream.concat(
                  kronor.path("campaigns").valueStream(), Stream.of(kronor.path("noCampaign")))
              .map(part -> part.path(rule).decimalValue())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum).as(rule).isEqualByComparingTo("13.01");
    }
  }

  @Test
  void whatASharedBrowserBuysIsPutDownToNobodysOffers() {
    String campaign = campaign("shared-touch", "\"holdoutShare\": 0");
    Instant from = Instant.now().minus(Duration.ofMinutes(5));
    service.event("view").by("shared-touch-anna", "shared-touch-tablet").signed().happens();
    service.awaitCounted();
    service.decide("userId", "shared-touch-anna", "shared-touch");
    Instant at = Instant.now().plusMillis(5);
    buys("shared-touch-tablet", "7", at);
    service.event("view").by("shared-touch-ben", "shared-touch-tablet").signed().happens();
    buys("shared-touch-tablet", "100", at);
    service.awaitCounted();

    JsonNode kronor = attribution(from, "NOK");

    assertThat(kronor.path("revenue").decimalValue()).isEqualByComparingTo("107");
    assertThat(part(kronor, campaign, "lastTouch")).isEqualByComparingTo("7");
    assertThat(kronor.path("noCampaign").path("lastTouch").decimalValue())
        .isEqualByComparingTo("100");
  }

  private void buys(String browser, String price, Instant at) {
    service.event("purchase").by(null, browser).worth(price, 1).at(at).in("NOK").happens();
  }

  /** In one currency, from a moment on. */
  private JsonNode attribution(Instant from, String currency) {
    return service
        .get(
            "/v1/campaigns/attribution?from=%s&to=%s"
                .formatted(from, Instant.now().plus(Duration.ofMinutes(5))))
        .body()
        .path("currencies")
        .valueStream()
        .filter(part -> part.path("currency").asString().equals(currency))
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal part(JsonNode currency, String campaign, String rule) {
    return currency
        .path("campaigns")
        .valueStream()
        .filter(part -> part.path("campaignId").asString().equals(campaign))
        .findFirst()
        .orElseThrow()
        .path(rule)
        .decimalValue();
  }

  @Test
  void aPeriodThatCannotBeIsRefused() {
    assertThat(
            service
                .get("/v1/campaigns/attribution?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                .body()
                .path("errors")
                .path(0)
                .path("code")
                .asString())
        .isEqualTo("period_empty");
    assertThat(
            service
                .get("/v1/campaigns/attribution?from=2020-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                .body()
                .path("errors")
                .path(0)
                .path("code")
                .asString())
        .isEqualTo("period_too_long");
    assertThat(service.get("/v1/campaigns/attribution?from=yesterday&to=now").status())
        .isEqualTo(400);
    assertThat(service.get("/v1/campaigns/attribution").status()).isEqualTo(400);
  }
}
