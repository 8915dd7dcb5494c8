package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.imports.RowTranslation.Fields;
import io.storeloop.ingestion.imports.RowTranslation.Translated;
import io.storeloop.ingestion.imports.RowTranslation.Untranslatable;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.rows.CsvRow;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Tmall contest's log of 2014: what users did with brands, by day.
 *
 * <p>Equal rows are repeated actions of one day: the file and the line number are part of a row's
 * identity, so they stay, and a second import of the same file changes nothing. The brand is the
 * item; a row means one unit at an unknown price; a day begins at midnight UTC.
 */
final class TmallFormat implements ImportFormat {
  private static final String USER = "user_id";
  private static final String BRAND = "brand_id";
  private static final String TYPE = "type";
  private static final String DAY = "visit_datetime";

  private static final Map<String, String> TYPES =
      Map.of("0", "view", "1", "purchase", "2", "wishlist", "3", "add_to_cart");

  private static final Pattern MONTH_AND_DAY = Pattern.compile("([0-9]{1,2})-([0-9]{1,2})");

  @Override
  public String name() {
    return "tmall2014";
  }

  @Override
  public boolean tellsRowsByLine(ImportOptions options) {
    return true;
  }

  @Override
  public RowSource open(InputStream plain, ImportOptions options) throws IOException {
    int year = options.year();
    return CsvSource.open(
        plain, ',', Set.of(USER, BRAND, TYPE, DAY), (row, file) -> translate(row, year, file));
  }

  private static Translated translate(CsvRow row, int year, String file) {
    String messageId = "tmall2014:" + year + ":" + row.lineId(file);
    String type = TYPES.get(row.raw(TYPE).strip());
    if (type == null) {
      return new Untranslatable(
          messageId,
          Refusal.ofField(
              TYPE, "unknown_type", "type must be 0 to 3, not \"%s\"".formatted(row.raw(TYPE))));
    }
    String timestamp = midnight(row.raw(DAY).strip(), year);
    if (timestamp == null) {
      return new Untranslatable(
          messageId,
          Refusal.ofField(
              DAY,
              "invalid_timestamp",
              "visit_datetime must be month-day like 6-4, not \"%s\"".formatted(row.raw(DAY))));
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("messageId", messageId);
    fields.put("type", type);
    fields.put("userId", row.text(USER));
    fields.put("itemId", row.text(BRAND));
    fields.put("timestamp", timestamp);
    fields.put("quantity", 1);
    String brand = row.text(BRAND);
    return new Fields(fields, List.of(), brand == null ? null : item(brand));
  }

  private static Item item(String brand) {
    return new Item(brand, null, null, brand, null, null, true, Map.of());
  }

  private static @Nullable String midnight(String text, int year) {
    Matcher day = MONTH_AND_DAY.matcher(text);
    if (!day.matches()) {
      return null;
    }
    try {
      return LocalDate.of(year, Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)))
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant()
          .toString();
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }
}
