package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.intake.JudgedRecords;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.validation.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A CSV file whose first line names its columns. */
abstract class CsvFormat implements ImportFormat {
  private final JudgedRecords records = new JudgedRecords();

  /** What a row says in our words. */
  sealed interface Translated permits Fields, Untranslatable {}

  /**
   * An event's canonical fields.
   *
   * @param repairs rules that the translation has applied
   */
  record Fields(Map<String, @Nullable Object> canonical, List<String> repairs, @Nullable Item item)
      implements Translated {}

  /** A row that is no event. */
  record Untranslatable(String messageId, Refusal refusal) implements Translated {}

  /** The columns without which the file is another one. */
  abstract Set<String> columnsNeeded(ImportOptions options);

  /** Says in our words what a complete row says. */
  abstract Translated translate(CsvRow row, ImportOptions options);

  char delimiter(ImportOptions options) {
    return ',';
  }

  @Override
  public RowSource open(InputStream plain, ImportOptions options) throws IOException {
    CsvRows rows = CsvRows.open(plain, delimiter(options));
    Set<String> needed = columnsNeeded(options);
    if (!rows.header().keySet().containsAll(needed)) {
      throw new UnreadableFileException(
          "wrong_header",
          "the first line must name the columns %s; it names %s"
              .formatted(needed, rows.header().keySet()));
    }
    return new RowSource() {
      @Override
      public @Nullable PendingRow next() throws IOException {
        CsvRow row = rows.next();
        return row == null ? null : arrival -> judge(row, options, arrival);
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }

  private ImportedRow judge(CsvRow row, ImportOptions options, Arrival arrival) {
    if (!row.isComplete()) {
      Refusal refusal =
          Refusal.ofRecord(
              "wrong_column_count",
              "the row has %d columns, the header %d"
                  .formatted(row.cells().size(), row.header().size()));
      return new ImportedRow(new Submission.Refused(null, refusal, row::json), null);
    }
    return switch (translate(row, options)) {
      case Untranslatable none ->
          new ImportedRow(
              new Submission.Refused(none.messageId(), none.refusal(), row::json), null);
      case Fields fields ->
          new ImportedRow(
              records.submission(fields.canonical(), arrival, repairs(row, fields), row::json),
              fields.item());
    };
  }

  private static List<String> repairs(CsvRow row, Fields fields) {
    if (!row.hasUndecodableText()) {
      return fields.repairs();
    }
    List<String> repairs = new ArrayList<>(fields.repairs());
    repairs.add("undecodable_text");
    return repairs;
  }
}
