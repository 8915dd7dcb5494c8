package io.storeloop.campaign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.storeloop.campaign.statistic.JdbcParticipants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Offers that show more of what works, and how they are read. */
class AdaptiveCampaignIT {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final RunningCampaignService service = RunningCampaignService.shared();

  private String campaign(String placement, String rest) {
    return service.runningCampaign(
        """
        {"name": "Adaptive", "placements": ["%s"], "offers": [{"offerId": "ten", "title": "Ten"}, {"offerId": "gift", "title": "Gift"}],
         %s}
        """
            .formatted(placement, rest));
  }

  private JsonNode results(String campaign) {
    service.awaitCounted();
    return service.get("/v1/campaigns/" + campaign + "/results").body();
  }

  private String offerOf(String shopper, String placement) {
    return service
        .decide("userId", shopper, placement)
        .body()
        .path("offers")
        .path(0)
        .path("offerId")
        .asString("");
  }

  @Test
  void anAdaptiveCampaignShowsMoreOfWhatWorksAndWeighsEveryShopperByTheChanceOfThatTime() {
    String campaign =
        campaign(
            "adaptive",
            """
            "holdoutShare": 0.1, "allocation": {"policy": "thompson", "floor": 0.1}
            """);
    for (int i = 0; i < 200; i++) {
      if (offerOf("adaptive-" + i, "adaptive").equals("gift")) {
        service.event("purchase").by("adaptive-" + i, null).worth("5", 1).happens();
      }
    }
    service.awaitCounted();

    double gift = awaitWeight(campaign, "gift", 0.9);
    assertThat(gift).isLessThanOrEqualTo(0.95);
    for (int i = 200; i < 300; i++) {
      offerOf("adaptive-" + i, "adaptive");
    }
    JsonNode results = results(campaign);

    assertThat(results.path("arms").path(1).path("shoppers").asInt())
        .isGreaterThan(2 * results.path("arms").path(0).path("shoppers").asInt());
    assertThat(results.path("arms").path(0).path("uplift").path("verdict").asString())
        .isEqualTo("adaptive");
    // each of the 200 was shown one of two offers by chance: some converted by 1 / 0.45, none by
    // less
    BigDecimal weighted =
        service
            .database
            .owner()
            .sql(
                "select sums[4] / sums[1] from campaign_statistic where campaign_id = ? and unit = 'goal' and arm = 'gift'")
            .param(UUID.fromString(campaign))
            .query(BigDecimal.class)
            .single();
    assertThat(weighted.doubleValue()).isBetween(1.1, 2.3);
    assertThat(
            service
                .database
                .owner()
                .sql(
                    "select count(*) from campaign_audit where campaign_id = ? and action = 'reweigh'")
                .param(UUID.fromString(campaign))
                .query(Long.class)
                .single())
        .isPositive();
  }

  @Test
  void armsOfAnAdaptiveCampaignAreReadInMarginLessWhatWasBoughtBefore() {
    int shoppers = 600;
    for (int i = 0; i < shoppers; i += 2) {
      Instant before = Instant.now().minus(Duration.ofDays(3));
      service.event("purchase").by("weighed-" + i, null).worth("30", 1).at(before).happens();
    }
    String campaign =
        campaign(
            "weighed",
            """
            "holdoutShare": 0.4, "allocation": {"policy": "thompson", "floor": 0.9}
            """);
    for (int i = 0; i < shoppers; i++) {
      service.decide("userId", "weighed-" + i, "weighed");
    }
    Random random = new Random(7);
    for (int i = 0; i < shoppers; i++) {
      if (random.nextDouble() < (i % 2 == 0 ? 0.7 : 0.05)) {
        service
            .event("purchase")
            .by("weighed-" + i, null)
            .worth("30", 1)
            .with("{\"cost\": 20}")
            .happens();
      }
    }

    JsonNode arm = results(campaign).path("arms").path(0);

    for (String metric : List.of("conversion", "revenue", "margin")) {
      JsonNode effect = effect(arm, metric);
      assertThat(effect.path("verdict").asString()).as(metric).isEqualTo("inconclusive");
      assertThat(effect.path("adjustment").path("method").asString()).isEqualTo("cuped");
      assertThat(effect.path("adjustment").path("narrowedBy").asDouble()).isGreaterThan(0.1);
    }
    // of 30 paid 10 are left: the margin is a third of the revenue, number for number
    assertThat(effect(arm, "margin").path("difference").asDouble() * 3)
        .isCloseTo(effect(arm, "revenue").path("difference").asDouble(), within(1e-9));
    assertErasureTakesExactlyTheRowOut(campaign);
    assertTheMigrationMakesWhatOutcomesMake(campaign);
  }

