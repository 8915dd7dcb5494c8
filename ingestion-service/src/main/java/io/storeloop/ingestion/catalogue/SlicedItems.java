package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Items in our own words, each a JSON object. */
final class SlicedItems implements ItemSource {
  private final RecordReader reader = new RecordReader();
  private final Slices slices;
  private final Closeable origin;

  /** Gives one slice after the other; null after the last. */
  interface Slices {
    @Nullable Slice next() throws IOException;
  }

  SlicedItems(Slices slices, Closeable origin) {
    this.slices = slices;
    this.origin = origin;
  }

  @Override
  public @Nullable SentItem next() throws IOException {
    Slice slice = slices.next();
    if (slice == null) {
      return null;
    }
    return new SentItem() {
      @Override
      public JudgedItem judge(Instant receivedAt) {
        return JudgedItem.read(reader, slice);
      }

      @Override
      public String payload() {
        return slice.text();
      }
    };
  }

  @Override
  public void close() throws IOException {
    origin.close();
  }
}
