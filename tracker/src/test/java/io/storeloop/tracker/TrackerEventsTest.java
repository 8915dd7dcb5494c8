package io.storeloop.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrackerEventsTest {
  private static final Duration A_BATCH = Duration.ofSeconds(1);
  private static final String NO_PAGE = "document.currentScript.dataset.page = 'manual';";

  @Test
  void aPageIsToldWithoutWhatItsAddressMayGiveAway() {
    Page page = Page.open("");

    page.run("show(false)");

    assertThat(page.beaconed("properties"))
        .isEqualTo(
            "page {\"url\":\"https://shop.example/shoes\",\"title\":\"Shoes\","
                + "\"referrer\":\"https://search.example/\",\"utm_source\":\"news\"}");
  }

  @Test
  void dwellIsOnlyTheTimeInWhichTheProductCouldBeSeen() {
    Page page = Page.open(NO_PAGE).run("storeloop('view', {itemId: 'shoes', price: 59.9})");

    page.advance(Duration.ofSeconds(7)).run("show(false)");
    page.advance(Duration.ofMinutes(10)).run("show(true)");
    page.advance(Duration.ofSeconds(3)).run("world.listeners.pagehide()");

    assertThat(page.beaconed("durationMillis")).isEqualTo("view 7000; custom 3000");
    assertThat(page.beaconed("itemId")).isEqualTo("view \"shoes\"; custom \"shoes\"");
  }

  @Test
  void aTabClosedWhileItIsHiddenAddsNothing() {
    Page page = Page.open(NO_PAGE).run("storeloop('view', {itemId: 'shoes'})");

    page.advance(Duration.ofSeconds(7)).run("show(false)");
    page.advance(Duration.ofMinutes(10)).run("world.listeners.pagehide()");

    assertThat(page.beaconed("durationMillis")).isEqualTo("view 7000");
  }

  @Test
  void timeIsCountedForOneThingAtATime() {
    Page page = Page.open("").advance(Duration.ofSeconds(2));

    page.run("storeloop('view', {itemId: 'shoes'})").advance(Duration.ofSeconds(5));
    page.run("storeloop('view', {itemId: 'socks'})").advance(Duration.ofMillis(20));
    page.run("show(false)").advance(A_BATCH);

    assertThat(page.posted("durationMillis")).isEqualTo("page 2000; view 5000; view undefined");
  }

  @Test
  void anElementOfThePageNamesItsProduct() {
    Page page =
        Page.open(
            """
            world.marked = {dataset: {storeloopItem: 'shoes', storeloopPrice: '59.90', storeloopCurrency: 'EUR',
              storeloopListId: 'sale', storeloopColour: 'blue', other: 'x'}};
            """);

    page.run("show(false)");

    assertThat(page.beaconed("itemId")).isEqualTo("page undefined; view \"shoes\"");
    assertThat(page.beaconed("price")).isEqualTo("page undefined; view 59.9");
    assertThat(page.beaconed("listId")).endsWith("view \"sale\"");
    assertThat(page.beaconed("properties")).endsWith("view {\"colour\":\"blue\"}");
  }

  @Test
  void theShopsJsonLdNamesItsProduct() {
    Page page =
        Page.open(
            """
            world.marked = {type: 'application/ld+json', dataset: {storeloopItem: ''}, textContent: JSON.stringify(
              {'@graph': [{'@type': 'WebPage'}, {'@type': ['Product'], sku: 'shoes',
                offers: [{price: '59.90', priceCurrency: 'EUR'}]}]})};
            """);

    page.run("show(false)");

    assertThat(page.beaconed("itemId")).endsWith("view \"shoes\"");
    assertThat(page.beaconed("price")).endsWith("view 59.9");
    assertThat(page.beaconed("currency")).endsWith("view \"EUR\"");
  }

  @Test
  void damagedJsonLdIsNoProductAndBreaksNothing() {
    Page page =
        Page.open(
            "world.marked = {type: 'application/ld+json', dataset: {}, textContent: '{\"@type\":'};");

    page.run("show(false)");

    assertThat(page.beaconed("itemId")).isEqualTo("page undefined");
  }

  @Test
  void everyActionIsOneCall() {
    Page page =
        Page.open(NO_PAGE)
            .run("storeloop('addToCart', {itemId: 'shoes', quantity: 2, size: 42})")
            .run("storeloop('search', {query: 'red shoes'})")
            .run("storeloop('track', 'Size Guide Opened', {itemId: 'shoes'})")
            .run("storeloop('identify', 'anna', {country: 'DE'})")
            .run("storeloop('remove_from_cart', {itemId: 'shoes'})");

    page.advance(A_BATCH);

    assertThat(page.posted("userId"))
        .isEqualTo(
            "add_to_cart undefined; search undefined; custom undefined; identify \"anna\";"
                + " remove_from_cart \"anna\"");
    assertThat(page.posted("properties"))
        .isEqualTo(
            "add_to_cart {\"size\":42}; search undefined; custom {\"event\":\"Size Guide Opened\"};"
                + " identify {\"country\":\"DE\"}; remove_from_cart undefined");
    assertThat(page.number("world.fetches.length")).isEqualTo(1);
    assertThat(page.text("world.fetches[0].url"))
        .isEqualTo("https://collect.example/v1/events?writeKey=wk_test");
  }

  @Test
  void everyEventSaysWhenItWasSent() {
    Page page = Page.open(NO_PAGE).run("storeloop('search', {query: 'socks'})");

    page.advance(A_BATCH);

    String event = "JSON.parse(world.fetches[0].body)[0]";
    assertThat(
            page.number("Date.parse(%s.sentAt) - Date.parse(%s.timestamp)".formatted(event, event)))
        .isPositive();
  }

  @Test
  void callsMadeBeforeTheScriptCameAreCaughtUpWith() {
    Page page = Page.open(NO_PAGE + "window.storeloop = {q: [['search', {query: 'socks'}]]};");

    page.advance(A_BATCH);

    assertThat(page.posted("query")).isEqualTo("search \"socks\"");
  }

  @Test
  void anOrderIsOnePurchasePerLineAndTheSamePurchasesWhenThePageIsLoadedAgain() {
    String order =
        """
        storeloop('order', {orderId: 'o-1', currency: 'EUR', coupon: 'SPRING',
          items: [{itemId: 'shoes', quantity: 1, price: 59.9}, {itemId: 'socks', quantity: 3, price: 4.5}]})\
        """;
    Page first = Page.open(NO_PAGE).run(order);
    Page again = first.next(60_000, NO_PAGE).run(order);

    assertThat(first.posted("itemId")).isEqualTo("purchase \"shoes\"; purchase \"socks\"");
    assertThat(first.posted("properties"))
        .isEqualTo("purchase {\"coupon\":\"SPRING\"}; purchase undefined");
    assertThat(first.posted("orderId")).isEqualTo("purchase \"o-1\"; purchase \"o-1\"");
    assertThat(again.posted("messageId")).isEqualTo(first.posted("messageId"));
  }

  @Test
  void ordersWithoutANumberAreDifferentOrders() {
    Page page = Page.open(NO_PAGE);

    page.run("storeloop('order', {total: 10}); storeloop('order', {total: 20})").advance(A_BATCH);

    assertThat(page.posted("price")).isEqualTo("purchase 10; purchase 20");
    assertThat(page.posted("messageId").split("; ")).doesNotHaveDuplicates();
  }

  @Test
  void aVisitEndsAfterHalfAnHourOfNothing() {
    Page page = Page.open(NO_PAGE);
    String session = page.text("storeloop('ids').sessionId");
    String browser = page.text("storeloop('ids').anonymousId");

    page.advance(Duration.ofMinutes(29));
    String soon = page.text("storeloop('ids').sessionId");
    page.advance(Duration.ofMinutes(31));
    String later = page.text("storeloop('ids').sessionId");

    assertThat(browser)
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(soon).isEqualTo(session);
    assertThat(later).isNotEqualTo(session);
    assertThat(page.text("storeloop('ids').anonymousId")).isEqualTo(browser);
  }

  @Test
  void loggingOutMakesAStranger() {
    Page page = Page.open(NO_PAGE).run("storeloop('identify', 'anna')");
    String before = page.text("storeloop('ids').anonymousId");

    page.run("storeloop('reset')");

    assertThat(page.text("'' + storeloop('ids').userId")).isEqualTo("undefined");
    assertThat(page.text("storeloop('ids').anonymousId")).isNotEqualTo(before);
  }

  @Test
  void aMistakeInACallIsReportedAndBreaksNothing() {
    Page page = Page.open(NO_PAGE);

    page.run(
        "storeloop('adToCart', {}); storeloop(); var c = {}; c.c = c; storeloop('track', 'x', c);");
    page.run("storeloop('search', {query: 'socks'})").advance(A_BATCH);

    assertThat(page.number("world.errors.length")).isEqualTo(3);
    assertThat(page.text("world.errors[0]")).contains("unknown command adToCart");
    assertThat(page.posted("query")).isEqualTo("search \"socks\"");
  }
}
