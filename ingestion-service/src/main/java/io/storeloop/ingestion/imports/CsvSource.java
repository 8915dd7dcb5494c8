package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.rows.CsvRow;
import io.storeloop.ingestion.rows.CsvRows;
import io.storeloop.ingestion.rows.UnreadableFileException;
import io.storeloop.ingestion.validation.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events in a CSV file whose first line names its columns. */
final class CsvSource implements RowSource {
  private final CsvRows rows;
  private final TranslatedRows<CsvRow> translated;

  private CsvSource(CsvRows rows, TranslatedRows<CsvRow> translated) {
    this.rows = rows;
    this.translated = translated;
  }

  /**
   * Reads the header.
   *
   * @param columnsNeeded the columns without which the file is another one
   * @throws UnreadableFileException {@code wrong_header} if one of them is missing
   */
  static CsvSource open(
      InputStream plain,
      char delimiter,
      Set<String> columnsNeeded,
      RowTranslation<? super CsvRow> translation)
      throws IOException {
    CsvRows rows = CsvRows.open(plain, delimiter);
    if (!rows.header().keySet().containsAll(columnsNeeded)) {
      throw new UnreadableFileException(
          "wrong_header",
          "the first line must name the columns %s; it names %s"
              .formatted(columnsNeeded, rows.header().keySet()));
    }
    return new CsvSource(rows, new TranslatedRows<>(translation));
  }

  @Override
  public @Nullable PendingRow next() throws IOException {
    CsvRow row = rows.next();
    return row == null ? null : arrival -> judge(row, arrival);
  }

  private ImportedRow judge(CsvRow row, Arrival arrival) {
    if (row.isComplete()) {
      return translated.judge(row, arrival);
    }
    Refusal refusal =
        Refusal.ofRecord(
            "wrong_column_count",
            "the row has %d columns, the header %d"
                .formatted(row.cells().size(), row.header().size()));
    return new ImportedRow.OfEvent(new Submission.Refused(null, refusal, row::json), null);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
