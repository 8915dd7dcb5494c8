package io.storeloop.profile.profile;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static io.storeloop.profile.EventFixture.anIdentify;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProfileLookupIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final String LOOKUP = "/v1/profiles/lookup";

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void manyAreToldAsEachIsAloneInTheOrderAsked() {
    new LogFixture(DATABASE)
        .accept(
            aPurchase().of("shoes").costing("49.90").by("anna").event(),
            aView().on("bens-phone").event(),
            anIdentify().by("ben").on("bens-phone").with("country", "DE").event());
    SERVICE.post(
        "/v1/segments",
        """
        {"id": "buyers", "name": "Buyers", "condition": {"performed": {"type": "purchase", "count": {"$gte": 1}}}}
        """);
    SERVICE.catchUp();

    Answer answer =
        SERVICE.post(LOOKUP, "{\"ids\": [\"bens-phone\", \"nobody\", \"anna\", \"anna\"]}");

    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    JsonNode shoppers = answer.body().path("shoppers");
    assertThat(shoppers)
        .extracting(shopper -> shopper.path("id").asString())
        .containsExactly("bens-phone", "nobody", "anna", "anna");
    assertThat(shoppers.path(1).has("profile")).isFalse();
    for (int place : List.of(0, 2, 3)) {
      JsonNode told = shoppers.path(place).path("profile");
      JsonNode alone =
          SERVICE.get("/v1/profiles/" + shoppers.path(place).path("id").asString()).body();
      for (String part :
          List.of("profileId", "userId", "traits", "features", "segments", "tags", "predictions")) {
        assertThat(told.path(part)).as(part).isEqualTo(alone.path(part));
      }
      assertThat(told.has("identities")).isFalse();
    }
    assertThat(shoppers.at("/2/profile/segments").toString()).contains("buyers");
  }

  @Test
  void predictionsMayBeLeftOut() {
    Answer answer = SERVICE.post(LOOKUP, "{\"ids\": [\"anna\"], \"predictions\": false}");

    assertThat(answer.body().at("/shoppers/0/profile").has("predictions")).isFalse();
  }

  @Test
  void whatMakesNoSenseIsRefusedWithItsPlace() {
    refused("{}", "missing_value", "/ids");
    refused("{\"ids\": []}", "missing_value", "/ids");
    refused("{\"ids\": [\"anna\", \"\"]}", "missing_value", "/ids/1");
    refused("{\"ids\": [null]}", "missing_value", "/ids/0");
    refused("{\"ids\": [\"%s\"]}".formatted("x".repeat(257)), "text_too_long", "/ids/0");
    refused("{\"ids\": [\"a\\u0000b\"]}", "invalid_text", "/ids/0");
    refused("{\"ids\": [\"a\\ud800b\"]}", "invalid_text", "/ids/0");
    refused(
        "{\"ids\": [%s]}".formatted(String.join(",", Collections.nCopies(101, "\"anna\""))),
        "list_too_long",
        "/ids");
  }

  private static void refused(String body, String code, String pointer) {
    Answer answer = SERVICE.post(LOOKUP, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asString()).isEqualTo(code);
    assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
  }

  @Test
  void bodiesAreJsonAlone() {
    assertThat(SERVICE.statusOf("/v1/profiles/lookup", "application/yaml", "ids: [anna]"))
        .isEqualTo(415);
    assertThat(SERVICE.text("/v3/api-docs.yaml/profile", "*/*")).startsWith("openapi: ");
  }
}
