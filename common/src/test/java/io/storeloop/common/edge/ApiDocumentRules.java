package io.storeloop.common.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What holds for the API document of every service. */
public final class ApiDocumentRules {
  private static final String PROBLEM = "application/problem+json";

  private ApiDocumentRules() {}

  /**
   * Every response of an API document that breaks a rule, as {@code method path code: what}.
   *
   * @param open beginnings of paths that need no key
   * @param foreign beginnings of paths whose errors another protocol has laid down
   */
  public static List<String> broken(JsonNode document, Set<String> open, Set<String> foreign) {
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String name = operation.getKey() + " " + path.getKey() + " ";
        JsonNode responses = operation.getValue().path("responses");
        if (open.stream().noneMatch(path.getKey()::startsWith)) {
          for (String code : List.of("401", "403")) {
            if (!responses.has(code)) {
              broken.add(name + code + ": is missing");
            }
          }
        }
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
          JsonNode content = response.getValue().path("content");
          if (content.has("*/*")) {
            broken.add(name + response.getKey() + ": a media type that says nothing");
          }
          if (response.getKey().compareTo("400") >= 0
              && foreign.stream().noneMatch(path.getKey()::startsWith)
              && !isProblem(content)) {
            broken.add(name + response.getKey() + ": is no problem, but " + content);
          }
        }
      }
    }
    return broken;
  }

  private static boolean isProblem(JsonNode content) {
    return content.size() == 1
        && content
            .path(PROBLEM)
            .path("schema")
            .path("$ref")
            .asString("")
            .equals("#/components/schemas/Problem");
  }
}
