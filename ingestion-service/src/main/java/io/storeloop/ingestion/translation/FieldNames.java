package io.storeloop.ingestion.translation;

import java.util.List;
import java.util.Map;

/**
 * How a tracker spells what we know.
 *
 * @param fields canonical field, and the names under which it is sent, best first
 * @param renamed names of free properties that mean the same as another tracker's, and how we write
 *     them
 */
public record FieldNames(Map<String, List<String>> fields, Map<String, String> renamed) {
  /** Knows nothing: everything stays a property under its own name. */
  public static final FieldNames NONE = new FieldNames(Map.of(), Map.of());

  public FieldNames {
    fields = Map.copyOf(fields);
    renamed = Map.copyOf(renamed);
  }
}
