package io.storeloop.campaign.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.common.schema.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The shapes of the protocol's own description, version 0.3.0. */
class OfrepIT {
  private static final String FLAGS = "/ofrep/v1/evaluate/flags";

  private final RunningCampaignService service = RunningCampaignService.shared();

  private Answer evaluate(String key, String targetingKey) {
    return service.post(
        FLAGS + "/" + key,
        "{\"context\": {\"targetingKey\": \"%s\", \"page\": \"/shoes\"}}".formatted(targetingKey));
  }

  private String campaign(String placement, String condition, String holdout, String offers) {
    return service.runningCampaign(
        """
        {"name": "Flag", "placements": ["%s"], "condition": %s, "holdoutShare": %s, "offers": [%s]}
        """
            .formatted(placement, condition, holdout, offers));
  }

  @Test
  void aPlacementIsAFlagWithTheOfferAsItsValue() {
    String campaign =
        campaign(
            "ofrep-home",
            "{\"traits.country\": \"DE\"}",
            "0",
            "{\"offerId\": \"ten\", \"title\": \"Ten\", \"values\": {\"code\": \"BACK10\"}}");
    service.profiles.knows("ofrep-anna", "{\"traits\": {\"country\": \"DE\"}}");

    Answer anna = evaluate("ofrep-home", "ofrep-anna");
    Answer nobody = evaluate("ofrep-home", "ofrep-nobody");

    assertThat(anna.status()).isEqualTo(200);
    assertThat(anna.body().path("key").asString()).isEqualTo("ofrep-home");
    assertThat(anna.body().path("reason").asString()).isEqualTo("TARGETING_MATCH");
    assertThat(anna.body().path("variant").asString()).isEqualTo("ten");
    assertThat(anna.body().at("/value/content/values/code").asString()).isEqualTo("BACK10");
    assertThat(anna.body().at("/metadata/campaignId").asString()).isEqualTo(campaign);
    assertThat(anna.body().has("errorCode")).isFalse();
    String decision = anna.body().at("/metadata/decisionId").asString();
    JsonNode entry = service.get("/v1/decisions/" + decision).body();
    assertThat(entry.path("userId").asString()).isEqualTo("ofrep-anna");
    assertThat(entry.at("/context/page").asString()).isEqualTo("/shoes");
    assertThat(nobody.status()).isEqualTo(200);
    assertThat(nobody.body().path("reason").asString()).isEqualTo("DEFAULT");
    assertThat(nobody.body().has("value")).isFalse();
  }

  @Test
  void aCampaignIsAFlagOfItsOwnWhateverElseWouldFillThePlace() {
    String quiet = campaign("ofrep-alone", "{}", "0", "{\"offerId\": \"quiet\", \"title\": \"Q\"}");
    String loud =
        service.runningCampaign(
            """
            {"name": "Loud", "placements": ["ofrep-alone"], "priority": 9, "holdoutShare": 0,
             "offers": [{"offerId": "loud", "title": "L"}]}
            """);

    assertThat(evaluate("ofrep-alone", "anna").body().path("variant").asString()).isEqualTo("loud");
    Answer alone = evaluate(quiet, "anna");
    assertThat(alone.body().path("variant").asString()).isEqualTo("quiet");
    String decision = alone.body().at("/metadata/decisionId").asString();
    assertThat(
            service
                .post("/v1/decisions/" + decision + "/replay", null)
                .body()
                .path("identical")
                .asBoolean())
        .isTrue();
    service.post("/v1/campaigns/" + loud + "/pause", null);
    Answer paused = evaluate(loud, "anna");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.body().path("reason").asString()).isEqualTo("DISABLED");
    assertThat(paused.body().has("value")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofrep/checkout/top", "ofrep%2Fcheckout%2Ftop"})
  void aSlashInAPlacementMayBeEscapedOrNotAsSdksDiffer(String written) {
    campaign("ofrep/checkout/top", "{}", "0", "{\"offerId\": \"top\", \"title\": \"T\"}");

    Answer answer = evaluate(written, "anna");
    Answer unknown = evaluate(written + "/none", "anna");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("key").asString()).isEqualTo("ofrep/checkout/top");
    assertThat(answer.body().path("variant").asString()).isEqualTo("top");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body().path("key").asString()).isEqualTo("ofrep/checkout/top/none");
    assertThat(unknown.body().path("errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");
  }

  @Test
  void aHoldoutIsAVariantWithoutValueThatNamesNoCampaign() {
    String campaign = campaign("ofrep-half", "{}", "0.5", "{\"offerId\": \"x\", \"title\": \"X\"}");
    List<JsonNode> all =
        IntStream.range(0, 60).mapToObj(i -> evaluate("ofrep-half", "half-" + i).body()).toList();

    assertThat(all).allMatch(flag -> flag.path("reason").asString().equals("SPLIT"));
    assertThat(all).extracting(flag -> flag.path("variant").asString()).contains("holdout", "x");
    assertThat(all)
        .filteredOn(flag -> flag.path("variant").asString().equals("holdout"))
        .allMatch(flag -> !flag.has("value") && !flag.toString().contains(campaign));
    assertThat(evaluate("ofrep-half", "half-1").body().path("variant"))
        .isEqualTo(evaluate("ofrep-half", "half-1").body().path("variant"));
  }

