package io.storeloop.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrackerConsentTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final String ASKED = "document.currentScript.dataset.consent = 'required';";
  private static final String GIVEN =
      "storeloop('consent', {analytics: true, personalisation: false, marketing: false})";
  private static final String WITHDRAWN = "storeloop('consent', {analytics: false})";

  @Test
  void nothingIsSentOrStoredBeforeConsent() {
    Page page = Page.open(ASKED);

    page.run("storeloop('search', {query: 'socks'}); storeloop('identify', 'anna')");
    page.run("storeloop('view', {itemId: 'shoes'})").advance(A_MINUTE).run("show(false)");

    assertThat(page.stored()).isEmpty();
    assertThat(page.number("world.fetches.length + world.beacons.length")).isZero();
    assertThat(page.text("JSON.stringify(storeloop('ids'))")).isEqualTo("{}");
  }

  @Test
  void fromConsentOnThePageIsLookedAtAndTheShopperKnown() {
    Page page =
        Page.open(ASKED).run("storeloop('identify', 'anna'); storeloop('search', {query: 'x'})");
    page.run("storeloop('view', {itemId: 'shoes'})").advance(A_MINUTE);

    page.run(GIVEN).advance(Duration.ofSeconds(4)).run("show(false)");

    assertThat(page.posted("userId")).isEqualTo("identify \"anna\"");
    assertThat(page.beaconed("durationMillis")).endsWith("view 4000");
    assertThat(page.beaconed("properties.consent"))
        .endsWith("view {\"analytics\":true,\"personalisation\":false,\"marketing\":false}");
    assertThat(page.beaconed("query")).doesNotContain("search");
  }

  @Test
  void consentHoldsOnTheNextPage() {
    Page first = Page.open(ASKED).run(GIVEN);

    Page next = first.next(60_000, ASKED).run("storeloop('search', {query: 'socks'})");

    assertThat(next.advance(A_MINUTE).posted("query")).contains("search \"socks\"");
  }

  @Test
  void withdrawalLeavesNothingInTheBrowserAndEndsEverything() {
    Page page = Page.open(ASKED).run(GIVEN);
    page.run("world.answer = 'down'; storeloop('search', {query: 'socks'})").advance(A_MINUTE);
    long fetches = page.number("world.fetches.length");

    page.run("world.answer = null;" + WITHDRAWN).run("storeloop('search', {query: 'hats'})");
    page.advance(A_MINUTE).run("show(false)");

    assertThat(page.stored()).isEmpty();
    assertThat(page.number("world.fetches.length")).isEqualTo(fetches);
    assertThat(page.number("world.beacons.length")).isEqualTo(1);
  }

  @Test
  void theServerIsToldOfAWithdrawalAndOfNothingElse() {
    Page page = Page.open(ASKED).run(GIVEN).run("storeloop('identify', 'anna')").advance(A_MINUTE);

    page.run("storeloop('search', {query: 'socks'});" + WITHDRAWN).run(WITHDRAWN);

    String told = "JSON.parse(world.beacons[0].body)";
    assertThat(page.number("world.beacons.length")).isEqualTo(1);
    assertThat(page.number(told + ".length")).isEqualTo(1);
    assertThat(page.text(told + "[0].type + ' ' + " + told + "[0].userId"))
        .isEqualTo("identify anna");
    assertThat(page.text(told + "[0].properties.consent.analytics + ''")).isEqualTo("false");
  }

  @Test
  void withdrawalInOneTabHoldsInTheOther() {
    Page.Storage storage = new Page.Storage();
    Page one = storage.open(ASKED).run(GIVEN);
    Page two = storage.open(ASKED);

    one.run(WITHDRAWN);
    two.run("storeloop('search', {query: 'socks'})").advance(A_MINUTE).run("show(false)");

    assertThat(two.stored()).isEmpty();
    assertThat(two.number("world.fetches.length + world.beacons.length")).isZero();
  }

  @Test
  void aRequestUnderWayIsBrokenOffByWithdrawal() {
    Page page = Page.open(ASKED).run(GIVEN);
    page.run("world.answer = 'hang'; storeloop('search', {query: 'socks'})");
    page.advance(Duration.ofSeconds(2)).run(WITHDRAWN);

    assertThat(page.stored()).isEmpty();
  }

  @Test
  void whereNoConsentIsAskedForARefusalIsAllThatIsKept() {
    Page page = Page.open("").run("storeloop('search', {query: 'socks'})").run(WITHDRAWN);

    Page next = page.next(60_000, "").run("storeloop('search', {query: 'hats'})");

    next.advance(A_MINUTE).run("show(false)");
    assertThat(page.number("world.beacons.length")).isEqualTo(1);
    assertThat(next.stored()).isEqualTo("storeloop.consent");
    assertThat(next.number("world.fetches.length + world.beacons.length")).isZero();
  }

  @Test
  void privacySignalsOfTheBrowserCountWhereTheShopWantsIt() {
    String signal = "navigator.globalPrivacyControl = true;";
    Page respected =
        Page.open(signal + "document.currentScript.dataset.privacySignals = 'respect';").run(GIVEN);
    Page unasked = Page.open(signal);

    respected.run("show(false)");
    unasked.run("show(false)");

    assertThat(respected.number("world.beacons.length")).isZero();
    assertThat(respected.stored()).isEmpty();
    assertThat(unasked.number("world.beacons.length")).isEqualTo(1);
  }
}
