package io.storeloop.ingestion.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a CSV file, or the dotted paths of a JSON line, become fields of our events.
 *
 * @param columns field of the event to column of the file
 * @param constants fields with the same value in every row
 * @param types value in the type column to one of our types; a value not listed is taken as it is
 * @param properties columns that become properties under their own names
 * @param timestampFormat pattern of {@link DateTimeFormatter}; RFC 3339 when absent
 * @param zone in which such times are meant; UTC when absent
 * @param delimiter one character; a comma when absent
 * @param identity what makes a row without a messageId column unique: {@code content} (equal rows
 *     are one event) or {@code line} (equal rows are repeated actions)
 * @param layout {@code csv}, or {@code ndjson} with one JSON object per line
 */
@Schema(name = "ColumnMapping")
record ColumnMapping(
    Map<String, String> columns,
    @Nullable Map<String, String> constants,
    @Nullable Map<String, String> types,
    @Nullable List<String> properties,
    @Nullable String timestampFormat,
    @Nullable String zone,
    @Nullable String delimiter,
    @Nullable Identity identity,
    @Nullable Layout layout) {
  /** How the file's rows are written. */
  @Schema(name = "RowLayout")
  enum Layout {
    csv,
    ndjson
  }

  /** What makes a row unique. */
  @Schema(name = "RowIdentity")
  enum Identity {
    content,
    line
  }

  ColumnMapping {
    if (columns == null || columns.isEmpty()) {
      throw new IllegalArgumentException("columns must name at least one field");
    }
    if (columns.containsValue(null)) {
      throw new IllegalArgumentException("columns must name a column for every field");
    }
    constants = constants == null ? Map.of() : Map.copyOf(constants);
    types = types == null ? Map.of() : Map.copyOf(types);
    properties = properties == null ? List.of() : List.copyOf(properties);
    zone = zone == null ? "UTC" : zone;
    delimiter = delimiter == null ? "," : delimiter;
    identity = identity == null ? Identity.content : identity;
    layout = layout == null ? Layout.csv : layout;
    if (delimiter.length() != 1) {
      throw new IllegalArgumentException("delimiter must be one character");
    }
    if ("\"\r\n".contains(delimiter)) {
      throw new IllegalArgumentException("delimiter must not be a quote or a line break");
    }
    try {
      var _ = ZoneId.of(zone);
      if (timestampFormat != null) {
        var _ = DateTimeFormatter.ofPattern(timestampFormat);
      }
    } catch (DateTimeException | IllegalArgumentException unknown) {
      throw new IllegalArgumentException("zone or timestampFormat is unknown", unknown);
    }
  }

  char separator() {
    return delimiter == null ? ',' : delimiter.charAt(0);
  }

  /** All columns that the file must have. */
  Set<String> columnsNeeded() {
    Set<String> needed = new LinkedHashSet<>(columns.values());
    if (properties != null) {
      needed.addAll(properties);
    }
    return needed;
  }
}
