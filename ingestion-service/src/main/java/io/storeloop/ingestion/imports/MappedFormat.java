package io.storeloop.ingestion.imports;

import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.quality.Refusal;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Any CSV file, by a mapping of its columns that comes with it. */
final class MappedFormat extends CsvFormat {
  private static final Set<String> NUMBERS =
      Set.of("quantity", "price", "rating", "position", "durationMillis");

  @Override
  public String name() {
    return "mapped";
  }

  private static ColumnMapping mapping(ImportOptions options) {
    return Objects.requireNonNull(options.mapping(), "format mapped has a mapping");
  }

  @Override
  Set<String> columnsNeeded(ImportOptions options) {
    return mapping(options).columnsNeeded();
  }

  @Override
  char delimiter(ImportOptions options) {
    return Objects.requireNonNull(mapping(options).delimiter()).charAt(0);
  }

  /** The same cells read in another way are another event. */
  private static UUID meaning(ColumnMapping mapping) {
    return Uuids.ofText(
        new TreeMap<>(mapping.columns())
            + "|"
            + new TreeMap<>(constants(mapping))
            + "|"
            + new TreeMap<>(orEmpty(mapping.types())));
  }

  @Override
  Translated translate(CsvRow row, ImportOptions options) {
    ColumnMapping mapping = mapping(options);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put(
        "messageId",
        "mapped:"
            + (mapping.identity() == ColumnMapping.Identity.line ? row.lineId() : row.contentId())
            + ":"
            + meaning(mapping));
    constants(mapping).forEach((field, value) -> fields.put(field, typed(field, value)));
    mapping
        .columns()
        .forEach((field, column) -> {
          String text = row.text(column);
          if (text != null) {
            fields.put(field, typed(field, text));
          }
        });
    if (fields.get("type") instanceof String type) {
      fields.put("type", orEmpty(mapping.types()).getOrDefault(type, type));
    }
    putProperties(row, mapping, fields);
    String messageId = String.valueOf(fields.get("messageId"));
    String pattern = mapping.timestampFormat();
    if (pattern != null && fields.get("timestamp") instanceof String local) {
      String instant = instant(local, pattern, String.valueOf(mapping.zone()));
      if (instant == null) {
        return new Untranslatable(
            messageId,
            Refusal.ofField(
                "timestamp",
                "invalid_timestamp",
                "the time \"%s\" is not of the form %s".formatted(local, pattern)));
      }
      fields.put("timestamp", instant);
    }
    return new Fields(fields, List.of(), null);
  }

  private static Map<String, String> constants(ColumnMapping mapping) {
    return orEmpty(mapping.constants());
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  private static void putProperties(
      CsvRow row, ColumnMapping mapping, Map<String, @Nullable Object> fields) {
    List<String> columns = mapping.properties();
    if (columns == null || columns.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    for (String column : columns) {
      String text = row.text(column);
      if (text != null) {
        properties.put(column, text);
      }
    }
    fields.put("properties", properties);
  }

  /** A file has texts only; what is no number stays a text, and the rules refuse it by name. */
  private static Object typed(String field, String text) {
    return NUMBERS.contains(field)
        ? PlainNumbers.parse(text).<Object>map(BigDecimal.class::cast).orElse(text)
        : text;
  }

  private static @Nullable String instant(String text, String pattern, String zone) {
    try {
      TemporalAccessor parsed = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).parse(text);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time)
          .atZone(ZoneId.of(zone))
          .toInstant()
          .toString();
    } catch (DateTimeException notSuchATime) {
      return null;
    }
  }
}
