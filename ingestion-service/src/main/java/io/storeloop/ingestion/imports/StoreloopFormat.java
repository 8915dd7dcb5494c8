package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.JudgedRecords;
import io.storeloop.ingestion.rows.LineSlices;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Our own canonical events, one JSON object per line. */
final class StoreloopFormat implements ImportFormat {
  private final JudgedRecords records = new JudgedRecords();

  @Override
  public String name() {
    return "storeloop";
  }

  /** An event without {@code messageId} and {@code timestamp} has nothing but its line. */
  @Override
  public boolean tellsRowsByLine(ImportOptions options) {
    return true;
  }

  @Override
  public RowSource open(InputStream plain, ImportOptions options) {
    LineSlices lines = new LineSlices(plain);
    return new RowSource() {
      @Override
      public @Nullable PendingRow next() throws IOException {
        Slice line = lines.next();
        return line == null
            ? null
            : arrival -> new ImportedRow.OfEvent(records.submission(line, arrival), null);
      }

      @Override
      public void close() throws IOException {
        plain.close();
      }
    };
  }
}
