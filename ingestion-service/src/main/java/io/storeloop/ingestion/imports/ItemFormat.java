package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.ItemSource;
import io.storeloop.ingestion.catalogue.SentItem;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A feed of the catalogue, whose items replace those that are there. */
final class ItemFormat implements ImportFormat {
  private final String name;
  private final Feed feed;

  /** Opens a feed at its first record. */
  interface Feed {
    ItemSource open(InputStream plain, ImportOptions options) throws IOException;
  }

  ItemFormat(String name, Feed feed) {
    this.name = name;
    this.feed = feed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RowSource open(InputStream plain, ImportOptions options) throws IOException {
    ItemSource items = feed.open(plain, options);
    return new RowSource() {
      @Override
      public @Nullable PendingRow next() throws IOException {
        SentItem sent = items.next();
        return sent == null
            ? null
            : arrival -> new ImportedRow.OfItem(sent.judge(arrival.receivedAt()), sent::payload);
      }

      @Override
      public void close() throws IOException {
        items.close();
      }
    };
  }
}
