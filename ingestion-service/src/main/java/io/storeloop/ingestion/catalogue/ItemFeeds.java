package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.rows.LineSlices;
import java.io.IOException;
import java.io.InputStream;

/** The feeds that can be read as a stream, so that their length does not matter. */
public final class ItemFeeds {
  private ItemFeeds() {}

  /** Our own items, one JSON object per line. */
  public static ItemSource lines(InputStream feed) {
    LineSlices lines = new LineSlices(feed);
    return new SlicedItems(lines::next, feed);
  }

  /** A CSV file with a header line, which has been read and checked when this returns. */
  public static ItemSource csv(InputStream feed, ItemMapping mapping) throws IOException {
    return CsvItems.open(feed, mapping);
  }

  /** A product feed for Google Merchant Center, RSS 2.0 or Atom; its root has been checked. */
  public static ItemSource googleMerchant(InputStream feed) throws IOException {
    return new MerchantItems(MerchantXml.open(feed));
  }
}
