package io.storeloop.profile.tag;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TagIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);

  private final LogFixture log = new LogFixture(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void aProfileTellsItsTagsWithReasonsAndBeginnings() {
    log.accept(
        aPurchase().by("anna").at("2026-03-01T10:00:00Z").costing("5").event(),
        aPurchase().by("anna").at("2026-03-02T10:00:00Z").costing("5").event());
    SERVICE.catchUp();
    JsonNode first = tag("anna", "repeat buyer");

    log.accept(aView().by("anna").at("2026-03-03T10:00:00Z").event());
    SERVICE.catchUp();

    assertThat(first.path("because").toString()).isEqualTo("{\"orders\":2}");
    assertThat(tag("anna", "repeat buyer").path("since")).isEqualTo(first.path("since"));
    assertThat(tag("anna", "returning").path("because").toString()).isEqualTo("{\"activeDays\":3}");
  }

  @Test
  void segmentsMayAskForTagsThatExist() {
    log.accept(
        aView().by("ben").at("2026-03-01T10:00:00Z").event(),
        aView().by("ben").at("2026-03-02T10:00:00Z").event(),
        aView().by("carla").event());
    SERVICE.catchUp();

    Answer made =
        SERVICE.post(
            "/v1/segments",
            """
            {"id": "came-back", "name": "Came back", "condition": {"tags": "returning", "userId": {"$in": ["ben", "carla"]}}}
            """);
    Answer refused =
        SERVICE.post(
            "/v1/segments",
            """
            {"id": "typo", "name": "Typo", "condition": {"tags": "retruning"}}
            """);

    assertThat(made.status()).as("%s", made).isEqualTo(201);
    assertThat(SERVICE.get("/v1/segments/came-back/members").body().toString())
        .contains("\"ben\"")
        .doesNotContain("carla");
    assertThat(SERVICE.get("/v1/profiles/ben").body().path("segments").toString())
        .contains("came-back");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("code").asString()).isEqualTo("unknown_tag");
  }

  @Test
  void everyTagCanBeRead() {
    JsonNode tags = SERVICE.get("/v1/tags").body().path("tags");

    assertThat(tags).hasSize(TagCatalogue.all().size());
    assertThat(tags.path(0).path("condition").toString())
        .isEqualTo("{\"features.tenureDays\":{\"$lt\":30}}");
  }

  private static JsonNode tag(String userId, String name) {
    for (JsonNode tag : SERVICE.get("/v1/profiles/" + userId).body().path("tags")) {
      if (tag.path("name").asString().equals(name)) {
        return tag;
      }
    }
    throw new AssertionError(userId + " is not tagged " + name);
  }
}