  private static JsonNode effect(JsonNode group, String metric) {
    return group
        .path("effects")
        .valueStream()
        .filter(effect -> effect.path("metric").asString().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError(group.toString()));
  }

  private void assertErasureTakesExactlyTheRowOut(String campaign) {
    String without = allSums(campaign);
    service.decide("userId", "weighed-anna", "weighed");
    service
        .event("purchase")
        .by("weighed-anna", null)
        .worth("1234.56", 7)
        .with("{\"cost\": 1.23}")
        .happens();
    results(campaign);
    assertThat(allSums(campaign)).isNotEqualTo(without);

    service.part(JdbcParticipants.class).remove(List.of("u:weighed-anna"));

    assertThat(allSums(campaign)).isEqualTo(without);
  }

  private String allSums(String campaign) {
    return service
        .database
        .owner()
        .sql(
            """
            select string_agg(arm || ' ' || unit || ' ' || array(select trim_scale(n) from unnest(sums || products) n)::text,
                              ' ' order by arm, unit)
            from campaign_statistic where campaign_id = ?
            """)
        .param(UUID.fromString(campaign))
        .query(String.class)
        .single();
  }

  /** What was counted before weighted units were kept gets them from the ledger. */
  private void assertTheMigrationMakesWhatOutcomesMake(String campaign) {
    List<Double> made = weighted(campaign);
    service
        .database
        .owner()
        .sql(
            """
            do $$ begin
              delete from campaign_statistic where unit like 'weighted:%';
              update campaign_participant p
              set numbers = (select jsonb_object_agg(n.key, n.value) from jsonb_each(p.numbers) n where n.key not like 'weighted:%');
            end $$
            """)
        .update();
    assertThat(weighted(campaign)).isEmpty();

    service.database.owner().sql(migration("V241__campaign_weighted_sums.sql")).update();

    List<Double> migrated = weighted(campaign);
    assertThat(migrated).hasSameSizeAs(made);
    for (int i = 0; i < made.size(); i++) {
      assertThat(migrated.get(i)).isCloseTo(made.get(i), withinPercentage(1e-8));
    }
  }

  private static String migration(String name) {
    try (InputStream file = AdaptiveCampaignIT.class.getResourceAsStream("/db/migration/" + name)) {
      return new String(requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Double> weighted(String campaign) {
    return service
        .database
        .owner()
        .sql(
            """
            select n from campaign_statistic s cross join lateral unnest(s.sums || s.products) with ordinality u (n, place)
            where s.campaign_id = ? and s.unit like 'weighted:%' order by s.breakdown, s.arm, s.unit, u.place
            """)
        .param(UUID.fromString(campaign))
        .query(Double.class)
        .list();
  }

  private double awaitWeight(String campaign, String offer, double atLeast) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      double weight =
          service
              .get("/v1/campaigns/" + campaign)
              .body()
              .path("offers")
              .valueStream()
              .filter(one -> one.path("offerId").asString().equals(offer))
              .mapToDouble(one -> one.path("weight").asDouble())
              .findFirst()
              .orElseThrow();
      if (weight >= atLeast && weight < 1) {
        return weight;
      }
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(50_000_000);
    }
  }
}
