package io.storeloop.profile.profile;

import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ProfileListIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);

  @BeforeAll
  static void fiveShoppers() {
    LogFixture log = new LogFixture(DATABASE);
    for (String user : List.of("anna", "ben", "carla", "dora")) {
      log.accept(aView().by(user).event());
    }
    log.accept(aView().on("someones-phone").event());
    SERVICE.catchUp();
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void pagesHoldEveryShopperOnce() {
    List<String> ids = new ArrayList<>();
    String path = "/v1/profiles?limit=2";
    JsonNode page = SERVICE.get(path).body();
    while (page.has("nextCursor")) {
      page.path("profiles").forEach(profile -> ids.add(profile.path("profileId").asString()));
      page = SERVICE.get(path + "&cursor=" + page.path("nextCursor").asString()).body();
    }
    page.path("profiles").forEach(profile -> ids.add(profile.path("profileId").asString()));

    assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, 400, invalid_limit",
    "?limit=1001, 400, invalid_limit",
    "?limit=many, 400, invalid_parameter",
    "?cursor=%25, 400, invalid_cursor",
    "?segment=nobody-made-this, 404, unknown_segment"
  })
  void badQuestionsAreExplained(String query, int status, String code) {
    Answer answer = SERVICE.get("/v1/profiles" + query);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("code").asString()).isEqualTo(code);
  }

  @Test
  void aCursorThatHoldsNoIdIsNoneOfOurs() {
    Answer answer = SERVICE.get("/v1/profiles?cursor=" + PageCursor.encode("nonsense"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asString()).isEqualTo("invalid_cursor");
  }

  @Test
  void theCatalogueNamesEveryFeatureThatAProfileTells() {
    List<String> named = new ArrayList<>();
    SERVICE
        .get("/v1/features")
        .body()
        .path("features")
        .forEach(feature -> named.add(feature.path("name").asString()));

    List<String> told =
        List.copyOf(SERVICE.get("/v1/profiles/anna").body().path("features").propertyNames());

    assertThat(named).containsAll(told).contains("recencyDays", "priceBand", "affinity");
    assertThat(told).contains("views", "tenureDays", "hourShare");
  }

  @Test
  void theDocumentDescribesEveryOperationWithItsErrors() {
    JsonNode document = SERVICE.get("/v3/api-docs/profile").body();
    List<String> paths = List.copyOf(document.path("paths").propertyNames());

    assertThat(paths)
        .contains(
            "/v1/profiles",
            "/v1/profiles/{userId}",
            "/v1/profiles/progress",
            "/v1/features",
            "/v1/clusterings",
            "/v1/clusterings/{clusteringId}",
            "/v1/clusterings/{clusteringId}/members");
    for (String path : paths.stream().filter(path -> !path.contains("/segments")).toList()) {
      document
          .path("paths")
          .path(path)
          .forEach(operation -> {
            assertThat(operation.path("summary").asString()).as(path).isNotBlank();
            assertThat(operation.path("description").asString()).as(path).isNotBlank();
            assertThat(operation.path("responses").has("401")).as(path).isTrue();
          });
    }
  }
}
