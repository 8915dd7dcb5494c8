package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.common.ids.IdentityRule;
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
    service.event("view").by(user, browser).signed().happens();
    service.awaitCounted();
  }

  /** As anybody can who has a write key. */
  private void saysToBe(String user, String browser) {
    service.event("identify").by(user, browser).happens();
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
  void ofTooManyBrowsersThoseThatAreMergedCountAndTheOneThatAsks() {
    capped("many");
    for (int i = 0; i < 2; i++) {
      browser("many-50", "many");
    }
    for (int i = 0; i <= IdentityRule.MOST_DEVICES; i++) {
      service.event("view").by("many-anna", "many-%02d".formatted(i)).signed().happens();
    }
    service.awaitCounted();
    String both =
        "{\"userId\": \"many-anna\", \"anonymousId\": \"many-50\", \"placement\": \"many\"}";

    for (int i = 0; i < 2; i++) {
      assertThat(service.decideInTime("many-anna", "many").body().path("offers").size())
          .isEqualTo(1);
    }
    assertThat(service.post("/v1/decisions", both).body().path("offers").isEmpty()).isTrue();
    assertThat(service.decideInTime("many-anna", "many").body().path("offers").size()).isEqualTo(1);
  }

  @Test
  void whoeverSaysToBeAKnownUserUsesUpNothingOfTheirsAndGetsNoneOfTheirCodes() {
    codes("stranger");
    capped("stranger-cap");
    service.event("view").by("stranger-anna", "annas-phone").happens();
    service.awaitCounted();
    String annas = code(service.decideInTime("stranger-anna", "stranger").body());

    saysToBe("stranger-anna", "thiefs-laptop");
    for (int i = 0; i < 3; i++) {
      browser("thiefs-laptop", "stranger-cap");
    }

    assertThat(annas).isNotEmpty();
    assertThat(code(browser("thiefs-laptop", "stranger"))).isNotEmpty().isNotEqualTo(annas);
    assertThat(code(browser("annas-phone", "stranger"))).isEqualTo(annas);
    assertThat(service.decideInTime("stranger-anna", "stranger-cap").body().path("offers").size())
        .isEqualTo(1);
  }

  @Test
  void aRefusedBrowserBringsWhatItUsedUpWhenASignatureComes() {
    capped("late-signature");
    service.event("view").by("late-anna", null).happens();
    saysToBe("late-anna", "late-laptop");
    for (int i = 0; i < 3; i++) {
      browser("late-laptop", "late-signature");
    }

    signsIn("late-anna", "late-laptop");

    assertThat(service.decideInTime("late-anna", "late-signature").body().path("offers").isEmpty())
        .isTrue();
  }

  @Test
  void fromTheSecondUserOnABrowserBeginsAnewAndTheFirstKeepsWhatWasUsedUp() {
    codes("tablet");
    capped("tablet-cap");
    for (int i = 0; i < 3; i++) {
      browser("family-tablet", "tablet-cap");
    }
    String first = code(browser("family-tablet", "tablet"));
    signsIn("tablet-anna", "family-tablet");

    signsIn("tablet-ben", "family-tablet");

    assertThat(browser("family-tablet", "tablet-cap").path("offers").size()).isEqualTo(1);
    assertThat(code(browser("family-tablet", "tablet"))).isNotEmpty().isNotEqualTo(first);
    assertThat(service.decideInTime("tablet-anna", "tablet-cap").body().path("offers").isEmpty())
        .isTrue();
    assertThat(code(service.decideInTime("tablet-anna", "tablet").body())).isEqualTo(first);
    assertThat(service.decideInTime("tablet-ben", "tablet-cap").body().path("offers").size())
        .isEqualTo(1);
  }

  /** A campaign that gives codes of a pool of its own. */
  private void codes(String placement) {
    service.put("/v1/coupon-pools/" + placement, "{\"name\": \"Pool\"}");
    service.upload("/v1/coupon-pools/" + placement + "/codes", "text/csv", "code\nS1\nS2\nS3\n");
    service.runningCampaign(
        """
        {"name": "Code", "placements": ["%s"], "holdoutShare": 0,
         "offers": [{"title": "Your code", "kind": "coupon", "coupon": {"poolId": "%s"}}]}
        """
            .formatted(placement, placement));
  }

  @Test
  void theCodeThatTheBrowserWasGivenIsGivenAgain() {
    codes("sign-in-code");
    String first = code(browser("code-phone", "sign-in-code"));
    signsIn("code-anna", "code-phone");

    String second = code(service.decideInTime("code-anna", "sign-in-code").body());

    assertThat(first).isNotEmpty();
    assertThat(second).isEqualTo(first);
    assertThat(code(browser("code-phone", "sign-in-code"))).isEqualTo(first);
    assertThat(service.get("/v1/coupon-pools/sign-in-code").body().path("handedOut").asInt())
        .isEqualTo(1);
  }
}
