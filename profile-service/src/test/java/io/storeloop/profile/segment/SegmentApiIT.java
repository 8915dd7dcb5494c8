package io.storeloop.profile.segment;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

class SegmentApiIT {
  private static final String GERMANS =
      "{'name':'Germans','id':'germans','condition':{'traits.country':'DE'}}";

  private static TestDatabase database;
  private static ProfileServiceFixture service;
  private static LogFixture log;

  @BeforeAll
  static void annaBenAndADevice() {
    database = TestDatabase.create();
    service = ProfileServiceFixture.on(database, "storeloop.profile.segments.max-segments=6");
    log = new LogFixture(database);
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    log.accept(
        anIdentify().by("anna").with("country", "DE").at(yesterday).event(),
        aPurchase().by("anna").of("shoes").costing("80").at(yesterday).event(),
        anIdentify().by("ben").with("country", "FR").at(yesterday).event(),
        aView().on("device").of("shoes").at(yesterday).event());
    service.catchUp();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @BeforeEach
  void noSegments() {
    database.owner().sql("delete from segment").update();
  }

  @Test
  void aSegmentIsWrittenReadChangedAndRemoved() {
    Answer created = post("/v1/segments", GERMANS);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body().path("version").asLong()).isZero();

    Answer changed =
        put(
            "/v1/segments/germans",
            "{'name':'Austrians','description':'AT','condition':{'traits.country':{'$eq':'AT'}},'version':0}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body().path("version").asLong()).isEqualTo(1);

    Answer read = service.get("/v1/segments/germans");
    assertThat(read.body()).isEqualTo(changed.body());
    assertThat(read.body().path("condition").toString()).isEqualTo(json("{'traits.country':'AT'}"));
    assertThat(read.body().path("createdAt").asString())
        .isNotEqualTo(read.body().path("updatedAt").asString());

    assertThat(service.send("DELETE", "/v1/segments/germans", null).status()).isEqualTo(204);
    assertProblem(service.get("/v1/segments/germans"), 404, "unknown_segment");
  }

  @Test
  void aSegmentWithoutAnIdGetsAUuid() {
    Answer created = post("/v1/segments", "{'name':'All','condition':{}}");

    assertThat(created.body().path("id").asString()).hasSize(36);
    assertThat(service.get("/v1/segments/" + created.body().path("id").asString()).status())
        .isEqualTo(200);
  }

  @Test
  void segmentsAreListedInPages() {
    for (String id : List.of("b", "c", "a_1", "a-1")) {
      post("/v1/segments", "{'id':'" + id + "','name':'N','condition':{}}");
    }

    Answer first = service.get("/v1/segments?limit=3");
    Answer second =
        service.get("/v1/segments?limit=3&cursor=" + first.body().path("nextCursor").asString());

    assertThat(ids(first.body().path("segments"))).containsExactly("a-1", "a_1", "b");
    assertThat(ids(second.body().path("segments"))).containsExactly("c");
    assertThat(second.body().has("nextCursor")).isFalse();
    assertProblem(service.get("/v1/segments?limit=0"), 400, "invalid_limit");
    assertProblem(service.get("/v1/segments/germans/members"), 404, "unknown_segment");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'name':'N','condition':{'features.recencydays':1}}      | unknown_path    | /condition/features.recencydays
          {'name':'N','condition':{'features.orders':'x'}}         | wrong_type      | /condition/features.orders
          {'name':'N','condition':{'$where':'1'}}                  | unknown_operator | /condition/$where
          {'name':'N','condition':[]}                              | expected_object | /condition
          {'name':'N','condition':{'segments':'nobody'}}           | unknown_segment | /condition
          {'name':'N','id':'me','condition':{'segments':'me'}}     | segment_cycle   | /condition
          {'name':' ','condition':{}}                              | invalid_value   | /name
          {'name':'N'}                                             | invalid_value   | /condition
          {'name':'N','id':'No Slug','condition':{}}               | invalid_value   | /id
          {'name':'N','id':'rfm','condition':{}}                   | reserved_id     | /id
          {'name':'N','id':'preview','condition':{}}               | reserved_id     | /id
          """)
  void aMistakeIsRefusedWithAPointerToIt(String body, String code, String pointer) {
    Answer refused = post("/v1/segments", body);

    assertProblem(refused, 400, code);
    assertThat(refused.body().path("errors").path(0).path("pointer").asString()).isEqualTo(pointer);
    assertThat(service.get("/v1/segments").body().path("segments")).isEmpty();
  }

  @Test
  void allMistakesOfAConditionAreToldAtOnce() {
    Answer refused =
        post("/v1/segments", "{'name':'N','condition':{'nonsense':1,'features.orders':true}}");

    assertThat(refused.body().path("errors")).hasSize(2);
  }

  @Test
  void anIdIsTakenOnce() {
    post("/v1/segments", GERMANS);

    assertProblem(post("/v1/segments", GERMANS), 409, "segment_exists");
  }

  @Test
  void thereIsABoundOnSegments() {
    for (int i = 0; i < 6; i++) {
      assertThat(post("/v1/segments", "{'name':'N','condition':{}}").status()).isEqualTo(201);
    }

    assertProblem(post("/v1/segments", "{'name':'N','condition':{}}"), 409, "too_many_segments");
  }

  @Test
  void twoEditorsCannotOverwriteEachOther() {
    post("/v1/segments", GERMANS);
    String change = "{'name':'Mine','condition':{},'version':0}";
    assertThat(put("/v1/segments/germans", change).status()).isEqualTo(200);

    assertProblem(put("/v1/segments/germans", change), 409, "changed_meanwhile");
    assertProblem(put("/v1/segments/nobody", change), 404, "unknown_segment");
    assertProblem(
        put("/v1/segments/germans", "{'name':'Mine','condition':{}}"), 400, "invalid_value");
  }

  @Test
  void segmentsMayNameEachOtherButNotInACircle() {
    post("/v1/segments", GERMANS);
    post(
        "/v1/segments",
        "{'id':'buyers','name':'B','condition':{'segments':'germans','features.orders':{'$gte':1}}}");

    assertThat(userIds("/v1/segments/buyers/members")).containsExactly("anna");
    assertProblem(
        put(
            "/v1/segments/germans",
            "{'name':'G','condition':{'segments':{'$in':['buyers']}},'version':0}"),
        400,
        "segment_cycle");
    assertProblem(service.send("DELETE", "/v1/segments/germans", null), 409, "segment_in_use");
    assertThat(service.send("DELETE", "/v1/segments/buyers", null).status()).isEqualTo(204);
    assertThat(service.send("DELETE", "/v1/segments/germans", null).status()).isEqualTo(204);
    assertProblem(service.send("DELETE", "/v1/segments/germans", null), 404, "unknown_segment");
  }

  @Test
  void aPreviewTellsSizeShareAndSomeMembers() {
    Answer preview =
        post("/v1/segments/preview", "{'condition':{'features.tenureDays':{'$gte':1}}}");

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body().path("size").asLong())
        .isEqualTo(preview.body().path("total").asLong())
        .isGreaterThanOrEqualTo(3);
    assertThat(preview.body().path("share").asDouble()).isEqualTo(1);
    assertThat(preview.body().path("sample").toString()).startsWith("[\"anna\",\"ben\"");
    assertThat(service.get("/v1/segments").body().path("segments")).isEmpty();
    assertProblem(
        post("/v1/segments/preview", "{'condition':{'nonsense':1}}"), 400, "unknown_path");
    assertProblem(
        post("/v1/segments/preview", "{'condition':{'segments':'nobody'}}"),
        400,
        "unknown_segment");
    assertProblem(post("/v1/segments/preview", "{}"), 400, "invalid_value");
  }

  @Test
  void membersComeInPagesAndDevicesAreAmongThem() {
    post(
        "/v1/segments",
        "{'id':'seen','name':'S','condition':{'$or':[{'userId':{'$in':['anna','ben']}},{'features.views':1}]}}");

    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = service.get("/v1/segments/seen/members?limit=1" + cursor);
      page.body()
          .path("members")
          .forEach(member ->
              found.add(member.path("userId").asString(member.path("anonymousId").asString())));
      cursor =
          page.body().has("nextCursor")
              ? "&cursor=" + page.body().path("nextCursor").asString()
              : null;
    } while (cursor != null);

    assertThat(found).containsExactlyInAnyOrder("anna", "ben", "device");
    assertProblem(service.get("/v1/segments/seen/members?cursor=nonsense!"), 400, "invalid_cursor");
  }

  @Test
  void aPurchaseChangesTheSegmentsOfAShopperSoon() {
    post(
        "/v1/segments",
        "{'id':'buyers','name':'Buyers','condition':{'performed':{'type':'purchase','within':'P7D','where':{'price':{'$gte':50}}}}}");
    post(
        "/v1/segments",
        "{'id':'not-yet','name':'N','condition':{'features.orders':{'$not':{'$gte':1}}}}");
    String carla = "carla" + new Random().nextInt(1_000_000);
    log.accept(aView().by(carla).at(Instant.now().minusSeconds(60)).event());
    service.catchUp();
    assertThat(segments(carla)).containsExactly("not-yet");

    log.accept(aPurchase().by(carla).costing("50").at(Instant.now().minusSeconds(30)).event());

    Answer after =
        service.getUntil(
            "/v1/profiles/" + carla,
            profile -> profile.body().path("segments").toString().contains("buyers"));
    service.catchUp();
    assertThat(after.status()).isEqualTo(200);
    assertThat(segments(carla)).containsExactly("buyers");
    assertThat(userIds("/v1/segments/buyers/members")).contains("anna", carla);
    assertThat(service.get("/v1/profiles?segment=buyers").body().path("profiles").toString())
        .contains(carla);
  }

  @Test
  void theReasonsOfAMembershipNameClausesAndValues() {
    post(
        "/v1/segments",
        "{'id':'why','name':'Why','condition':{'traits.country':'DE','features.orders':{'$gte':1},'traits.vip':{'$not':{'$eq':true}}}}");

    Answer answer = service.get("/v1/profiles/anna/segments");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("userId").asString()).isEqualTo("anna");
    assertThat(answer.body().path("segments").path(0).path("reasons").toString())
        .isEqualTo(
            json(
                "[{'path':'traits.country','operator':'$eq','expected':['DE'],'actual':'DE','negated':false},"
                    + "{'path':'features.orders','operator':'$gte','expected':[1],'actual':1,'negated':false},"
                    + "{'path':'traits.vip','operator':'$eq','expected':[true],'negated':true}]"));
    assertThat(service.get("/v1/profiles/ben/segments").body().path("segments")).isEmpty();
    assertThat(service.get("/v1/profiles/device/segments").body().has("userId")).isFalse();
    assertProblem(service.get("/v1/profiles/nobody/segments"), 404, "unknown_profile");
  }

  @Test
  void segmentsNeedTheSecretKey() throws IOException, InterruptedException {
    String port = service.bean(Environment.class).getProperty("local.server.port");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/segments"));
      assertThat(http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(401);
      request.header("Authorization", "Bearer " + TestDatabase.WRITE_KEY);
      assertThat(http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode())
          .isIn(401, 403);
    }
  }

  @Test
  void theDocumentDescribesEveryOperationWithItsErrors() {
    JsonNode paths = service.get("/v3/api-docs/profile").body().path("paths");

    for (String path :
        List.of(
            "/v1/segments",
            "/v1/segments/{id}",
            "/v1/segments/preview",
            "/v1/segments/{id}/members",
            "/v1/profiles/{userId}/segments")) {
      assertThat(paths.path(path)).as(path).isNotEmpty();
      paths
          .path(path)
          .forEach(operation -> {
            assertThat(operation.path("summary").asString()).isNotBlank();
            assertThat(operation.path("description").asString()).isNotBlank();
            assertThat(operation.path("responses").propertyNames()).as(path).contains("401", "503");
          });
    }
  }

  private static List<String> segments(String userId) {
    List<String> ids =
        ids(service.get("/v1/profiles/" + userId + "/segments").body().path("segments"));
    List<String> ofProfile = new ArrayList<>();
    service
        .get("/v1/profiles/" + userId)
        .body()
        .path("segments")
        .forEach(id -> ofProfile.add(id.asString()));
    assertThat(ofProfile).isEqualTo(ids);
    return ids;
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.forEach(entry -> ids.add(entry.path("id").asString()));
    return ids;
  }

  private static List<String> userIds(String path) {
    List<String> ids = new ArrayList<>();
    service
        .get(path)
        .body()
        .path("members")
        .forEach(member -> ids.add(member.path("userId").asString("")));
    return ids;
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.body().path("code").asString("")).as("%s", answer).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  private static Answer post(String path, String body) {
    return service.post(path, json(body));
  }

  private static Answer put(String path, String body) {
    return service.send("PUT", path, json(body));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
