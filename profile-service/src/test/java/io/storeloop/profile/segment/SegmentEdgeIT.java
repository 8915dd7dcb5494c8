package io.storeloop.profile.segment;

import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What segments refuse though it can be read, and what they tell before the first midnight. */
class SegmentEdgeIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);

  @AfterAll
  static void close() {
    SERVICE.close();
  }

  @Test
  void anUnknownTagIsRefusedInAPreviewAsInASegment() {
    Answer preview =
        SERVICE.post("/v1/segments/preview", "{\"condition\": {\"tags\": \"night own\"}}");
    Answer segment =
        SERVICE.post(
            "/v1/segments", "{\"name\": \"Owls\", \"condition\": {\"tags\": \"night own\"}}");
    Answer known =
        SERVICE.post("/v1/segments/preview", "{\"condition\": {\"tags\": \"night owl\"}}");

    assertThat(preview.status()).isEqualTo(400);
    assertThat(preview.body().path("code").asString()).isEqualTo("unknown_tag");
    assertThat(segment.body().path("code")).isEqualTo(preview.body().path("code"));
    assertThat(known.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"half a \\ud800\", \"condition\": {}}",
        "{\"name\": \"Half\", \"description\": \"a \\udc00\", \"condition\": {}}"
      })
  void halfOfACharacterIsNoText(String body) {
    Answer answer = SERVICE.post("/v1/segments", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asString()).isEqualTo("invalid_value");
  }

  @Test
  void aWholeCharacterBeyondTheFirstPlaneIs() {
    Answer answer =
        SERVICE.post(
            "/v1/segments", "{\"id\": \"smile\", \"name\": \"\\ud83d\\ude00\", \"condition\": {}}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(SERVICE.get("/v1/segments/smile").body().path("name").asString())
        .isEqualTo("\uD83D\uDE00");
  }

  @Test
  void aCursorThatIsNoneOfOursIsRefused() {
    Answer answer = SERVICE.get("/v1/segments?cursor=abc");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asString()).isEqualTo("invalid_cursor");
  }

  @Test
  void aNewSegmentHasASizeOnItsFirstDay() {
    new LogFixture(DATABASE).accept(aView().by("anna").event(), aView().by("ben").event());
    SERVICE.catchUp();
    assertThat(
            SERVICE
                .post(
                    "/v1/segments",
                    "{\"id\": \"seen\", \"name\": \"Seen\", \"condition\": {\"userId\": {\"$in\": [\"anna\", \"ben\"]}}}")
                .status())
        .isEqualTo(201);

    JsonNode sizes =
        SERVICE
            .getUntil("/v1/segments/seen/sizes", answer -> !answer.body().path("sizes").isEmpty())
            .body()
            .path("sizes");

    assertThat(sizes).hasSize(1);
    assertThat(sizes.path(0).path("size").asInt()).isEqualTo(2);
  }
}
