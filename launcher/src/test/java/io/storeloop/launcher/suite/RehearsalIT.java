package io.storeloop.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.home.ApiKeys;
import io.storeloop.launcher.home.StoreloopHome;
import io.storeloop.launcher.http.SuiteApi;
import io.storeloop.launcher.postgres.LocalPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is rehearsed is what is reached, with all services and the same events. */
class RehearsalIT {
  private static final int SHOPPERS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private static Path folder;
  private static StoreloopHome home;
  private static LocalPostgres postgres;
  private static SuiteContext context;
  private static SuiteApi api;

  @BeforeAll
  static void start() {
    Console console =
        new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            false,
            Clock.systemUTC());
    SecureRandom random = new SecureRandom();
    home = StoreloopHome.open(folder);
    postgres = LocalPostgres.in(home, console, random);
    postgres.start();
    ApiKeys keys = ApiKeys.of(home, random);
    int port = FreePort.any();
    context =
        SuiteContext.start(home, postgres, keys, "ek_test_0123456789abcdef0123456789abcdef", port);
    api = new SuiteApi(port, keys.secret());
  }

  @AfterAll
  static void stop() {
    context.close();
    postgres.stop();
    home.close();
  }

  /** Every third shopper views thrice; of those who put something into the cart half are moved. */
  @Test
  void theRehearsedAudienceIsTheOneThatIsReached() {
    String placed =
        campaign(
            """
            {"name": "Viewers", "placements": ["home"], "holdoutShare": 0.4,
             "condition": {"features.views": {"$gte": 3}},
             "offers": [{"offerId": "a", "title": "Welcome back"}]}
            """);
    String webhook =
        post(
                "/v1/webhooks",
                """
                {"name": "Nowhere", "url": "https://shop.invalid/hook"}
                """)
            .path("webhookId")
            .asString();
    String sending =
        campaign(
            """
            {"name": "Cart", "placements": ["mail"], "holdoutShare": 0.4,
             "condition": {"features.views": {"$gte": 3}},
             "offers": [{"offerId": "a", "title": "Still there"}],
             "delivery": {"channel": "webhook", "webhookId": "%s", "trigger": {"type": "event", "event": "add_to_cart"},
                          "steps": [{"after": "PT0S", "message": {"subject": "Hello", "text": "There is something"}}]}}
            """
                .formatted(webhook));
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      for (int view = 0; view < (shopper % 3 == 0 ? 3 : 1); view++) {
        event("view", shopper);
      }
    }
    await(() -> api.get("/v1/profiles/progress").path("caughtUp").asBoolean());
    for (int shopper = 0; shopper < SHOPPERS; shopper += 2) {
      event("add_to_cart", shopper);
    }
    await(() -> settled(sending) == SHOPPERS / 2);

    long shown = 0;
    long heldOut = 0;
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      JsonNode decision =
          post(
              "/v1/decisions",
              "{\"userId\": \"shopper-%d\", \"placement\": \"home\"}".formatted(shopper));
      shown += decision.path("offers").isEmpty() ? 0 : 1;
      heldOut += decision.path("holdout").asBoolean(false) ? 1 : 0;
    }
    JsonNode placedReport = rehearsed(placed);
    JsonNode sendingReport = rehearsed(sending);

    assertThat(placedReport.at("/audience/addressed").asLong()).isEqualTo(14);
    assertThat(placedReport.at("/audience/treated").asLong()).isEqualTo(shown);
    assertThat(placedReport.at("/audience/heldOut").asLong()).isEqualTo(14 - shown);
    assertThat(heldOut).isLessThanOrEqualTo(14 - shown);
    assertThat(placedReport.at("/clauses/0/unreachable").asBoolean()).isFalse();
    assertThat(sendingReport.at("/audience/addressed").asLong())
        .isEqualTo(SHOPPERS / 2 - sends(sending, "not_addressed"));
    assertThat(sendingReport.at("/audience/heldOut").asLong()).isEqualTo(sends(sending, "holdout"));
    assertThat(sendingReport.at("/sends/event").asLong())
        .isEqualTo(sendingReport.at("/audience/treated").asLong());
    assertThat(sendingReport.at("/overlaps/0/campaignId").asString()).isEqualTo(placed);
  }

  private static String campaign(String request) {
    String id = post("/v1/campaigns", request).path("campaignId").asString();
    api.post("/v1/campaigns/" + id + "/start", JsonMapper.shared().createObjectNode());
    return id;
  }

  private static void event(String type, int shopper) {
    post(
        "/v1/events",
        """
        {"messageId": "%s-%d-%d", "type": "%s", "userId": "shopper-%d", "itemId": "shoe", "timestamp": "%s"}
        """
            .formatted(type, shopper, System.nanoTime(), type, shopper, Instant.now()));
  }

  private static JsonNode rehearsed(String campaign) {
    String id =
        post("/v1/campaigns/" + campaign + "/rehearsal", "{\"days\": 1}")
            .path("rehearsalId")
            .asString();
    String path = "/v1/campaigns/" + campaign + "/rehearsals/" + id;
    await(() -> !api.get(path).path("state").asString().equals("running"));
    JsonNode done = api.get(path);
    assertThat(done.path("state").asString()).as("%s", done).isEqualTo("finished");
    return done.path("report");
  }

  /** Sends whose decision is taken, or that need none. */
  private static long settled(String campaign) {
    long settled = 0;
    for (JsonNode send : api.get("/v1/campaigns/" + campaign + "/sends?limit=100").path("sends")) {
      settled +=
          send.has("decisionId") || send.path("state").asString().equals("suppressed") ? 1 : 0;
    }
    return settled;
  }

  private static long sends(String campaign, String reason) {
    long sends = 0;
    for (JsonNode count : api.get("/v1/campaigns/" + campaign + "/sends").path("counts")) {
      sends += count.path("reason").asString("").equals(reason) ? count.path("sends").asLong() : 0;
    }
    return sends;
  }

  private static JsonNode post(String path, String body) {
    return api.post(path, JsonMapper.shared().readTree(body));
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("it has not come in time");
      }
      Thread.onSpinWait();
    }
  }
}
