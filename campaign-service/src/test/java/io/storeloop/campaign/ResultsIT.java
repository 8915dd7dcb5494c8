package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Effects through the whole service: decisions over HTTP, purchases in the log, results. */
class ResultsIT {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final RunningCampaignService service = RunningCampaignService.shared();

  private String campaign(String placement, String holdoutShare, String goal) {
    return service.runningCampaign(
        """
        {"name": "Results", "placements": ["%s"], "holdoutShare": %s, "goal": %s,
         "offers": [{"offerId": "ten", "title": "Hello", "cost": 0.5}]}
        """
            .formatted(placement, holdoutShare, goal));
  }

  private JsonNode results(String campaign) {
    service.awaitCounted();
    return service.get("/v1/campaigns/" + campaign + "/results").body();
  }

  private static JsonNode effect(JsonNode results, String metric) {
    return results
        .path("effects")
        .valueStream()
        .filter(effect -> effect.path("metric").asString().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError(results.toString()));
  }

  private boolean isHeldOut(String shopper, String placement) {
    return service.decide("userId", shopper, placement).body().path("holdout").asBoolean();
  }

  @Test
  void theIntervalHoldsTheTrueUpliftAndPurchasesFromBeforeNarrowIt() {
    // given: 800 shoppers, every second of whom has bought before and buys far more often
    int shoppers = 800;
    for (int i = 0; i < shoppers; i += 2) {
      Instant before = Instant.now().minus(Duration.ofDays(3));
      service.event("purchase").by("truth-" + i, null).worth("10", 1).at(before).happens();
    }
    String campaign = campaign("truth", "0.4", "{\"type\": \"purchase\"}");

    // when: the offer adds 15 points to what each of them would have done anyway, at 20 each
    Random random = new Random(5);
    for (int i = 0; i < shoppers; i++) {
      boolean heldOut = isHeldOut("truth-" + i, "truth");
      double chance = (i % 2 == 0 ? 0.7 : 0.05) + (heldOut ? 0 : 0.15);
      if (random.nextDouble() < chance) {
        service.event("purchase").by("truth-" + i, null).worth("20", 1).at(Instant.now()).happens();
      }
    }
    JsonNode results = results(campaign);

    // then
    JsonNode conversion = effect(results, "conversion");
    assertThat(conversion.path("interval").path("lower").asDouble()).isLessThan(0.15);
    assertThat(conversion.path("interval").path("upper").asDouble()).isGreaterThan(0.15);
    assertThat(conversion.path("method").asString()).isEqualTo("confidence_sequence");
    assertThat(conversion.path("alpha").asDouble()).isEqualTo(0.05);
    assertThat(conversion.path("adjustment").path("narrowedBy").asDouble()).isGreaterThan(0.1);
    JsonNode revenue = effect(results, "revenue");
    assertThat(revenue.path("currency").asString()).isEqualTo("EUR");
    assertThat(revenue.path("interval").path("lower").asDouble()).isLessThan(3);
    assertThat(revenue.path("interval").path("upper").asDouble()).isGreaterThan(3);
    assertThat(effect(results, "margin").path("verdict").asString()).isEqualTo("cost_unknown");
    assertThat(results.path("asOf").asString()).isNotEmpty();
    assertThat(
            results.path("treated").path("shoppers").asInt()
                + results.path("holdout").path("shoppers").asInt())
        .isEqualTo(shoppers);
    assertSumsAreThoseOfTheParticipants(campaign);
  }

  @Test
  void theCostToldWithAPurchaseMakesTheMargin() {
    String campaign = campaign("costs", "0", "{}");
    service.decide("userId", "costs-anna", "costs");
    service
        .event("purchase")
        .by("costs-anna", null)
        .worth("20", 2)
        .with("{\"cost\": 12.5}")
        .happens();
    service.event("purchase").by("costs-anna", null).worth("10", 1).happens();
    service
        .event("purchase")
        .by("costs-anna", null)
        .worth("10", 1)
        .with("{\"cost\": \"no\"}")
        .happens();

    results(campaign);

    // 2 · (20 − 12.50) is margin; of the other 20 the cost is not known
    Map<String, Object> sums = sums(campaign, "EUR");
    assertThat((BigDecimal) sums.get("revenue")).isEqualByComparingTo("60");
    assertThat((BigDecimal) sums.get("margin")).isEqualByComparingTo("15");
    assertThat((BigDecimal) sums.get("uncosted")).isEqualByComparingTo("20");
  }

  @Test
  void anotherEventMayBeTheGoalAndHowOftenItHappensCounts() {
    String campaign =
        campaign(
            "goal",
            "0",
            "{\"type\": \"review\", \"where\": {\"rating\": {\"$gte\": 4}}, \"windowDays\": 3}");
    for (String shopper : List.of("goal-anna", "goal-ben", "goal-carl")) {
      service.decide("userId", shopper, "goal");
    }
    service.event("review").by("goal-anna", null).rated("5").happens();
    service.event("review").by("goal-anna", null).rated("4").happens();
    service.event("review").by("goal-ben", null).rated("2").happens();
    service.event("purchase").by("goal-carl", null).worth("7", 1).happens();

    JsonNode results = results(campaign);

    assertThat(results.path("treated").path("converted").asInt()).isEqualTo(1);
    assertThat(results.path("treated").path("revenue").path(0).path("amount").decimalValue())
        .isEqualByComparingTo("7"); // revenue is that of all purchases
    assertThat(goals(campaign)).isEqualByComparingTo("2");
    JsonNode plan = service.get("/v1/campaigns/" + campaign).body();
    assertThat(plan.path("goal").path("type").asString()).isEqualTo("review");
    assertThat(plan.path("goal").path("value").asString()).isEqualTo("count");
    assertThat(plan.path("goal").path("where").toString()).isEqualTo("{\"rating\":{\"$gte\":4}}");
  }

