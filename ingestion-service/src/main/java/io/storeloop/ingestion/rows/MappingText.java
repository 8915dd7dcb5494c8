package io.storeloop.ingestion.rows;

import io.storeloop.common.edge.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a mapping of columns from the query parameter {@code mapping}. */
public final class MappingText {
  private MappingText() {}

  /**
   * The mapping in that JSON.
   *
   * @throws ProblemException 400 {@code invalid_mapping}
   */
  public static <T> T read(String text, Class<T> type, JsonMapper json) {
    try {
      T mapping = json.readValue(text, type);
      if (mapping == null) {
        throw invalid("mapping must be a JSON object, not null");
      }
      return mapping;
    } catch (JacksonException malformed) {
      Throwable cause = malformed.getCause();
      throw invalid(
          "mapping is no %s in JSON: %s"
              .formatted(
                  type.getSimpleName(),
                  cause instanceof IllegalArgumentException
                      ? cause.getMessage()
                      : malformed.getOriginalMessage()));
    }
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.invalid("?mapping", "invalid_mapping", detail);
  }
}
