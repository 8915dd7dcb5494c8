package io.storeloop.ingestion.snowplow;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Data that name their schema: {@code iglu:vendor/name/jsonschema/1-0-0}.
 *
 * @param vendor empty if the schema is not spelled so
 * @param name the whole schema if it is not spelled so
 */
record SelfDescribing(String vendor, String name, @Nullable Object data) {
  private static final String ECOMMERCE = "com.snowplowanalytics.snowplow.ecommerce";

  /** The parts of {@code {"schema": …, "data": …}}; empty if it is no such object. */
  static Optional<SelfDescribing> of(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> map)
        || !(map.get("schema") instanceof String schema)
        || schema.isBlank()) {
      return Optional.empty();
    }
    String[] parts = schema.startsWith("iglu:") ? schema.substring(5).split("/") : new String[0];
    return Optional.of(
        parts.length == 4
            ? new SelfDescribing(parts[0], parts[1], map.get("data"))
            : new SelfDescribing("", schema, map.get("data")));
  }

  boolean isOfEcommerce() {
    return vendor.equals(ECOMMERCE);
  }

  /** The field of the data; null if there is none. */
  @Nullable Object get(String field) {
    return data instanceof Map<?, ?> map ? map.get(field) : null;
  }
}
