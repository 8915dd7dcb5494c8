package io.storeloop.recommendation.merchandising;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Rules as people write, read, change and remove them. */
@RunningRecommendation
class MerchandisingIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String RULES = "/v1/merchandising-rules";

  private final ApiClient api;

  MerchandisingIT(@LocalServerPort int port) {
    api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
    registry.add("storeloop.recommendation.merchandising.max-rules", () -> 5);
  }

  @Test
  void aRuleIsWrittenReadChangedAndRemoved() {
    ApiClient.Answer created =
        api.post(
            RULES,
            """
            {"id": "sale", "name": "Summer sale", "kind": "boost", "factor": 1.5, "placement": "home",
             "condition": {"attributes.season": "summer", "price": {"$lt": 100.50}},
             "from": "2026-05-01T00:00:00Z", "until": "2036-05-01T00:00:00Z", "priority": 3}
            """);
    ApiClient.Answer changed =
        api.put(
            RULES + "/sale",
            "{\"name\": \"Sale\", \"kind\": \"exclude\", \"condition\": {}}",
            "If-Match",
            etag(created));
    ApiClient.Answer stale =
        api.put(
            RULES + "/sale",
            "{\"name\": \"Late\", \"kind\": \"bury\", \"condition\": {}, \"version\": 0}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.raw().headers().firstValue("Location")).hasValue(RULES + "/sale");
    assertThat(created.body().at("/condition/price/$lt").decimalValue())
        .isEqualByComparingTo("100.5");
    assertThat(created.body().get("active").asBoolean()).isTrue();
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body().has("factor")).isFalse();
    assertThat(api.get(RULES + "/sale").body()).isEqualTo(changed.body());
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.body().get("code").asString()).isEqualTo("changed_meanwhile");
    assertThat(api.delete(RULES + "/sale", "If-Match", etag(created)).status()).isEqualTo(409);
    assertThat(api.delete(RULES + "/sale").status()).isEqualTo(204);
    assertThat(api.get(RULES + "/sale").status()).isEqualTo(404);
    assertThat(api.delete(RULES + "/sale").body().get("code").asString()).isEqualTo("unknown_rule");
  }

  @Test
  void rulesAreListedPageByPageAndTheirNumberIsBounded() {
    for (String id : List.of("b", "a", "d", "c", "e")) {
      assertThat(api.post(RULES, rule(id)).status()).isEqualTo(201);
    }

    ApiClient.Answer taken = api.post(RULES, rule("a"));
    ApiClient.Answer tooMany = api.post(RULES, rule("f"));
    List<String> ids = new ArrayList<>();
    JsonNode page = api.get(RULES + "?limit=2").body();
    addIds(page, ids);
    while (page.has("nextCursor")) {
      page = api.get(RULES + "?limit=2&cursor=" + page.get("nextCursor").asString()).body();
      addIds(page, ids);
    }

    assertThat(ids).containsExactly("a", "b", "c", "d", "e");
    assertThat(taken.body().get("code").asString()).isEqualTo("rule_exists");
    assertThat(tooMany.body().get("code").asString()).isEqualTo("too_many_rules");
    assertThat(api.get(RULES + "?cursor=%21").body().get("code").asString())
        .isEqualTo("invalid_cursor");
    ids.forEach(id -> assertThat(api.delete(RULES + "/" + id).status()).isEqualTo(204));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": "x", "kind": "pin", "condition": {}}                                   | missing_value         | /position
          {"name": "x", "kind": "pin", "condition": {}, "position": 100}                  | invalid_value         | /position
          {"name": "x", "kind": "boost", "condition": {}}                                 | missing_value         | /factor
          {"name": "x", "kind": "boost", "condition": {}, "factor": 0}                    | invalid_value         | /factor
          {"name": "x", "kind": "boost", "condition": {}, "factor": "NaN"}                | invalid_value         | /factor
          {"name": "x", "kind": "quota", "condition": {}, "limit": 1}                     | missing_value         | /per
          {"name": "x", "kind": "quota", "condition": {}, "limit": 1, "per": "colour"}    | invalid_value         | /per
          {"name": "x", "kind": "bury", "condition": {}, "factor": 2}                     | not_of_this_kind      | /factor
          {"name": "x", "kind": "hide", "condition": {}}                                  | invalid_value         | /kind
          {"name": "x", "kind": "bury", "condition": {"color": "red"}}                    | unknown_path          | /condition/color
          {"name": "x", "kind": "bury", "condition": {"performed": {"type": "view"}}}     | performed_not_allowed | /condition/performed
          {"name": "x", "kind": "bury"}                                                   | invalid_value         | /condition
          {"name": "x", "kind": "exclude", "condition": null}                             | expected_object       | /condition
          {"name": " ", "kind": "bury", "condition": {}}                                  | invalid_value         | /name
          {"name": "x", "kind": "bury", "condition": {}, "id": "No Id"}                   | invalid_value         | /id
          {"name": "x", "kind": "bury", "condition": {}, "from": "2026-05-02T00:00:00Z", "until": "2026-05-01T00:00:00Z"} | invalid_value | /until
          {"name": "x", "kind": "bury", "condition": {}, "weight": 3}                     | unknown_field         | /weight
          """)
  void aMistakeIsRefusedWithAPointerAndNothingIsStored(String body, String code, String pointer) {
    ApiClient.Answer answer = api.post(RULES, body);

    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
    assertThat(answer.body().get("code").asString()).isEqualTo(code);
    assertThat(answer.body().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    assertThat(api.get(RULES).body().get("rules").size()).isZero();
  }

  @Test
  void aChangeWithoutAVersionIsRefused() {
    ApiClient.Answer answer = api.put(RULES + "/any", rule("any"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("pointer").asString()).isEqualTo("/version");
  }

  @Test
  void anETagThatIsNoneOfOursIsRefused() {
    ApiClient.Answer answer = api.delete(RULES + "/any", "If-Match", "\"first\"");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("code").asString()).isEqualTo("invalid_version");
  }

  private static String rule(String id) {
    return "{\"id\": \"%s\", \"name\": \"Rule\", \"kind\": \"bury\", \"condition\": {}}"
        .formatted(id);
  }

  private static String etag(ApiClient.Answer answer) {
    return answer.raw().headers().firstValue("ETag").orElseThrow();
  }

  private static void addIds(JsonNode page, List<String> ids) {
    page.get("rules").forEach(rule -> ids.add(rule.get("id").asString()));
  }
}
