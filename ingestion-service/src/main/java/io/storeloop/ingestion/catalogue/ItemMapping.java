package io.storeloop.ingestion.catalogue;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.rows.MappingText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the columns of a CSV file become fields of our items.
 *
 * @param columns field of the item to column of the file; absent: columns called like our fields
 * @param constants fields with the same value in every row
 * @param attributes columns that become attributes under their own names; absent: all that are left
 * @param delimiter one character; a comma when absent
 */
@Schema(name = "ItemMapping")
public record ItemMapping(
    @Nullable Map<String, String> columns,
    @Nullable Map<String, String> constants,
    @Nullable List<String> attributes,
    @Nullable String delimiter) {
  static final Set<String> FIELDS =
      Set.of("itemId", "name", "category", "brand", "price", "currency", "inStock");

  /** Columns called like our fields; every other one is an attribute. */
  public static final ItemMapping OWN_NAMES = new ItemMapping(null, null, null, null);

  public ItemMapping {
    columns = columns == null ? Map.of() : Map.copyOf(columns);
    constants = constants == null ? Map.of() : Map.copyOf(constants);
    attributes = attributes == null ? null : List.copyOf(attributes);
    delimiter = delimiter == null ? "," : delimiter;
    if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
      throw new IllegalArgumentException(
          "delimiter must be one character, no quote and no line break");
    }
    requireFields(columns.keySet());
    requireFields(constants.keySet());
    if (!columns.isEmpty() && !columns.containsKey("itemId")) {
      throw new IllegalArgumentException("columns must name the column of itemId");
    }
  }

  /**
   * Reads a mapping as it is sent.
   *
   * @throws ProblemException 400 {@code invalid_mapping}
   */
  public static ItemMapping parse(String text, JsonMapper json) {
    return MappingText.read(text, ItemMapping.class, json);
  }

  private static void requireFields(Set<String> names) {
    for (String name : names) {
      if (!FIELDS.contains(name)) {
        throw new IllegalArgumentException(
            "an item has no field %s, only %s".formatted(name, new TreeSet<>(FIELDS)));
      }
    }
  }

  char separator() {
    return delimiter == null ? ',' : delimiter.charAt(0);
  }

  Map<String, String> fixed() {
    return constants == null ? Map.of() : constants;
  }

  /** Field to column, for a file with these columns. */
  Map<String, String> fieldColumns(Set<String> header) {
    if (columns != null && !columns.isEmpty()) {
      return columns;
    }
    Map<String, String> own = new LinkedHashMap<>();
    header.stream().filter(FIELDS::contains).forEach(column -> own.put(column, column));
    return own;
  }
}
