package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.edge.ApiDocumentRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDocumentIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  @Test
  void everyRefusalIsAProblemExceptOfTheProtocolForFlagsAndWhoNeedsAKeyIsToldSo() {
    JsonNode document = service.get("/v3/api-docs/campaign").body();

    assertThat(ApiDocumentRules.broken(document, Set.of("/v1/unsubscribe/"), Set.of("/ofrep/")))
        .isEmpty();
  }

  @Test
  void theDocumentDescribesEveryOperationWithItsErrors() {
    JsonNode paths = service.get("/v3/api-docs/campaign").body().path("paths");

    List<String> bare = new ArrayList<>();
    int operations = 0;
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        operations++;
        if (operation.getValue().path("summary").asString("").isEmpty()
            || operation.getValue().path("description").asString("").isEmpty()
            || operation.getValue().path("responses").isEmpty()) {
          bare.add(operation.getKey() + " " + path.getKey());
        }
      }
    }
    assertThat(bare).isEmpty();
    assertThat(operations).isGreaterThanOrEqualTo(28);
    assertThat(paths.path("/v1/campaigns/{id}").path("put").path("responses").has("409")).isTrue();
  }
}
