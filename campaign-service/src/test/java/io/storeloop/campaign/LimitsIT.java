package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LimitsIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  @AfterEach
  void bindNothing() {
    policy("{\"version\": %d}");
  }

  private Answer policy(String body) {
    long version = service.get("/v1/campaign-policy").body().path("version").asLong();
    return service.put("/v1/campaign-policy", body.formatted(version));
  }

  private String campaign(String placement, String more) {
    return service.runningCampaign(
        """
        {"name": "Limits", "placements": ["%s"], "holdoutShare": 0, "offers": [{"title": "Hello", "cost": 2.5}], %s}
        """
            .formatted(placement, more));
  }

  @Test
  void parallelDecisionsNeverExceedAFrequencyCap() throws InterruptedException {
    campaign("cap", "\"frequencyCaps\": [{\"most\": 3, \"period\": \"P7D\"}]");

    long shown = service.shownOf(60, i -> service.decideInTime("cap-anna", "cap"));

    assertThat(shown).isEqualTo(3);
    Answer denied = service.decideInTime("cap-anna", "cap");
    assertThat(denied.body().path("reasons").path(0).path("text").asString())
        .isEqualTo("the shopper has reached the campaign's cap, 3 in P7D");
    assertThat(service.decideInTime("cap-ben", "cap").body().path("offers").size()).isEqualTo(1);
  }

  @Test
  void aCapSlidesWithTime() {
    campaign("sliding", "\"frequencyCaps\": [{\"most\": 1, \"period\": \"PT1H\"}]");
    assertThat(service.decideInTime("sliding-anna", "sliding").body().path("offers").size())
        .isEqualTo(1);
    assertThat(service.decideInTime("sliding-anna", "sliding").body().path("offers").size())
        .isZero();

    moveTheUseBack("sliding-anna", "59 minutes");
    assertThat(service.decideInTime("sliding-anna", "sliding").body().path("offers").size())
        .isZero();
    moveTheUseBack("sliding-anna", "1 minute");

    assertThat(service.decideInTime("sliding-anna", "sliding").body().path("offers").size())
        .isEqualTo(1);
  }

  private void moveTheUseBack(String userId, String interval) {
    service
        .database
        .owner()
        .sql(
            """
            update campaign_cap_use
            set used_at = array(select t - cast(:interval as interval) from unnest(used_at) t)
            where shopper = 'u:' || :user
            """)
        .param("interval", interval)
        .param("user", userId)
        .update();
  }

  @Test
  void severalCapsHoldTogether() throws InterruptedException {
    campaign(
        "caps",
        "\"frequencyCaps\": [{\"most\": 5, \"period\": \"P7D\"}, {\"most\": 2, \"period\":"
            + " \"PT1H\"}]");

    assertThat(service.shownOf(20, i -> service.decideInTime("caps-anna", "caps"))).isEqualTo(2);
  }

  @Test
  void parallelDecisionsNeverExceedACapAcrossCampaigns() throws InterruptedException {
    campaign("across-1", "\"priority\": 1");
    campaign("across-2", "\"priority\": 1");
    assertThat(
            policy("{\"version\": %d, \"frequencyCaps\": [{\"most\": 4, \"period\": \"P1D\"}]}")
                .status())
        .isEqualTo(200);

    long shown =
        service.shownOf(40, i -> service.decideInTime("across-anna", "across-" + (1 + i % 2)));

    assertThat(shown).isEqualTo(4);
    assertThat(
            service
                .decideInTime("across-anna", "across-1")
                .body()
                .path("reasons")
                .path(0)
                .path("text")
                .asString())
        .isEqualTo("the shopper has reached the cap across campaigns, 4 in P1D");
  }

  @Test
  void aCapAcrossCampaignsIsTriedOnceAndRefusesForAllOfThem() {
    for (int i = 0; i < 4; i++) {
      campaign("at-once", "\"priority\": " + i);
    }
    policy("{\"version\": %d, \"frequencyCaps\": [{\"most\": 1, \"period\": \"P1D\"}]}");
    service.decideInTime("at-once-anna", "at-once");

    JsonNode denied = service.decideInTime("at-once-anna", "at-once").body();

    String decision = denied.path("decisionId").asString();
    assertThat(denied.path("offers").isEmpty()).isTrue();
    assertThat(denied.path("reasons").path(0).path("text").asString())
        .isEqualTo("the shopper has reached the cap across campaigns, 1 in P1D");
    assertThat(
            service
                .get("/v1/decisions/" + decision)
                .body()
                .path("basis")
                .path("refused")
                .propertyNames())
        .containsExactly("00000000-0000-0000-0000-000000000000");
    assertThat(
            service
                .post("/v1/decisions/" + decision + "/replay", null)
                .body()
                .path("identical")
                .asBoolean())
        .isTrue();
  }

  @Test
  void parallelDecisionsNeverExceedABudgetOfOffers() throws InterruptedException {
    campaign("offers", "\"budget\": {\"offers\": 7}");

    assertThat(service.shownOf(60, i -> service.decideInTime("offers-" + i, "offers")))
        .isEqualTo(7);
  }

  @Test
  void parallelDecisionsNeverExceedABudgetOfMoney() throws InterruptedException {
    String campaign = campaign("money", "\"budget\": {\"cost\": 11, \"currency\": \"EUR\"}");

    // 4 × 2.50 fit into 11
    assertThat(service.shownOf(60, i -> service.decideInTime("money-" + i, "money"))).isEqualTo(4);
    assertThat(
            service
                .database
                .owner()
                .sql("select cost from campaign_budget_use where campaign_id = cast(? as uuid)")
                .param(campaign)
                .query(BigDecimal.class)
                .single())
        .isEqualByComparingTo("10");
    assertThat(
            service
                .decideInTime("money-late", "money")
                .body()
                .path("reasons")
                .path(0)
                .path("text")
                .asString())
        .isEqualTo("the campaign's budget is used up");
  }

  @Test
  void whereOneCampaignIsUsedUpTheNextActs() {
    campaign("next", "\"priority\": 9, \"budget\": {\"offers\": 1}");
    String second = campaign("next", "\"priority\": 1");
    service.decideInTime("next-anna", "next");

    JsonNode answer = service.decideInTime("next-ben", "next").body();

    assertThat(answer.path("offers").path(0).path("campaignId").asString()).isEqualTo(second);
    assertThat(answer.path("reasons").path(0).path("text").asString())
        .isEqualTo("the campaign's budget is used up");
  }

  @Test
  void aDeniedDecisionUsesNothingUp() {
    String campaign =
        campaign(
            "rollback",
            "\"budget\": {\"offers\": 1}, \"frequencyCaps\": [{\"most\": 9, \"period\": \"P1D\"}]");
    service.decideInTime("rollback-anna", "rollback");

    service.decideInTime("rollback-ben", "rollback");

    assertThat(
            service
                .database
                .owner()
                .sql("select shopper from campaign_cap_use where scope = cast(? as uuid)")
                .param(campaign)
                .query(String.class)
                .list())
        .containsExactly("u:rollback-anna");
  }

  @Test
  void whoIsOnAnExclusionListIsLeftAlone() {
    service.put("/v1/exclusion-lists/staff", "{\"name\": \"Staff\"}");
    Answer upload =
        service.upload(
            "/v1/exclusion-lists/staff/users", "text/csv", "userId\nstaff-anna\n\"staff,ben\"\n");
    service.upload(
        "/v1/exclusion-lists/staff/users",
        "application/x-ndjson",
        "{\"userId\": \"staff-anna\"}\n{\"userId\": \"staff-carl\"}\n");
    campaign("staff", "\"exclusionLists\": [\"staff\"]");

    Answer anna = service.decideInTime("staff-anna", "staff");

    assertThat(upload.body().path("added").asInt()).isEqualTo(2);
    assertThat(service.get("/v1/exclusion-lists/staff").body().path("users").asInt()).isEqualTo(3);
    assertThat(anna.body().path("offers").isEmpty()).isTrue();
    assertThat(anna.body().path("reasons").path(0).path("text").asString())
        .isEqualTo("the shopper is on the exclusion list 'staff'");
    assertThat(service.decideInTime("staff,ben", "staff").body().path("offers").size()).isZero();
    assertThat(service.decideInTime("nobody", "staff").body().path("offers").size()).isEqualTo(1);
    assertThat(service.delete("/v1/exclusion-lists/staff").code())
        .isEqualTo("exclusion_list_in_use");
    assertThat(service.delete("/v1/exclusion-lists/staff/users/staff-anna").status())
        .isEqualTo(204);
    assertThat(service.decideInTime("staff-anna", "staff").body().path("offers").size())
        .isEqualTo(1);
  }

  @Test
  void whatIsWrongWithAnUploadIsToldByLineAndNobodyIsAdded() {
    service.put("/v1/exclusion-lists/wrong", "{\"name\": \"Wrong\"}");

    Answer csv =
        service.upload("/v1/exclusion-lists/wrong/users", "text/csv", "userId\nanna\nb,c\n");
    Answer header = service.upload("/v1/exclusion-lists/wrong/users", "text/csv", "anna\n");
    Answer json =
        service.upload(
            "/v1/exclusion-lists/wrong/users",
            "application/x-ndjson",
            "{\"userId\": \"anna\"}\n{\"userId\": 7}\nnonsense\n");

    assertThat(csv.code()).isEqualTo("too_many_columns");
    assertThat(csv.body().path("errors").path(0).path("pointer").asString()).isEqualTo("/3");
    assertThat(header.code()).isEqualTo("missing_header");
    assertThat(json.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/2/userId");
    assertThat(json.body().path("errors").path(1).path("pointer").asString()).isEqualTo("/3");
    assertThat(service.get("/v1/exclusion-lists/wrong").body().path("users").asInt()).isZero();
    assertThat(service.get("/v1/exclusion-lists/never").code()).isEqualTo("unknown_exclusion_list");
    assertThat(service.upload("/v1/exclusion-lists/never/users", "text/csv", "userId\na\n").code())
        .isEqualTo("unknown_exclusion_list");
  }

  @Test
  void everyMistakeInLimitsNamesItsNode() {
    Answer answer =
        service.post(
            "/v1/campaigns",
            """
            {"name": "Wrong", "placements": ["nowhere"], "offers": [{"title": "Hello", "cost": -1}],
             "frequencyCaps": [{"most": 0, "period": "P1D"}, {"most": 1, "period": "P1Y"}, {"most": 1}],
             "budget": {"cost": 5}}
            """);

    assertThat(answer.body().path("errors"))
        .extracting(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .containsExactlyInAnyOrder(
            "/offers/0/cost number_out_of_range",
            "/frequencyCaps/0/most number_out_of_range",
            "/frequencyCaps/1/period invalid_value",
            "/frequencyCaps/2 missing_value",
            "/budget/currency missing_value");
    Answer unknown =
        service.post(
            "/v1/campaigns",
            "{\"name\": \"N\", \"placements\": [\"n\"], \"offers\": [{\"title\": \"T\"}],"
                + " \"exclusionLists\": [\"nope\"]}");
    assertThat(unknown.code()).isEqualTo("unknown_exclusion_list");
    assertThat(unknown.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/exclusionLists/0");
  }

  @Test
  void limitsSurviveTheRoundTrip() {
    JsonNode campaign =
        service
            .post(
                "/v1/campaigns",
                """
                {"name": "Round", "placements": ["nowhere"], "offers": [{"title": "Hello", "cost": 0.5}],
                 "schedule": {"timeZone": "Europe/Berlin", "windows": [{"days": ["monday"], "from": "09:00", "to": "17:00"}],
                              "quietHours": {"from": "22:00", "to": "08:00"}},
                 "frequencyCaps": [{"most": 3, "period": "P7D"}, {"most": 1, "period": "PT1H"}],
                 "budget": {"offers": 100, "cost": 50, "currency": "EUR"}}
                """)
            .body();

    JsonNode read = service.get("/v1/campaigns/" + campaign.path("campaignId").asString()).body();

    assertThat(read).isEqualTo(campaign);
    assertThat(read.path("schedule").path("windows").path(0).path("days").path(0).asString())
        .isEqualTo("monday");
    assertThat(read.path("schedule").path("quietHours").path("to").asString()).isEqualTo("08:00");
    assertThat(read.path("frequencyCaps").path(0).path("period").asString()).isEqualTo("P7D");
    assertThat(read.path("budget").path("cost").decimalValue()).isEqualByComparingTo("50");
  }
}
