package io.storeloop.ingestion.imports;

import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.imports.ColumnMapping.Identity;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.rows.Row;
import io.storeloop.ingestion.validation.PlainNumbers;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads rows as a mapping says. Thread-safe. */
final class MappedTranslation implements RowTranslation<Row> {
  private static final Set<String> NUMBERS =
      Set.of("quantity", "price", "rating", "position", "durationMillis");

  private final Map<String, String> columns;
  private final Map<String, String> types;
  private final Map<String, Object> constants = new LinkedHashMap<>();
  private final List<String> properties;
  private final boolean toldByLine;
  private final @Nullable String pattern;
  private final @Nullable DateTimeFormatter times;
  private final ZoneId zone;

  /** The same cells read in another way are another event. */
  private final String meaning;

  MappedTranslation(ColumnMapping mapping) {
    this.columns = mapping.columns();
    this.types = orEmpty(mapping.types());
    orEmpty(mapping.constants())
        .forEach((field, value) -> constants.put(field, typed(field, value)));
    this.properties = Objects.requireNonNullElse(mapping.properties(), List.of());
    this.toldByLine = mapping.identity() == Identity.line;
    this.pattern = mapping.timestampFormat();
    this.times = pattern == null ? null : DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    this.zone = ZoneId.of(Objects.requireNonNullElse(mapping.zone(), "UTC"));
    this.meaning =
        Uuids.ofText(
                new TreeMap<>(columns)
                    + "|"
                    + new TreeMap<>(orEmpty(mapping.constants()))
                    + "|"
                    + new TreeMap<>(types))
            .toString();
  }

  @Override
  public Translated translate(Row row, String file) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(constants);
    columns.forEach((field, column) -> {
      String text = row.text(column);
      if (text != null) {
        fields.put(field, typed(field, text));
      }
    });
    if (fields.get("messageId") == null) {
      fields.put(
          "messageId",
          "mapped:" + (toldByLine ? row.lineId(file) : row.contentId()) + ":" + meaning);
    }
    if (fields.get("type") instanceof String type) {
      fields.put("type", types.getOrDefault(type, type));
    }
    putProperties(row, fields);
    if (times != null && fields.get("timestamp") instanceof String local) {
      String instant = instant(local, times);
      if (instant == null) {
        return new Untranslatable(
            String.valueOf(fields.get("messageId")),
            Refusal.ofField(
                "timestamp",
                "invalid_timestamp",
                "the time \"%s\" is not of the form %s".formatted(local, pattern)));
      }
      fields.put("timestamp", instant);
    }
    return new Fields(fields, List.of(), null);
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  private void putProperties(Row row, Map<String, @Nullable Object> fields) {
    if (properties.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (String column : properties) {
      String text = row.text(column);
      if (text != null) {
        named.put(column, text);
      }
    }
    fields.put("properties", named);
  }

  /** A file has texts only; what is no number stays a text, and the rules refuse it by name. */
  private static Object typed(String field, String text) {
    return NUMBERS.contains(field)
        ? PlainNumbers.parse(text).<Object>map(BigDecimal.class::cast).orElse(text)
        : text;
  }

  private @Nullable String instant(String text, DateTimeFormatter formatter) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time)
          .atZone(zone)
          .toInstant()
          .toString();
    } catch (DateTimeException notSuchATime) {
      return null;
    }
  }
}
