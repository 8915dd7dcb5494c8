package io.storeloop.campaign.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Counting decisions one by one gives what computing everything anew gives. */
class RepeatedDecisionIT {
  private static final String PARTICIPANTS =
      """
      select concat_ws(' ', campaign_id, shopper, arm, first_decision, breakdowns, numbers)
      from campaign_participant where campaign_id = any (:campaigns) order by campaign_id, shopper
      """;

  private static final String SUMS =
      """
      select concat_ws(' ', campaign_id, breakdown, arm, unit,
                       array(select trim_scale(n) from unnest(sums) with ordinality u (n, place) order by place),
                       array(select trim_scale(n) from unnest(products) with ordinality u (n, place) order by place))
      from campaign_statistic where campaign_id = any (:campaigns) order by campaign_id, breakdown, arm, unit
      """;

  private final RunningCampaignService service = RunningCampaignService.shared();

  private List<String> rows(String sql, List<UUID> campaigns) {
    return service
        .database
        .owner()
        .sql(sql)
        .param("campaigns", campaigns.toArray(UUID[]::new))
        .query(String.class)
        .list();
  }

  private String campaign(String name) {
    return service.runningCampaign(
        """
        {"name": "%s", "placements": ["%s"], "holdoutShare": 0.3,
         "offers": [{"offerId": "one", "title": "One"}, {"offerId": "two", "title": "Two"}],
         "breakdowns": [{"name": "german", "condition": {"traits.country": "DE"}}]}
        """
            .formatted(name, name));
  }

  @Test
  void manyDecisionsOfTheSameShoppersAndWhatTheyDoBetween() {
    List<UUID> campaigns = new ArrayList<>();
    for (String name : List.of("repeated-a", "repeated-b")) {
      campaigns.add(UUID.fromString(campaign(name)));
    }
    for (int shopper = 0; shopper < 4; shopper++) {
      service.profiles.knows(
          "repeated-" + shopper, shopper % 2 == 0 ? "{\"traits\": {\"country\": \"DE\"}}" : "{}");
    }
    var random = new SplittableRandom(5);
    for (int step = 0; step < 160; step++) {
      act(random);
      if (step % 40 == 39) {
        service.awaitCounted();
      }
    }
    service.awaitCounted();
    List<String> participants = rows(PARTICIPANTS, campaigns);
    List<String> sums = rows(SUMS, campaigns);

    computeAnew();

    assertThat(participants).hasSizeGreaterThan(6).isEqualTo(rows(PARTICIPANTS, campaigns));
    assertThat(sums).isEqualTo(rows(SUMS, campaigns));
  }

  /** A clock that is ahead, or a decision that is counted late: the deed is there before it. */
  @Test
  void whatWasDoneBeforeItIsCountedLiesInTheWindowOfARepeatedDecision() {
    String campaign = campaign("repeated-late");
    String first = decide("repeated-late-anna");
    service.awaitCounted();
    service
        .database
        .owner()
        .sql("update decision set decided_at = decided_at - interval '8 days' where id = :id")
        .param("id", UUID.fromString(first))
        .update();
    Instant soon = Instant.now().plus(Duration.ofMinutes(1));
    service.event("purchase").by("repeated-late-anna", null).worth("10", 1).at(soon).happens();
    service.awaitCounted();
    assertThat(converted(campaign)).isZero();

    decide("repeated-late-anna");

    service.awaitCounted();
    assertThat(converted(campaign)).isEqualTo(1);
  }

  private String decide(String userId) {
    return service.decide("userId", userId, "repeated-late").body().path("decisionId").asString();
  }

  private int converted(String campaign) {
    JsonNode results = service.get("/v1/campaigns/" + campaign + "/results").body();
    return results.at("/treated/converted").asInt() + results.at("/holdout/converted").asInt();
  }

  private void act(SplittableRandom random) {
    String user = "repeated-" + random.nextInt(4);
    String browser = "repeated-browser-" + random.nextInt(4);
    String placement = random.nextBoolean() ? "repeated-a" : "repeated-b";
    Instant at = Instant.now().plus(Duration.ofSeconds(random.nextInt(-20, 20)));
    switch (random.nextInt(12)) {
      case 0 -> service.event("purchase").by(user, null).worth("10.10", 2).at(at).happens();
      case 1 -> service.event("purchase").by(null, browser).worth("3", 1).at(at).happens();
      case 2 -> service.event("view").by(user, browser).happens();
      case 3 -> seen(service.decide("userId", user, placement));
      case 4 -> seen(service.decide("anonymousId", browser, placement));
      case 5, 6, 7 -> service.decide("anonymousId", browser, placement);
      default -> service.decide("userId", user, placement);
    }
  }

  private void seen(RunningCampaignService.Answer decided) {
    String id = decided.body().path("decisionId").asString();
    service.event("promotion_view").of(id).by("repeated-0", null).happens();
  }

  /** Forgets every participation, and lets the ledger's follower begin at the first decision. */
  private void computeAnew() {
    service
        .database
        .owner()
        .sql(
            """
            do $$ begin
              perform from campaign_cursor where consumer = 'campaign-outcome' for update;
              delete from campaign_participant;
              delete from campaign_statistic;
              update campaign_ledger_place set tx = '0', id = '00000000-0000-0000-0000-000000000000';
            end $$
            """)
        .update();
    service.awaitCounted();
  }
}
