package io.storeloop.ingestion.rows;

import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines. Of a line longer than a record may be only the beginning is kept, just
 * long enough to be refused for its length.
 */
public final class LineSlices {
  private static final int KEPT = RecordReader.MAX_BYTES + 1;
  private static final int BUFFER = 1 << 16;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;

  public LineSlices(InputStream stream) {
    this.stream = stream;
  }

  /** The next line that holds anything, without white space around it; null after the last. */
  public @Nullable Slice next() throws IOException {
    while (true) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      boolean more = readLine(line);
      Slice slice = Slice.of(line.toByteArray());
      if (!slice.isEmpty()) {
        return slice;
      }
      if (!more) {
        return null;
      }
    }
  }

  /** Whether the line was ended by a line feed rather than by the file. */
  private boolean readLine(ByteArrayOutputStream line) throws IOException {
    while (true) {
      if (at == filled) {
        at = 0;
        filled = Math.max(0, stream.read(buffer, 0, BUFFER));
        if (filled == 0) {
          return false;
        }
      }
      int start = at;
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, start, Math.clamp(KEPT - line.size(), 0, at - start));
      if (at < filled) {
        at++;
        return true;
      }
    }
  }
}
