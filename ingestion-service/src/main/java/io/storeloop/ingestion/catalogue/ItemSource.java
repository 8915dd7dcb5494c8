package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of a feed, one after the other, in bounded memory. Read by one thread. */
public interface ItemSource extends Closeable {
  /**
   * The next record; null after the last.
   *
   * @throws UnreadableFileException if the feed makes no sense from here on
   */
  @Nullable SentItem next() throws IOException;
}
