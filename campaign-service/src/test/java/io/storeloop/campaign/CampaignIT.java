package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.common.schema.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CampaignIT {
  private static final String MINIMAL =
      """
      {"name": "Minimal", "placements": ["nowhere"], "offers": [{"title": "Hello"}]}
      """;

  private final RunningCampaignService service = RunningCampaignService.shared();

  private String draft() {
    return service.post("/v1/campaigns", MINIMAL).body().path("campaignId").asString();
  }

  @Test
  void whatIsWrittenIsReadBackWithItsDefaults() {
    Answer created = service.post("/v1/campaigns", MINIMAL);

    assertThat(created.status()).isEqualTo(201);
    String address = created.raw().headers().firstValue("Location").orElseThrow();
    Answer read = service.get(address);
    assertThat(read.body()).isEqualTo(created.body());
    assertThat(read.raw().headers().firstValue("ETag")).contains("\"0\"");
    assertThat(read.body().path("state").asString()).isEqualTo("draft");
    assertThat(read.body().path("active").asBoolean()).isFalse();
    assertThat(read.body().path("holdoutShare").decimalValue()).isEqualByComparingTo("0.1");
    assertThat(read.body().path("goal").path("windowDays").asInt()).isEqualTo(7);
    assertThat(read.body().path("offers").path(0).path("offerId").asString()).isEqualTo("offer-1");
    assertThat(read.body().path("salt").asString()).hasSize(32);
  }

  @Test
  void everythingSurvivesTheRoundTrip() {
    String whole =
        """
        {"name": "Whole", "placements": ["home", "cart/side"],
         "condition": {"$or": [{"features.orders": {"$gte": 3}}, {"segments": "vip"}], "traits.country": {"$in": ["DE", "AT"]}},
         "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2099-01-01T00:00:00Z", "priority": 7, "holdoutShare": 0.25,
         "offers": [{"offerId": "a", "title": "A", "body": "Long", "imageUrl": "https://shop.example/a.png", "link": "/a",
                     "values": {"code": "A10"}, "weight": 3},
                    {"offerId": "b", "title": "B", "weight": 1.5}],
         "goal": {"type": "purchase", "windowDays": 14}}
        """;

    JsonNode campaign = service.post("/v1/campaigns", whole).body();

    assertThat(campaign.path("condition").path("traits.country").path("$in").size()).isEqualTo(2);
    assertThat(campaign.path("placements").path(1).asString()).isEqualTo("cart/side");
    assertThat(campaign.path("offers").path(0).path("values").path("code").asString())
        .isEqualTo("A10");
    assertThat(campaign.path("offers").path(1).path("weight").decimalValue())
        .isEqualByComparingTo("1.5");
    assertThat(service.get("/v1/campaigns/" + campaign.path("campaignId").asString()).body())
        .isEqualTo(campaign);
  }

  @Test
  void allMistakesComeBackAtOnceWithPointersAndNothingIsWritten() {
    long before = count();

    Answer answer =
        service.post(
            "/v1/campaigns",
            """
            {"name": " ", "placements": [], "condition": {"features.oders": 1}, "startsAt": "2026-01-02T00:00:00Z",
             "endsAt": "2026-01-02T00:00:00Z", "holdoutShare": 0.95, "priority": 2000000,
             "offers": [{"title": "A", "offerId": "x"}, {"offerId": "x", "link": "javascript:alert(1)", "weight": 0}, null],
             "goal": {"type": "visit", "windowDays": 0}}
            """);

    assertThat(answer.status()).isEqualTo(400);
    List<String> mistakes = new ArrayList<>();
    for (JsonNode error : answer.body().path("errors")) {
      mistakes.add(error.path("pointer").asString() + " " + error.path("code").asString());
    }
    assertThat(mistakes)
        .containsExactlyInAnyOrder(
            "/name missing_value",
            "/placements missing_value",
            "/condition/features.oders unknown_path",
            "/endsAt period_empty",
            "/holdoutShare number_out_of_range",
            "/priority number_out_of_range",
            "/offers/1/title missing_value",
            "/offers/1/link invalid_value",
            "/offers/1/weight number_out_of_range",
            "/offers/1/offerId duplicate_value",
            "/offers/2 missing_value",
            "/goal/type invalid_value",
            "/goal/windowDays number_out_of_range");
    assertThat(count()).isEqualTo(before);
  }

  private long count() {
    return service.database.owner().sql("select count(*) from campaign").query(Long.class).single();
  }

  @Test
  void behaviourInTimeIsRefusedWithTheHintToUseASegment() {
    Answer answer =
        service.post(
            "/v1/campaigns",
            """
            {"name": "Timed", "placements": ["home"], "condition": {"performed": {"type": "purchase", "within": "P30D"}},
             "offers": [{"title": "Hello"}]}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("performed_needs_segment");
    assertThat(answer.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/condition/performed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": 5} | invalid_value | /name",
        "{\"nmae\": \"x\"} | unknown_field | /nmae",
        "{\"holdoutShare\": \"NaN\"} | wrong_type | /holdoutShare",
        "{\"priority\": 1.5} | invalid_value | /priority",
        "{\"startsAt\": \"tomorrow\"} | invalid_value | /startsAt",
        "{\"name\": \"a\", \"name\": \"b\"} | malformed_json | ''",
      })
  void whatCannotBeReadIsToldWhere(String body, String code, String pointer) {
    Answer answer = service.post("/v1/campaigns", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("errors").path(0).path("pointer").asString()).startsWith(pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "startsAt, -000044-03-15T12:00:00Z",
    "startsAt, 1969-12-31T23:59:59Z",
    "startsAt, +10000-01-01T00:00:00Z",
    "endsAt, 1969-12-31T23:59:59Z",
    "endsAt, +10000-01-01T00:00:00Z",
    "endsAt, +1000000000-12-31T23:59:59Z",
  })
  void aTimeOutsideTheYearsThatCanBeKeptIsRefused(String field, String time) {
    Answer answer =
        service.post(
            "/v1/campaigns",
            """
            {"name": "Time", "placements": ["home"], "%s": "%s", "offers": [{"title": "Hello"}]}
            """
                .formatted(field, time));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_value");
    assertThat(answer.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/" + field);
  }

  @Test
  void theFirstAndTheLastTimeThatCanBeKeptAre() {
    Answer answer =
        service.post(
            "/v1/campaigns",
            """
            {"name": "Always", "placements": ["nowhere"], "startsAt": "1970-01-01T00:00:00Z",
             "endsAt": "9999-12-31T23:59:59Z", "offers": [{"title": "Hello"}]}
            """);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().path("endsAt").asString()).isEqualTo("9999-12-31T23:59:59Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "1e999999999", "0.00001", "-0.1"})
  void aHoldoutShareBeyondReasonIsRefusedWithoutHarm(String share) {
    Answer answer =
        service.post(
            "/v1/campaigns",
            """
            {"name": "Share", "placements": ["home"], "holdoutShare": %s, "offers": [{"title": "Hello"}]}
            """
                .formatted(share));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/holdoutShare");
  }

  @Test
  void aTextThatTheDatabaseCannotKeepIsRefused() {
    Answer answer = service.post("/v1/campaigns", MINIMAL.replace("Minimal", "a\\u0000b"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_text");
  }

  @Test
  void aCampaignGoesItsWayAndEveryStepIsAudited() {
    String id = draft();

    assertThat(state(service.post("/v1/campaigns/" + id + "/start", null))).isEqualTo("running");
    assertThat(state(service.post("/v1/campaigns/" + id + "/start", null))).isEqualTo("running");
    assertThat(state(service.post("/v1/campaigns/" + id + "/pause", null))).isEqualTo("paused");
    assertThat(state(service.post("/v1/campaigns/" + id + "/start", null))).isEqualTo("running");
    assertThat(state(service.post("/v1/campaigns/" + id + "/end", null))).isEqualTo("ended");

    assertThat(service.post("/v1/campaigns/" + id + "/start", null).code())
        .isEqualTo("campaign_ended");
    assertThat(service.delete("/v1/campaigns/" + id).code()).isEqualTo("campaign_not_a_draft");
    assertThat(service.delete("/v1/campaigns/" + id).status()).isEqualTo(409);
    assertThat(
            service
                .database
                .owner()
                .sql(
                    "select action from campaign_audit where campaign_id = cast(:id as uuid) order by id")
                .param("id", id)
                .query(String.class)
                .list())
        .containsExactly("create", "start", "pause", "start", "end");
  }

  private static String state(Answer answer) {
    return answer.body().path("state").asString();
  }

  @Test
  void onlyADraftCanBeDeleted() {
    String id = draft();

    assertThat(service.delete("/v1/campaigns/" + id).status()).isEqualTo(204);

    assertThat(service.get("/v1/campaigns/" + id).code()).isEqualTo("unknown_campaign");
    assertThat(service.delete("/v1/campaigns/" + id).status()).isEqualTo(404);
  }

  @Test
  void whoHasReadAnOlderVersionIsToldSo() {
    String id = draft();
    String change =
        "{\"version\": 0, \"name\": \"%s\", \"placements\": [\"p\"], \"offers\": [{\"title\": \"T\"}]}";
    assertThat(service.put("/v1/campaigns/" + id, change.formatted("First")).status())
        .isEqualTo(200);

    Answer second = service.put("/v1/campaigns/" + id, change.formatted("Second"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("changed_meanwhile");
    assertThat(service.get("/v1/campaigns/" + id).body().path("name").asString())
        .isEqualTo("First");
    Answer byHeader =
        service.send(
            "PUT", "/v1/campaigns/" + id, MINIMAL, TestDatabase.SECRET_KEY, "If-Match", "\"1\"");
    assertThat(byHeader.status()).isEqualTo(200);
    assertThat(
            service
                .put("/v1/campaigns/" + id, MINIMAL)
                .body()
                .path("errors")
                .path(0)
                .path("pointer")
                .asString())
        .isEqualTo("/version");
  }

  @Test
  void ofManyAtOnceExactlyOneWins() throws InterruptedException, ExecutionException {
    String id = draft();
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String body =
          "{\"version\": 0, \"name\": \"Writer %d\", \"placements\": [\"p\"], \"offers\": [{\"title\": \"T\"}]}"
              .formatted(i);
      writers.add(() -> service.put("/v1/campaigns/" + id, body).status());
    }

    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : threads.invokeAll(writers)) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).containsOnly(200, 409);
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
  }

  @Test
  void offersMayChangePlaces() {
    String two =
        "{\"version\": %d, \"name\": \"Two\", \"placements\": [\"p\"], \"offers\": [{\"offerId\": \"%s\", \"title\": \"T\"}, {\"offerId\": \"%s\", \"title\": \"T\"}]}";
    String id =
        service
            .post("/v1/campaigns", two.formatted(0, "a", "b"))
            .body()
            .path("campaignId")
            .asString();

    Answer swapped = service.put("/v1/campaigns/" + id, two.formatted(0, "b", "a"));

    assertThat(swapped.status()).isEqualTo(200);
    assertThat(swapped.body().path("offers").path(0).path("offerId").asString()).isEqualTo("b");
    assertThat(swapped.body().path("version").asInt()).isEqualTo(1);
  }

  @Test
  void aStartedExperimentIsFixed() {
    String id = draft();
    service.post("/v1/campaigns/" + id + "/start", null);
    String running =
        "{\"version\": 1, \"name\": \"N\", \"placements\": [\"nowhere\"], \"holdoutShare\": 0.5, \"offers\": [{\"title\": \"Hello\"}]}";
    assertThat(service.put("/v1/campaigns/" + id, running).code()).isEqualTo("campaign_running");
    service.post("/v1/campaigns/" + id + "/pause", null);

    Answer refused =
        service.put("/v1/campaigns/" + id, running.replace("\"version\": 1", "\"version\": 2"));
    Answer granted =
        service.put(
            "/v1/campaigns/" + id,
            running.replace("\"version\": 1", "\"version\": 2").replace("0.5", "0.1"));

    assertThat(refused.code()).isEqualTo("experiment_fixed");
    assertThat(granted.status()).isEqualTo(200);
  }

  @Test
  void listsGoPageByPageWithoutGapsOrRepetitions() {
    List<String> made = List.of(draft(), draft(), draft());
    List<String> seen = new ArrayList<>();
    String cursor = "";

    do {
      JsonNode page =
          service
              .get(
                  "/v1/campaigns?state=draft&limit=2"
                      + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
              .body();
      page.path("campaigns").forEach(campaign -> seen.add(campaign.path("campaignId").asString()));
      cursor = page.path("nextCursor").asString("");
    } while (!cursor.isEmpty());

    assertThat(seen).containsAll(made).doesNotHaveDuplicates();
    assertThat(service.get("/v1/campaigns?cursor=!").code()).isEqualTo("invalid_cursor");
    assertThat(service.get("/v1/campaigns?limit=0").code()).isEqualTo("invalid_limit");
    assertThat(service.get("/v1/campaigns?state=sleeping").code()).isEqualTo("invalid_parameter");
    assertThat(service.get("/v1/campaigns/not-an-id").status()).isEqualTo(400);
  }

  @Test
  void theWrongKeyOpensNothing() {
    assertThat(service.send("GET", "/v1/campaigns", null, "sk_wrong_0123456789abcdef").status())
        .isEqualTo(401);
    assertThat(service.send("POST", "/v1/campaigns", MINIMAL, TestDatabase.WRITE_KEY).status())
        .isEqualTo(403);
  }
}
