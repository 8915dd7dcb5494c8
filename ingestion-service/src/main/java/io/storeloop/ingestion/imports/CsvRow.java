package io.storeloop.ingestion.imports;

import io.storeloop.common.ids.Uuids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of a CSV file.
 *
 * @param number from 1, without the header
 * @param header column to its place
 */
record CsvRow(long number, Map<String, Integer> header, List<String> cells) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String UNIT_SEPARATOR = "\u001f";

  boolean isComplete() {
    return cells.size() == header.size();
  }

  /** The cell as it stands in the file; empty when the row is too short. */
  String raw(String column) {
    Integer place = header.get(column);
    return place == null || place >= cells.size() ? "" : cells.get(place);
  }

  /** The cell without white space around it; null when there is nothing in it. */
  @Nullable String text(String column) {
    String text = raw(column).strip();
    return text.isEmpty() ? null : text;
  }

  /** Whether bytes of it were no UTF-8 and have become U+FFFD. */
  boolean hasUndecodableText() {
    return cells.stream().anyMatch(cell -> cell.indexOf('\ufffd') >= 0);
  }

  /** The same for rows of equal content, in whichever file and line. */
  UUID contentId() {
    return Uuids.ofText(String.join(UNIT_SEPARATOR, cells));
  }

  /** Different for every line of a file, the same when the file is read again. */
  UUID lineId() {
    return Uuids.ofText(number + UNIT_SEPARATOR + String.join(UNIT_SEPARATOR, cells));
  }

  /** The row as a JSON object, or as a list when its cells do not fit the header. */
  String json() {
    if (!isComplete()) {
      return JSON.writeValueAsString(cells);
    }
    Map<String, String> byColumn = new LinkedHashMap<>();
    header.forEach((column, place) -> byColumn.put(column, cells.get(place)));
    return JSON.writeValueAsString(byColumn);
  }
}
