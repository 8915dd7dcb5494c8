package io.storeloop.profile.profile;

import io.storeloop.profile.trait.TraitStatement;
import io.storeloop.profile.trait.Traits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Traits and features as the JSON of their columns. */
final class ProfileJson {
  private static final TypeReference<LinkedHashMap<String, Object>> VALUES =
      new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, TraitStatement>> STATEMENTS =
      new TypeReference<>() {};

  private static final TypeReference<LinkedHashMap<String, Instant>> INSTANTS =
      new TypeReference<>() {};

  private final JsonMapper json;

  ProfileJson(JsonMapper json) {
    this.json = json;
  }

  String write(Map<String, ?> values) {
    return json.writeValueAsString(values);
  }

  Map<String, Object> values(String text) {
    return text.equals("{}") ? Map.of() : json.readValue(text, VALUES);
  }

  Map<String, Instant> instants(String text) {
    return text.equals("{}") ? Map.of() : json.readValue(text, INSTANTS);
  }

  Traits traits(String statements) {
    Traits traits = new Traits();
    if (!statements.equals("{}")) {
      json.readValue(statements, STATEMENTS).forEach(traits::say);
    }
    return traits;
  }
}
