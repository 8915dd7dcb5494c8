package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a browser has used up and been given counts for the user who signs in with it. */
class SignInIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  @AfterEach
  void bindNothing() {
    policy("");
  }

  private void policy(String more) {
    long version = service.get("/v1/campaign-policy").body().path("version").asLong();
    Answer changed = service.put("/v1/campaign-policy", "{\"version\": " + version + more + "}");
    assertThat(changed.status()).isEqualTo(200);
  }

  private void capped(String placement) {
    service.runningCampaign(
        """
        {"name": "Capped", "placements": ["%s"], "holdoutShare": 0, "offers": [{"title": "Hello"}],
         "frequencyCaps": [{"most": 3, "period": "P7D"}]}
        """
            .formatted(placement));
  }

  private void signsIn(String user, String browser) {
    service.event("view").by(user, browser).happens();
    service.awaitCounted();
  }

  private JsonNode browser(String browser, String placement) {
    return service.decideInTime("anonymousId", browser, placement).body();
  }

  private static String code(JsonNode answer) {
    return answer.path("offers").path(0).path("couponCode").asString("");
  }

  @Test
  void aCapGoesOnWhereTheBrowserLeftIt() throws InterruptedException {
    capped("signed-in");
    browser("sign-in-phone", "signed-in");
    browser("sign-in-laptop", "signed-in");
    signsIn("sign-in-anna", "sign-in-phone");
    signsIn("sign-in-anna", "sign-in-laptop");

    long shown = service.shownOf(20, i -> service.decideInTime("sign-in-anna", "signed-in"));

    assertThat(shown).isEqualTo(1);
    assertThat(browser("sign-in-phone", "signed-in").path("offers").isEmpty()).isTrue();
    assertThat(service.decideInTime("sign-in-ben", "signed-in").body().path("offers").size())
        .isEqualTo(1);
  }

  @Test
  void theUserAndTheirBrowserTogetherNeverExceedACap() throws InterruptedException {
    capped("both-ways");
    signsIn("both-ways-anna", "both-ways-phone");

    long shown =
        service.shownOf(
            40,
            i ->
                i % 2 == 0
                    ? service.decideInTime("both-ways-anna", "both-ways")
                    : service.decideInTime("anonymousId", "both-ways-phone", "both-ways"));

    assertThat(shown).isEqualTo(3);
  }

  @Test
  void aCapAcrossCampaignsGoesOnToo() {
    capped("sign-in-shop");
    policy(", \"frequencyCaps\": [{\"most\": 1, \"period\": \"P1D\"}]");
    browser("shop-phone", "sign-in-shop");
    signsIn("shop-anna", "shop-phone");

    JsonNode denied = service.decideInTime("shop-anna", "sign-in-shop").body();

    assertThat(denied.path("offers").isEmpty()).isTrue();
    assertThat(denied.path("reasons").path(0).path("text").asString())
        .isEqualTo("the shopper has reached the cap across campaigns, 1 in P1D");
  }

  @Test
  void whatSomebodyElsesBrowserUsedUpDoesNotCount() {
    capped("other");
    signsIn("other-ben", "other-phone");
    for (int i = 0; i < 3; i++) {
      browser("other-phone", "other");
    }

    Answer anna =
        service.post(
            "/v1/decisions",
            "{\"userId\": \"other-anna\", \"anonymousId\": \"other-phone\", \"placement\": \"other\"}");

    assertThat(anna.body().path("offers").size()).isEqualTo(1);
  }

  @Test
  void ofTooManyBrowsersTheFirstCountAndTheOneThatAsks() {
    capped("many");
    for (int i = 0; i < 2; i++) {
      browser("many-100", "many");
    }
    for (int i = 0; i <= 100; i++) {
      service.event("view").by("many-anna", "many-%03d".formatted(i)).happens();
    }
    service.awaitCounted();
    String both =
        "{\"userId\": \"many-anna\", \"anonymousId\": \"many-100\", \"placement\": \"many\"}";

    for (int i = 0; i < 2; i++) {
      assertThat(service.decideInTime("many-anna", "many").body().path("offers").size())
          .isEqualTo(1);
    }
    assertThat(service.post("/v1/decisions", both).body().path("offers").isEmpty()).isTrue();
    assertThat(service.decideInTime("many-anna", "many").body().path("offers").size()).isEqualTo(1);
  }

  @Test
  void theCodeThatTheBrowserWasGivenIsGivenAgain() {
    service.put("/v1/coupon-pools/sign-in", "{\"name\": \"Pool\"}");
    service.upload("/v1/coupon-pools/sign-in/codes", "text/csv", "code\nS1\nS2\nS3\n");
    service.runningCampaign(
        """
        {"name": "Code", "placements": ["sign-in-code"], "holdoutShare": 0,
         "offers": [{"title": "Your code", "kind": "coupon", "coupon": {"poolId": "sign-in"}}]}
        """);
    String first = code(browser("code-phone", "sign-in-code"));
    signsIn("code-anna", "code-phone");

    String second = code(service.decideInTime("code-anna", "sign-in-code").body());

    assertThat(first).isNotEmpty();
    assertThat(second).isEqualTo(first);
    assertThat(code(browser("code-phone", "sign-in-code"))).isEqualTo(first);
    assertThat(service.get("/v1/coupon-pools/sign-in").body().path("handedOut").asInt())
        .isEqualTo(1);
  }
}
