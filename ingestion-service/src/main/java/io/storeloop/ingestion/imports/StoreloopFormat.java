package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.JudgedRecords;
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

  @Override
  public RowSource open(InputStream plain, ImportOptions options) {
    LineSlices lines = new LineSlices(plain);
    return new RowSource() {
      @Override
      public @Nullable PendingRow next() throws IOException {
        Slice line = lines.next();
        return line == null
            ? null
            : arrival -> new ImportedRow(records.submission(line, arrival), null);
      }

      @Override
      public void close() throws IOException {
        plain.close();
      }
    };
  }
}
