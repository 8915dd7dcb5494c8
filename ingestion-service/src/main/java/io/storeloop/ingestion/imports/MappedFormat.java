package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.imports.ColumnMapping.Identity;
import io.storeloop.ingestion.imports.ColumnMapping.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Any CSV or NDJSON file, by a mapping of its columns or paths that comes with it. */
final class MappedFormat implements ImportFormat {
  @Override
  public String name() {
    return ImportFormats.MAPPED;
  }

  private static ColumnMapping mapping(ImportOptions options) {
    return Objects.requireNonNull(options.mapping(), "format mapped has a mapping");
  }

  @Override
  public boolean tellsRowsByLine(ImportOptions options) {
    return mapping(options).identity() == Identity.line;
  }

  @Override
  public RowSource open(InputStream plain, ImportOptions options) throws IOException {
    ColumnMapping mapping = mapping(options);
    MappedTranslation translation = new MappedTranslation(mapping);
    return mapping.layout() == Layout.ndjson
        ? new JsonLineSource(plain, translation)
        : CsvSource.open(plain, mapping.separator(), mapping.columnsNeeded(), translation);
  }
}
