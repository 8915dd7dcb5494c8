package io.storeloop.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.edge.ApiDocumentRules;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ApiDocumentIT {
  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  @Test
  void everyOperationSaysWhatItDoesAndWhatCanGoWrong() {
    Answer document = ingestion.send(ingestion.requestWithoutKey("/v3/api-docs/ingestion").GET());

    assertThat(document.status()).isEqualTo(200);
    JsonNode paths = document.body().path("paths");
    assertThat(paths.propertyNames())
        .contains(
            "/v1/events",
            "/v1/track",
            "/v1/identify",
            "/v1/batch",
            "/v1/t",
            "/v1/projects/{writeKey}/settings",
            "/mp/collect",
            "/com.snowplowanalytics.snowplow/tp2",
            "/api/feedback",
            "/events",
            "/v1/items",
            "/v1/items/{itemId}",
            "/v1/items/batch",
            "/v1/imports",
            "/v1/imports/{id}",
            "/v1/quality",
            "/v1/quarantine",
            "/v1/quarantine/{id}/replay");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String name = operation.getKey() + " " + path.getKey();
        assertThat(operation.getValue().path("summary").asString("")).as(name).isNotEmpty();
        assertThat(operation.getValue().path("description").asString("")).as(name).isNotEmpty();
        assertThat(operation.getValue().path("responses").has("401")).as(name).isTrue();
      }
    }
  }

  @Test
  void everyRefusalIsAProblemAndWhoNeedsAKeyIsToldSo() {
    JsonNode document = ingestion.get("/v3/api-docs/ingestion").body();

    assertThat(ApiDocumentRules.broken(document, Set.of("/v1/projects/"), Set.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/events",
        "/v1/track",
        "/v1/batch",
        "/mp/collect",
        "/com.snowplowanalytics.snowplow/tp2",
        "/api/feedback",
        "/events"
      })
  void everyDoorSaysWhyItRefusesAWholeCall(String path) {
    JsonNode responses =
        ingestion
            .get("/v3/api-docs/ingestion")
            .body()
            .path("paths")
            .path(path)
            .path("post")
            .path("responses");

    assertThat(responses.propertyNames()).contains("200", "400", "401", "408", "413", "415", "503");
    assertThat(responses.path("503").path("description").asString("")).contains("overloaded");
  }

  @Test
  void healthIsOpenAndMetricsNeedASecretKey() {
    ingestion.post("/v1/events", "{}");

    assertThat(
            ingestion
                .send(ingestion.requestWithoutKey("/actuator/health/readiness").GET())
                .body()
                .path("status")
                .asString())
        .isEqualTo("UP");
    assertThat(ingestion.send(ingestion.requestWithoutKey("/actuator/prometheus").GET()).status())
        .isEqualTo(401);
    assertThat(ingestion.get("/actuator/prometheus").status()).isEqualTo(200);
  }
}
