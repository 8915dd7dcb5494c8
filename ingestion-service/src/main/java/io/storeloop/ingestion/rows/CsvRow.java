package io.storeloop.ingestion.rows;

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
public record CsvRow(long number, Map<String, Integer> header, List<String> cells) implements Row {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String UNIT_SEPARATOR = "\u001f";

  public boolean isComplete() {
    return cells.size() == header.size();
  }

  /** The cell as it stands in the file; empty when the row is too short. */
  public String raw(String column) {
    Integer place = header.get(column);
    return place == null || place >= cells.size() ? "" : cells.get(place);
  }

  @Override
  public @Nullable String text(String column) {
    String text = raw(column).strip();
    return text.isEmpty() ? null : text;
  }

  @Override
  public boolean hasUndecodableText() {
    for (String cell : cells) {
      if (cell.indexOf('\ufffd') >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public UUID contentId() {
    return Uuids.ofText(String.join(UNIT_SEPARATOR, cells));
  }

  @Override
  public UUID lineId(String file) {
    return Uuids.ofText(
        file + UNIT_SEPARATOR + number + UNIT_SEPARATOR + String.join(UNIT_SEPARATOR, cells));
  }

  /** The row as a JSON object, or as a list when its cells do not fit the header. */
  @Override
  public String json() {
    if (!isComplete()) {
      return JSON.writeValueAsString(cells);
    }
    Map<String, String> byColumn = new LinkedHashMap<>();
    header.forEach((column, place) -> byColumn.put(column, cells.get(place)));
    return JSON.writeValueAsString(byColumn);
  }
}
