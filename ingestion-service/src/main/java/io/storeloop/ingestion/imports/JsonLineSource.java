package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.rows.JsonRow;
import io.storeloop.ingestion.rows.LineSlices;
import io.storeloop.ingestion.validation.Arrival;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The events in a file with a JSON object of somebody else on every line. */
final class JsonLineSource implements RowSource {
  private final RecordReader reader = new RecordReader();
  private final InputStream plain;
  private final LineSlices lines;
  private final TranslatedRows<JsonRow> translated;
  private long number;

  JsonLineSource(InputStream plain, RowTranslation<? super JsonRow> translation) {
    this.plain = plain;
    this.lines = new LineSlices(plain);
    this.translated = new TranslatedRows<>(translation);
  }

  @Override
  public @Nullable PendingRow next() throws IOException {
    Slice line = lines.next();
    if (line == null) {
      return null;
    }
    long row = ++number;
    return arrival -> judge(line, row, arrival);
  }

  private ImportedRow judge(Slice line, long row, Arrival arrival) {
    return switch (reader.read(line)) {
      case ReadRecord.Unreadable unreadable ->
          new ImportedRow.OfEvent(
              new Submission.Refused(null, unreadable.refusal(), line::text), null);
      case ReadRecord.Readable readable ->
          translated.judge(new JsonRow(row, readable.fields(), line.text()), arrival);
    };
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
