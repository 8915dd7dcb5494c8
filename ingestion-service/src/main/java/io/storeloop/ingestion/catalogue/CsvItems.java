package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.rows.CsvRow;
import io.storeloop.ingestion.rows.CsvRows;
import io.storeloop.ingestion.rows.UnreadableFileException;
import io.storeloop.ingestion.validation.PlainNumbers;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Items in a CSV file (RFC 4180) whose first line names its columns; an empty cell is absent. */
final class CsvItems implements ItemSource {
  private static final Set<String> YES = Set.of("true", "yes", "1");
  private static final Set<String> NO = Set.of("false", "no", "0");

  private final CsvRows rows;
  private final Map<String, String> columns;
  private final Map<String, String> constants;
  private final List<String> attributes;

  private CsvItems(
      CsvRows rows,
      Map<String, String> columns,
      Map<String, String> constants,
      List<String> attributes) {
    this.rows = rows;
    this.columns = columns;
    this.constants = constants;
    this.attributes = attributes;
  }

  /**
   * Reads the header.
   *
   * @throws UnreadableFileException {@code wrong_header} if a column that is needed is not there
   */
  static CsvItems open(InputStream feed, ItemMapping mapping) throws IOException {
    CsvRows rows = CsvRows.open(feed, mapping.separator());
    Set<String> header = rows.header().keySet();
    Map<String, String> columns = mapping.fieldColumns(header);
    List<String> attributes =
        mapping.attributes() == null
            ? header.stream()
                .filter(column -> !column.isEmpty() && !columns.containsValue(column))
                .toList()
            : mapping.attributes();
    Set<String> needed = new TreeSet<>(columns.values());
    needed.addAll(mapping.attributes() == null ? List.of() : attributes);
    if (!columns.containsKey("itemId")) {
      needed.add("itemId");
    }
    if (!header.containsAll(needed)) {
      throw new UnreadableFileException(
          "wrong_header",
          "the first line must name the columns %s; it names %s".formatted(needed, header));
    }
    return new CsvItems(rows, columns, mapping.fixed(), attributes);
  }

  @Override
  public @Nullable SentItem next() throws IOException {
    CsvRow row = rows.next();
    if (row == null) {
      return null;
    }
    return new SentItem() {
      @Override
      public JudgedItem judge(Instant receivedAt) {
        return CsvItems.this.judge(row);
      }

      @Override
      public String payload() {
        return row.json();
      }
    };
  }

  private JudgedItem judge(CsvRow row) {
    if (!row.isComplete()) {
      return new JudgedItem.Refused(
          null,
          Refusal.ofRecord(
              "wrong_column_count",
              "the row has %d columns, the header %d"
                  .formatted(row.cells().size(), row.header().size())));
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    constants.forEach((field, value) -> fields.put(field, typed(field, value)));
    columns.forEach((field, column) -> {
      String text = row.text(column);
      if (text != null) {
        fields.put(field, typed(field, text));
      }
    });
    Map<String, @Nullable Object> free = new LinkedHashMap<>();
    for (String column : attributes) {
      String text = row.text(column);
      if (text != null) {
        free.put(column, text);
      }
    }
    fields.put("attributes", free);
    return JudgedItem.ofFields(
        fields, row.hasUndecodableText() ? List.of("undecodable_text") : List.of());
  }

  /** A file has texts only; what is neither number nor yes or no stays a text, and is refused. */
  private static Object typed(String field, String text) {
    return switch (field) {
      case "price" -> PlainNumbers.parse(text).<Object>map(number -> number).orElse(text);
      case "inStock" -> {
        String answer = text.toLowerCase(Locale.ROOT);
        yield YES.contains(answer) || NO.contains(answer) ? (Object) YES.contains(answer) : text;
      }
      default -> text;
    };
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
