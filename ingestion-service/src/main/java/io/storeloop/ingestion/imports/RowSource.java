package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other, in bounded memory. Read by one thread. */
interface RowSource extends Closeable {
  /**
   * The next row; null after the last.
   *
   * @throws UnreadableFileException if the file makes no sense from here on
   */
  @Nullable PendingRow next() throws IOException;
}
