package io.storeloop.ingestion.imports;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.catalogue.ItemMapping;
import io.storeloop.ingestion.rows.MappingText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How a sender wants a file to be read. */
record RequestedImport(ImportFormat format, ImportOptions options) {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2100;

  /**
   * Understands the parameters of a call.
   *
   * @throws ProblemException 400 {@code unknown_format}, {@code invalid_year}, {@code
   *     invalid_mapping}
   */
  static RequestedImport of(
      String format, @Nullable Integer year, @Nullable String mapping, JsonMapper json) {
    ImportFormat known = ImportFormats.named(format);
    boolean mapped = known.name().equals(ImportFormats.MAPPED);
    boolean itemsCsv = known.name().equals(ImportFormats.ITEMS_CSV);
    if (mapping == null ? mapped : !mapped && !itemsCsv) {
      throw ProblemException.invalid(
          "?mapping",
          "invalid_mapping",
          "mapping belongs to format mapped, which needs it, and to items-csv");
    }
    return new RequestedImport(
        known,
        new ImportOptions(
            year(year),
            mapped ? MappingText.read(String.valueOf(mapping), ColumnMapping.class, json) : null,
            itemsCsv && mapping != null ? ItemMapping.parse(mapping, json) : null));
  }

  private static int year(@Nullable Integer year) {
    int known = year == null ? ImportOptions.TMALL_YEAR : year;
    if (known < FIRST_YEAR || known > LAST_YEAR) {
      throw ProblemException.invalid(
          "?year",
          "invalid_year",
          "year must be %d to %d, not %d".formatted(FIRST_YEAR, LAST_YEAR, known));
    }
    return known;
  }
}