  @Test
  void anAnonymousKeyIsABrowser() {
    campaign("ofrep-browser", "{}", "0", "{\"title\": \"Hello\"}");

    Answer answer =
        service.post(
            FLAGS + "/ofrep-browser",
            "{\"context\": {\"targetingKey\": \"browser-1\", \"anonymous\": true}}");

    String decision = answer.body().at("/metadata/decisionId").asString();
    JsonNode entry = service.get("/v1/decisions/" + decision).body();
    assertThat(entry.path("anonymousId").asString()).isEqualTo("browser-1");
    assertThat(entry.has("userId")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'context': {'targetingKey': 'anna'}} | 404 | FLAG_NOT_FOUND",
        "{'context': {'page': '/'}}            | 400 | TARGETING_KEY_MISSING",
        "{'context': {'targetingKey': ' '}}    | 400 | TARGETING_KEY_MISSING",
        "{}                                    | 400 | TARGETING_KEY_MISSING",
        "{'context': 7}                        | 400 | INVALID_CONTEXT",
        "[1]                                   | 400 | PARSE_ERROR",
        "{'context': {'targetingKey'           | 400 | PARSE_ERROR",
      })
  void mistakesHaveTheProtocolsCodes(String body, int status, String code) {
    Answer one = service.post(FLAGS + "/ofrep-none", body.replace('\'', '"'));

    assertThat(one.status()).isEqualTo(status);
    assertThat(one.body().path("key").asString()).isEqualTo("ofrep-none");
    assertThat(one.body().path("errorCode").asString()).isEqualTo(code);
    assertThat(one.body().path("errorDetails").asString()).isNotEmpty();
    if (status == 400) {
      Answer all = service.post(FLAGS, body.replace('\'', '"'));
      assertThat(all.status()).isEqualTo(400);
      assertThat(all.body().path("errorCode").asString()).isEqualTo(code);
    }
  }

  @Test
  void tooMuchContextAndWhatNobodyCanStoreAreInvalid() {
    String longContext =
        "{\"context\": {\"targetingKey\": \"anna\", \"more\": \"%s\"}}".formatted("x".repeat(4000));
    String hostile = "{\"context\": {\"targetingKey\": \"an\\u0000na\"}}";
    for (String body : List.of(longContext, hostile)) {
      assertThat(service.post(FLAGS + "/ofrep-home", body).body().path("errorCode").asString())
          .isEqualTo("INVALID_CONTEXT");
    }
  }

  @Test
  void withoutASecretKeyThereIsNothingToSee() {
    assertThat(
            service.send("POST", FLAGS + "/ofrep-home", "{}", "sk_wrong_0123456789abcdef").status())
        .isEqualTo(401);
    assertThat(service.send("POST", FLAGS, "{}", TestDatabase.WRITE_KEY).status()).isIn(401, 403);
  }

  @Test
  void theDocumentHasTheProtocolsTwoOperationsWithTheirStatuses() {
    JsonNode paths = service.get("/v3/api-docs/campaign").body().path("paths");

    assertThat(paths.propertyNames())
        .filteredOn(path -> path.startsWith("/ofrep"))
        .containsExactlyInAnyOrder(FLAGS, FLAGS + "/{key}");
    assertThat(paths.path(FLAGS).at("/post/responses").propertyNames())
        .containsExactlyInAnyOrder("200", "304", "400", "401", "403", "503");
    assertThat(paths.path(FLAGS + "/{key}").at("/post/responses").propertyNames())
        .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "503");
  }

  @Test
  void allFlagsAtOnceAndNothingWhileNothingHasChanged() {
    campaign("ofrep-bulk", "{\"features.orders\": {\"$gte\": 1}}", "0", "{\"title\": \"Hello\"}");
    service.profiles.knows("ofrep-bulk-anna", "{\"features\": {\"orders\": 1}}");
    String body = "{\"context\": {\"targetingKey\": \"ofrep-bulk-anna\"}}";

    Answer first = service.post(FLAGS, body);
    String tag = first.raw().headers().firstValue("ETag").orElseThrow();
    long written = decisions();
    Answer again = service.send("POST", FLAGS, body, TestDatabase.SECRET_KEY, "If-None-Match", tag);
    for (int tries = 1; tries < 20 && again.status() == 200; tries++) {
      // campaigns of other tests may have changed meanwhile, such as those with adaptive offers
      tag = again.raw().headers().firstValue("ETag").orElseThrow();
      written = decisions();
      again = service.send("POST", FLAGS, body, TestDatabase.SECRET_KEY, "If-None-Match", tag);
    }
    long writtenAgain = decisions();
    service.profiles.knows("ofrep-bulk-anna", "{\"features\": {\"orders\": 2}}");
    Answer changed =
        service.send("POST", FLAGS, body, TestDatabase.SECRET_KEY, "If-None-Match", tag);

    assertThat(first.status()).isEqualTo(200);
    List<JsonNode> flags =
        StreamSupport.stream(first.body().path("flags").spliterator(), false).toList();
    assertThat(flags).allMatch(flag -> flag.has("key") && flag.has("reason"));
    assertThat(flags)
        .filteredOn(flag -> flag.path("key").asString().equals("ofrep-bulk"))
        .singleElement()
        .matches(flag -> flag.path("variant").asString().equals("offer-1"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.raw().body()).isEmpty();
    assertThat(writtenAgain).isEqualTo(written);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.raw().headers().firstValue("ETag")).isPresent().get().isNotEqualTo(tag);
  }

  private long decisions() {
    return service
        .database
        .owner()
        .sql("select count(*) from decision where user_id = 'ofrep-bulk-anna'")
        .query(Long.class)
        .single();
  }
}