  @Test
  void aGoalThatCannotBeIsRefusedWithAPointer() {
    RunningCampaignService.Answer answer =
        service.post(
            "/v1/campaigns",
            """
            {"name": "Goal", "placements": ["p"], "offers": [{"title": "Hello"}],
             "goal": {"type": "purchase", "where": {"colour": "red"}, "value": "fame"}}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(
            answer
                .body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asString()))
        .containsExactlyInAnyOrder("/goal/where/colour", "/goal/value");
  }

  @Test
  void anErasedShopperLeavesExactlyTheSumsOfTheOthers() {
    String campaign = campaign("forgotten", "0", "{}");
    for (String shopper : List.of("forgotten-ben", "forgotten-carl")) {
      service.decide("userId", shopper, "forgotten");
      service.event("purchase").by(shopper, null).worth("3.33", 3).happens();
    }
    results(campaign);
    String withoutAnna = allSums(campaign);
    service.decide("userId", "forgotten-anna", "forgotten");
    service.event("purchase").by("forgotten-anna", null).worth("1234.56", 7).happens();
    results(campaign);
    assertThat(allSums(campaign)).isNotEqualTo(withoutAnna);

    service.database.owner().sql("delete from event where user_id = 'forgotten-anna'").update();
    UUID erasure = UUID.randomUUID();
    service
        .database
        .owner()
        .sql(
            """
            insert into erasure (id, user_hash, key_check, user_id, anonymous_ids, state, requested_at, round_began_at)
            values (?, 'hash-w', 'check', 'forgotten-anna', '{}', 'running', now(), now())
            """)
        .param(erasure)
        .update();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (count("campaign_erasure_receipt where erasure_id = '" + erasure + "'") == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }

    assertThat(allSums(campaign)).isEqualTo(withoutAnna);
    assertThat(count("campaign_participant where shopper = 'u:forgotten-anna'")).isZero();
    assertSumsAreThoseOfTheParticipants(campaign);
  }

  @Test
  void whoSignsInBringsNothingFromBeforeThatTheBrowserHadNot() {
    Instant before = Instant.now().minus(Duration.ofDays(2));
    service.event("purchase").by("point-anna", null).worth("500", 1).at(before).happens();
    String campaign = campaign("point", "0", "{}");
    service.decide("anonymousId", "point-phone", "point");
    service.event("identify").by("point-anna", "point-phone").signed().happens();

    results(campaign);

    assertThat(sum(campaign, "goal", 3)).isEqualByComparingTo("0");
  }

  private BigDecimal goals(String campaign) {
    return sum(campaign, "goal", 2);
  }

  private BigDecimal sum(String campaign, String unit, int column) {
    return service
        .database
        .owner()
        .sql(
            "select coalesce(sum(sums[%d]), 0) from campaign_statistic where campaign_id = ? and unit = ?"
                .formatted(column))
        .params(UUID.fromString(campaign), unit)
        .query(BigDecimal.class)
        .single();
  }

  private Map<String, Object> sums(String campaign, String unit) {
    return service
        .database
        .owner()
        .sql(
            "select sums[1] as revenue, sums[2] as margin, sums[3] as uncosted from campaign_statistic where campaign_id = ? and unit = ?")
        .params(UUID.fromString(campaign), unit)
        .query()
        .singleRow();
  }

  private String allSums(String campaign) {
    return service
        .database
        .owner()
        .sql(
            """
            select coalesce(string_agg(arm || ' ' || unit || ' ' || array(select trim_scale(n) from unnest(sums || products) n)::text,
                                       ' ' order by arm, unit), '')
            from campaign_statistic where campaign_id = ?
            """)
        .param(UUID.fromString(campaign))
        .query(String.class)
        .single();
  }

  /** The sums kept are those of a scan over all participants. */
  private void assertSumsAreThoseOfTheParticipants(String campaign) {
    for (String unit : List.of("shopper", "goal", "EUR")) {
      for (int column : IntStream.rangeClosed(1, 4).toArray()) {
        BigDecimal scanned =
            service
                .database
                .owner()
                .sql(
                    """
                    select coalesce(sum((numbers -> ?::text ->> ?::int)::numeric), 0)
                    from campaign_participant where campaign_id = ?
                    """)
                .params(unit, column - 1, UUID.fromString(campaign))
                .query(BigDecimal.class)
                .single();
        BigDecimal kept =
            service
                .database
                .owner()
                .sql(
                    "select coalesce(sum(sums[?]), 0) from campaign_statistic where campaign_id = ? and unit = ?")
                .params(column, UUID.fromString(campaign), unit)
                .query(BigDecimal.class)
                .single();
        assertThat(kept).as("%s %d", unit, column).isEqualByComparingTo(scanned);
      }
    }
  }

  private long count(String from) {
    return service.database.owner().sql("select count(*) from " + from).query(Long.class).single();
  }
}
