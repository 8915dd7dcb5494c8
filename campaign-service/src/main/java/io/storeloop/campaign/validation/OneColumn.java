package io.storeloop.campaign.validation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an upload of one column: CSV with its name as header, or NDJSON with an object of that one
 * field a line. A mistake points at its line, counted from 1.
 *
 * @param name of the column or field
 * @param longest characters of a value
 */
public record OneColumn(String name, int longest) {
  /** The different values, in their order. */
  public Set<String> csv(String text, Mistakes mistakes) {
    List<String> lines = text.lines().toList();
    Set<String> values = new LinkedHashSet<>();
    if (lines.isEmpty() || !unquoted(lines.getFirst().strip()).equals(name)) {
      mistakes.add(
          "/1", "missing_header", "expected the header %s and one value a line".formatted(name));
      return values;
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      String pointer = "/" + (i + 1);
      if (!line.startsWith("\"") && line.contains(",")) {
        mistakes.add(
            pointer, "too_many_columns", "expected one column; a value with a comma is quoted");
      } else {
        values.add(mistakes.required(pointer, unquoted(line), longest));
      }
    }
    return values;
  }

  private static String unquoted(String cell) {
    boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
    return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
  }

  /** The different values, in their order. */
  public Set<String> ndjson(String text, JsonMapper json, Mistakes mistakes) {
    List<String> lines = text.lines().toList();
    Set<String> values = new LinkedHashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String pointer = "/" + (i + 1);
      try {
        JsonNode value = json.readTree(lines.get(i)).path(name);
        values.add(
            mistakes.required(
                pointer + "/" + name, value.isString() ? value.stringValue() : null, longest));
      } catch (JacksonException notJson) {
        mistakes.add(pointer, "malformed_json", "expected an object with the field " + name);
      }
    }
    return values;
  }
}
