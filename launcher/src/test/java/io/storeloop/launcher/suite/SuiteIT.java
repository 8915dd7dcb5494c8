package io.storeloop.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.demo.Demo;
import io.storeloop.launcher.home.ApiKeys;
import io.storeloop.launcher.home.StoreloopHome;
import io.storeloop.launcher.http.SuiteApi;
import io.storeloop.launcher.postgres.LocalPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All four services in one context on the embedded PostgreSQL, filled with a tiny demo shop. */
class SuiteIT {
  private static final int SHOPPERS = 50;
  private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static StoreloopHome home;
  private static LocalPostgres postgres;
  private static SuiteContext context;
  private static ApiKeys keys;
  private static SuiteApi api;
  private static int port;

  @BeforeAll
  static void start() {
    Clock clock = Clock.systemUTC();
    Console console = new Console(new PrintStream(OUT, true, StandardCharsets.UTF_8), false, clock);
    SecureRandom random = new SecureRandom();
    home = StoreloopHome.open(folder);
    postgres = LocalPostgres.in(home, console, random);
    postgres.start();
    keys = ApiKeys.of(home, random);
    port = FreePort.any();
    context =
        SuiteContext.start(home, postgres, keys, "ek_test_0123456789abcdef0123456789abcdef", port);
    api = new SuiteApi(port, keys.secret());
    Demo demo = new Demo(home, api, console, clock);
    demo.fill(SHOPPERS);
    demo.fill(SHOPPERS);
    demo.showExamples(keys.secret());
  }

  @AfterAll
  static void stop() {
    context.close();
    postgres.stop();
    home.close();
  }

  @Test
  void theDemoShopIsFilledOnceAndLearntFrom() {
    assertThat(printed()).containsOnlyOnce("Filling the demo shop: 50 shoppers");
    assertThat(api.get("/v1/profiles/progress").path("caughtUp").asBoolean()).isTrue();
    assertThat(api.get("/v1/recommendations/progress").path("modelVersion").asString())
        .isNotEmpty();
    assertThat(api.get("/v1/campaigns").path("campaigns")).hasSize(1);
  }

  @Test
  void threeCallsArePrintedWithTheAnswersTheyGave() {
    assertThat(printed())
        .containsSubsequence(
            "Who is",
            "\"traits\"",
            "What should",
            "\"reason\"",
            "What do we offer",
            "\"decisionId\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingestion", "profile", "recommendation", "campaign"})
  void everyServiceHasItsDocument(String service) throws Exception {
    JsonNode document = json(get("/v3/api-docs/" + service, ""));

    assertThat(document.path("info").path("title").asString()).startsWith("Storeloop");
    assertThat(document.path("paths").size()).isPositive();
    assertThat(get("/v3/api-docs/swagger-config", "").body()).contains("/v3/api-docs/" + service);
  }

  @Test
  void livenessDoesNotAskTheDatabaseAndReadinessDoes() throws Exception {
    JsonNode alive = json(get("/actuator/health/liveness", ""));
    JsonNode ready = json(get("/actuator/health/readiness", ""));

    assertThat(alive.path("status").asString()).isEqualTo("UP");
    assertThat(alive.path("components").has("database")).isFalse();
    assertThat(ready.path("components").path("database").path("status").asString()).isEqualTo("UP");
  }

  @Test
  void metricsNeedTheSecretKey() throws Exception {
    assertThat(get("/actuator/prometheus", "").statusCode()).isEqualTo(401);
    assertThat(get("/actuator/prometheus", keys.write()).statusCode()).isEqualTo(403);
    assertThat(get("/actuator/prometheus", keys.secret()).body()).contains("jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/profiles",
        "/v1/recommendations?userId=anna",
        "/v1/campaigns",
        "/v1/quality",
        "/v1/segments"
      })
  void withoutAKeyNothingIsTold(String path) throws Exception {
    assertThat(get(path, "").statusCode()).isEqualTo(401);
    assertThat(json(get(path, keys.write())).path("code").asString())
        .isEqualTo("secret_key_needed");
  }

  @Test
  void pagesLoadOnlyWhatIsOurs() throws Exception {
    HttpResponse<String> page = get("/", "");
    HttpResponse<String> swagger = get("/swagger-ui/index.html", "");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Storeloop</title>");
    assertThat(policy(page)).contains("default-src 'self'").doesNotContain("unsafe");
    assertThat(swagger.statusCode()).isEqualTo(200);
    assertThat(policy(swagger)).contains("default-src 'self'");
  }

  @Test
  void noKeyIsWrittenToALog() throws IOException {
    String log = Files.readString(home.file("storeloop.log"));

    assertThat(log).contains("\"@timestamp\"").doesNotContain(keys.secret(), keys.write());
    assertThat(log).doesNotContain(postgres.password());
  }

  private static String policy(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Security-Policy").orElse("");
  }

  private static HttpResponse<String> get(String path, String key) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private static String printed() {
    return OUT.toString(StandardCharsets.UTF_8);
  }
}
