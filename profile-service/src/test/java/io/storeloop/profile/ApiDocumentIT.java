package io.storeloop.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.edge.ApiDocumentRules;
import io.storeloop.common.schema.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDocumentIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void everyRefusalIsAProblemAndEveryOperationNeedsTheSecretKey() {
    JsonNode document = SERVICE.get("/v3/api-docs/profile").body();

    assertThat(document.path("paths").size()).isGreaterThan(30);
    assertThat(ApiDocumentRules.broken(document, Set.of(), Set.of())).isEmpty();
  }

  @Test
  void theSchemaOfAProblemHasEveryFieldThatIsSent() {
    JsonNode schemas =
        SERVICE.get("/v3/api-docs/profile").body().path("components").path("schemas");

    JsonNode sent = SERVICE.get("/v1/profiles?limit=0").body();

    assertThat(schemas.path("Problem").path("properties").propertyNames())
        .containsAll(sent.propertyNames());
    assertThat(schemas.path("FieldProblem").path("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(sent.path("errors").path(0).propertyNames());
  }

  @Test
  void theWatchIsDocumentedInEveryFormThatItHas() {
    JsonNode page =
        SERVICE
            .get("/v3/api-docs/profile")
            .body()
            .path("paths")
            .path("/v1/predictors/churn/watch")
            .at("/get/responses/200/content");

    assertThat(page.propertyNames())
        .containsExactlyInAnyOrder("application/json", "text/csv", "application/x-ndjson");
    assertThat(page.at("/application~1json/schema/$ref").asString()).endsWith("/ChurnWatchPage");
  }

  @Test
  void theWatchInAFormThatItHasNotNamesThoseThatItHas() {
    String refusal = SERVICE.text("/v1/predictors/churn/watch", "image/png");

    assertThat(refusal)
        .contains("\"status\":406", "application/json", "text/csv", "application/x-ndjson");
  }
}
