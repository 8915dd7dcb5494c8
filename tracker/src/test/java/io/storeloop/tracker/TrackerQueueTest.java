package io.storeloop.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrackerQueueTest {
  private static final Duration A_BATCH = Duration.ofSeconds(1);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final String NO_PAGE = "document.currentScript.dataset.page = 'manual';";
  private static final String DOWN = "world.answer = 'down';";
  private static final String SEARCH = "storeloop('search', {query: 'socks'})";

  @Test
  void anEventWaitsOverPagesUntilTheServerIsBackAndKeepsItsId() {
    Page first = Page.open(NO_PAGE + DOWN).run(SEARCH).advance(A_BATCH);
    String id = first.text("JSON.parse(world.fetches[0].body)[0].messageId");

    Page next = first.next(120_000, NO_PAGE).advance(A_BATCH);

    assertThat(next.posted("messageId")).isEqualTo("search \"" + id + "\"");
    assertThat(next.queued()).isZero();
    assertThat(next.advance(A_MINUTE).number("world.fetches.length")).isEqualTo(1);
  }

  @Test
  void pausesGrowAtRandomUpToAMinute() {
    Page page = Page.open(NO_PAGE + DOWN + "world.random = 1;").run(SEARCH);

    page.advance(Duration.ofMinutes(5));

    // after 1, 2, 4, 8, 16, 32, then 60 seconds each
    assertThat(
            page.text(
                "world.fetches.map(function (f, i, all) { return i ? f.at - all[i - 1].at : 0; }).join()"))
        .startsWith("0,1000,2000,4000,8000,16000,32000,60000,60000");
  }

  @Test
  void aPauseIsAnyPartOfTheLongest() {
    Page page = Page.open(NO_PAGE + DOWN + "world.random = 0.25; world.now += 0;").run(SEARCH);

    page.advance(Duration.ofSeconds(30));

    // a quarter of 16 seconds; shorter pauses than a batch's wait are a batch's wait
    assertThat(
            page.text(
                "world.fetches.map(function (f, i, all) { return i ? f.at - all[i - 1].at : 0; }).join()"))
        .startsWith("0,1000,1000,1000,2000,4000,8000");
  }

  @Test
  void retryAfterIsWaitedForAlsoByTheNextPageAndByTheBeacon() {
    Page page = Page.open(NO_PAGE + "world.answer = {status: 503, retryAfter: '30'};").run(SEARCH);
    page.advance(A_BATCH);

    page.run("show(false)");
    Page next = page.next(11_000, NO_PAGE).advance(Duration.ofSeconds(18));
    long early = next.number("world.fetches.length");
    next.advance(Duration.ofSeconds(4));

    assertThat(page.number("world.beacons.length")).isZero();
    assertThat(early).isZero();
    assertThat(next.number("world.fetches.length")).isEqualTo(1);
    assertThat(next.queued()).isZero();
  }

  @Test
  void tooManyRequestsAreSentAgainAndARefusedBatchIsCounted() {
    Page page = Page.open(NO_PAGE + "world.answer = {status: 429};").run(SEARCH).advance(A_BATCH);
    long waiting = page.queued();

    page.run("world.answer = {status: 401}").advance(A_MINUTE);

    assertThat(waiting).isEqualTo(1);
    assertThat(page.queued()).isZero();
    assertThat(page.text("storage.getItem('storeloop.refused')")).isEqualTo("1");
  }

  @Test
  void theNextPageTellsWhatWasLost() {
    Page page = Page.open(NO_PAGE + "world.answer = {status: 400};").run(SEARCH).advance(A_BATCH);

    Page next = page.next(60_000, NO_PAGE).advance(A_BATCH);

    assertThat(next.posted("properties"))
        .isEqualTo("custom {\"event\":\"storeloop_loss\",\"reason\":\"refused\",\"count\":1}");
    assertThat(next.stored()).doesNotContain("refused");
  }

  @Test
  void anAnswerThatIsNoVerdictIsNone() {
    Page page = Page.open(NO_PAGE + "world.answer = {status: 200, html: true};").run(SEARCH);

    page.advance(A_BATCH);

    assertThat(page.queued()).isEqualTo(1);
  }

  @Test
  void theQueueIsBoundedByNumberAndTheOldestGo() {
    Page page = Page.open(NO_PAGE + DOWN);

    page.run("for (var i = 0; i < 260; i++) storeloop('search', {query: 'q' + i})");

    assertThat(page.queued()).isEqualTo(200);
    assertThat(page.text("storage.getItem('storeloop.dropped')")).isEqualTo("60");
    page.run("storage.removeItem('storeloop.after'); world.answer = null; storeloop('flush')");
    assertThat(page.text("JSON.parse(world.fetches[world.fetches.length - 4].body)[0].query"))
        .isEqualTo("q60");
  }

  @Test
  void theQueueIsBoundedBySize() {
    Page page = Page.open(NO_PAGE + DOWN + "var long = 'x'.repeat(10000);");

    page.run("for (var i = 0; i < 8; i++) storeloop('search', {query: long})");
    page.run("storeloop('search', {query: long + long})");

    assertThat(page.queued()).isEqualTo(6);
    assertThat(page.text("storage.getItem('storeloop.dropped')")).isEqualTo("3");
  }

  @Test
  void aFullOrForbiddenStorageCostsPersistenceAndNothingElse() {
    Page full = Page.open(NO_PAGE + "storage.full = true;").run(SEARCH).advance(A_BATCH);
    Page forbidden = Page.open(NO_PAGE + "localStorage = null;").run(SEARCH).advance(A_BATCH);

    assertThat(full.posted("query")).isEqualTo("search \"socks\"");
    assertThat(forbidden.posted("query")).isEqualTo("search \"socks\"");
  }

  @Test
  void aBeaconTakesAnEventOnceAndTheAnswerOfAFetchEndsIt() {
    Page page = Page.open(NO_PAGE).run(SEARCH);

    page.run("show(false)").run("world.listeners.pagehide()");

    assertThat(page.beaconed("query")).isEqualTo("search \"socks\"");
    assertThat(page.queued()).isEqualTo(1);
    Page next = page.next(5_000, NO_PAGE).advance(A_BATCH);
    assertThat(next.posted("messageId")).isEqualTo(page.beaconed("messageId"));
    assertThat(next.queued()).isZero();
  }

  @Test
  void aBeaconThatTheBrowserRefusesLosesNothing() {
    Page page = Page.open(NO_PAGE + "world.beaconTaken = false;").run(SEARCH).run("show(false)");

    assertThat(page.queued()).isEqualTo(1);
    assertThat(page.advance(A_BATCH).posted("query")).isEqualTo("search \"socks\"");
  }

  @Test
  void flushLetsGoBeforeThreeQuartersOfASecond() {
    Page page = Page.open(NO_PAGE + "world.answer = 'hang';").run(SEARCH);
    page.run(
        "var gone = 0; storeloop('flush').then(function () { gone = world.now; }); var begun = world.now;");

    page.advance(Duration.ofSeconds(5));

    assertThat(page.number("gone - begun")).isEqualTo(700);
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpAfterTenSeconds() {
    Page page = Page.open(NO_PAGE + "world.answer = 'hang';").run(SEARCH).advance(A_BATCH);

    page.run("world.answer = null").advance(Duration.ofSeconds(12));

    assertThat(page.number("world.fetches.length")).isEqualTo(2);
    assertThat(page.queued()).isZero();
  }

  @Test
  void onlyOneTabSendsAtATime() {
    String locked =
        "navigator.locks = {request: function (name, options, work) {"
            + " return Promise.resolve(world.locked ? work(null) : work({})); }};";
    Page page = Page.open(NO_PAGE + locked + "world.locked = true;").run(SEARCH).advance(A_BATCH);
    long whileOther = page.number("world.fetches.length");

    page.run("world.locked = false").advance(A_BATCH);

    assertThat(whileOther).isZero();
    assertThat(page.number("world.fetches.length")).isEqualTo(1);
  }
}
