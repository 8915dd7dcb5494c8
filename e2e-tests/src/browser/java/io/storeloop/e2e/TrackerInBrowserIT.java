package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker in a real browser, on pages of another site than the service's. */
@Tag("browser")
class TrackerInBrowserIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String QUEUED =
      "Object.keys(localStorage).filter(key => key.startsWith('storeloop.q.')).length";
  private static final String ALL_STORED =
      "localStorage.length + sessionStorage.length + document.cookie.length";

  @TempDir static Path folder;
  private static IngestionAlone ingestion;
  private static Playwright playwright;
  private static Browser browser;

  private Gate gate;
  private Shop shop;
  private BrowserContext visitor;
  private Page page;

  @BeforeAll
  static void start() {
    ingestion = IngestionAlone.start(folder);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Chromium.executable())
                    .setArgs(Chromium.QUIET));
    System.out.println("Chromium " + browser.version());
  }

  @AfterAll
  static void stop() {
    browser.close();
    playwright.close();
    ingestion.close();
  }

  @BeforeEach
  void newVisitor() {
    gate = new Gate(ingestion.address());
    shop =
        new Shop()
            .with("/home", gate.address(), "", "<h1>Home</h1>")
            .with("/next", gate.address(), "", "<h1>Next</h1>")
            .with("/asked", gate.address(), "data-consent=\"required\"", "<h1>Asked</h1>");
    visitor = browser.newContext();
    page = visitor.newPage();
  }

  @AfterEach
  void visitorLeaves() {
    visitor.close();
    shop.close();
    gate.close();
  }

  private void open(String path) {
    page.navigate(shop.url(path));
    page.waitForFunction("window.storeloop.loaded");
  }

  private long number(String expression) {
    return ((Number) page.evaluate(expression)).longValue();
  }

  private void awaitEmptyQueue() {
    Eventually.within(SOON, "an empty queue", () -> number(QUEUED) == 0);
  }

  private String browserId() {
    return (String) page.evaluate("storeloop('ids').anonymousId");
  }

  private List<String> events(String columns, String anonymousId) {
    return ingestion.column(
        "select concat_ws(' ', "
            + columns
            + ") from event where anonymous_id = ? and type <> 'page' order by occurred_at, id",
        anonymousId);
  }

  @Test
  void whatAShopperDoesIsStoredAsItWasDone() {
    open("/home");

    page.evaluate("storeloop('search', {query: 'red shoes'})");
    page.evaluate(
        "storeloop('addToCart', {itemId: 'shoes', quantity: 2, price: 59.9, currency: 'EUR'})");
    page.evaluate("storeloop('identify', 'anna', {country: 'DE'})");
    page.evaluate("storeloop('track', 'Size Guide Opened', {size: 42})");
    page.evaluate(
        """
        storeloop('order', {orderId: 'o-7', currency: 'EUR', coupon: 'SPRING',
          items: [{itemId: 'shoes', quantity: 2, price: 59.9}, {itemId: 'socks', quantity: 1, price: 4.5}]})\
        """);
    awaitEmptyQueue();

    assertThat(
            events(
                "type, user_id, item_id, quantity, price, currency, order_id, query", browserId()))
        .containsExactly(
            "search red shoes",
            "add_to_cart shoes 2 59.9000 EUR",
            "identify anna",
            "custom anna",
            "purchase anna shoes 2 59.9000 EUR o-7",
            "purchase anna socks 1 4.5000 EUR o-7");
    assertThat(Set.copyOf(events("session_id", browserId()))).hasSize(1);
    assertThat(gate.calls()).allMatch(call -> call.contentType().startsWith("text/plain"));
  }

  @Test
  void nothingIsSentOrStoredBeforeConsentAndNothingAfterItIsWithdrawn() {
    open("/asked");
    page.evaluate("storeloop('view', {itemId: 'secret'}); storeloop('search', {query: 'secret'})");
    page.evaluate("storeloop('identify', 'ben'); storeloop('flush')");
    open("/asked");

    assertThat(number(ALL_STORED)).isZero();
    assertThat(visitor.cookies()).isEmpty();
    assertThat(gate.calls()).isEmpty();

    page.evaluate(
        "storeloop('consent', {analytics: true, personalisation: true, marketing: false})");
    page.evaluate("storeloop('search', {query: 'hats'})");
    awaitEmptyQueue();
    String browserId = browserId();

    assertThat(events("type, query, properties -> 'consent'", browserId))
        .containsExactly(
            "search hats {\"analytics\": true, \"marketing\": false, \"personalisation\": true}");

    int calls = gate.calls().size() + 1; // the withdrawal
    page.evaluate(
        "storeloop('search', {query: 'gloves'}); storeloop('consent', {analytics: false})");
    Eventually.within(SOON, "the withdrawal", () -> gate.calls().size() == calls);
    page.evaluate("storeloop('search', {query: 'scarves'}); storeloop('flush')");
    open("/asked");
    page.evaluate("storeloop('flush')");

    assertThat(number(ALL_STORED)).isZero();
    assertThat(visitor.cookies()).isEmpty();
    assertThat(gate.calls()).hasSize(calls);
    assertThat(events("type", browserId)).containsExactly("search", "identify");
  }

  @Test
  void whatHappensWhileTheServerIsDownArrivesOnceWhenItIsBack() {
    gate.mood(Gate.Mood.DOWN);
    open("/home");
    page.evaluate(
        "storeloop('addToCart', {itemId: 'shoes'}); storeloop('search', {query: 'socks'})");
    Eventually.within(SOON, "a try", () -> !gate.calls().isEmpty());
    open("/next");
    page.evaluate("storeloop('search', {query: 'hats'})");
    long waiting = number(QUEUED);

    gate.mood(Gate.Mood.OPEN);
    open("/next");
    Eventually.within(SOON, "everything", () -> events("type", browserId()).size() == 3);
    awaitEmptyQueue();

    assertThat(waiting).isGreaterThanOrEqualTo(3);
    assertThat(events("type, item_id, query", browserId()))
        .containsExactly("add_to_cart shoes", "search socks", "search hats");
    assertThat(gate.calls().stream().filter(call -> call.status() == 0)).isNotEmpty();
  }

  @Test
  void aServerThatAsksForThreeSecondsGetsThem() {
    gate.mood(Gate.Mood.BUSY);
    open("/home");
    page.evaluate("storeloop('search', {query: 'socks'})");
    Eventually.within(SOON, "a try", () -> !gate.calls().isEmpty());
    gate.mood(Gate.Mood.OPEN);
    open("/next");
    awaitEmptyQueue();

    List<Gate.Call> calls = gate.calls();
    long waited = Duration.ofNanos(calls.get(1).nanos() - calls.get(0).nanos()).toMillis();
    System.out.printf(
        "the next call came %d ms after the one answered 503, Retry-After: 3%n", waited);
    assertThat(calls.get(0).status()).isEqualTo(503);
    assertThat(waited).isGreaterThanOrEqualTo(3000);
    assertThat(events("query", browserId())).containsExactly("socks");
  }

  @Test
  void whatIsDoneInTheLastMomentLeavesByBeaconAndCountsOnce() {
    open("/home");
    String browserId = browserId();

    page.evaluate("storeloop('addToCart', {itemId: 'shoes'}); location.href = 'about:blank'");
    Eventually.within(SOON, "the beacon", () -> !gate.calls().isEmpty());
    int beacons = gate.calls().size();
    open("/next");
    awaitEmptyQueue();

    assertThat(beacons).isEqualTo(1);
    assertThat(gate.calls().size()).isGreaterThan(beacons);
    assertThat(gate.calls().get(1).messageIds()).containsAll(gate.calls().get(0).messageIds());
    assertThat(events("type", browserId)).containsExactly("add_to_cart");
  }

  @Test
  void theQueueIsBoundedAndTellsWhatItLost() {
    gate.mood(Gate.Mood.DOWN);
    open("/home");

    page.evaluate("for (let i = 0; i < 260; i++) storeloop('search', {query: 'q' + i})");
    long kept = number(QUEUED);
    gate.mood(Gate.Mood.OPEN);
    open("/next");
    Eventually.within(SOON, "the loss", () -> events("type", browserId()).contains("custom"));
    awaitEmptyQueue();

    assertThat(kept).isEqualTo(200);
    List<String> lost =
        events("properties ->> 'reason', properties ->> 'count'", browserId()).stream()
            .filter(line -> !line.isEmpty())
            .toList();
    // the page's own event, which it tells when it is left, and the event of the loss each cost one
    // more
    assertThat(lost).singleElement().asString().startsWith("dropped 6");
    assertThat(events("query", browserId())).contains("q259").doesNotContain("q59");
  }

  @Test
  void aHangingServerHoldsThePageForThreeQuartersOfASecondAtMost() {
    gate.mood(Gate.Mood.HANGING);
    open("/home");

    page.evaluate("storeloop('search', {query: 'socks'})");
    long inCalls =
        number(
            "(() => { const begun = performance.now(); for (let i = 0; i < 100; i++) storeloop('search', {query: 'x'});"
                + " return performance.now() - begun; })()");
    long held =
        number(
            "(async () => { const begun = performance.now(); await storeloop('flush'); return performance.now() - begun; })()");
    long begun = System.nanoTime();
    open("/next");
    long left = Duration.ofNanos(System.nanoTime() - begun).toMillis();

    System.out.printf(
        "server hangs: 100 calls took %d ms, flush %d ms, going to the next page %d ms%n",
        inCalls, held, left);
    assertThat(held).isBetween(600L, 750L);
  }

  @Test
  void twoTabsSendEachEventOnce() {
    open("/home");
    Page other = visitor.newPage();
    other.navigate(shop.url("/next"));
    other.waitForFunction("window.storeloop.loaded");

    for (int i = 0; i < 20; i++) {
      page.evaluate("i => storeloop('search', {query: 'one ' + i})", i);
      other.evaluate("i => storeloop('search', {query: 'two ' + i})", i);
    }
    awaitEmptyQueue();

    List<String> sent = gate.calls().stream().flatMap(call -> call.messageIds().stream()).toList();
    assertThat(sent).hasSize(40).doesNotHaveDuplicates();
    assertThat(events("query", browserId())).hasSize(40);
  }
}
