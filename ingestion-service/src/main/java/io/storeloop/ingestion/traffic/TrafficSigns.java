package io.storeloop.ingestion.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one message says about who did it.
 *
 * @param userAgent of the shopper's browser; null where nobody said
 * @param flaggedAsTest whether the sender calls it a test
 * @param driven whether the page says that a program drives it
 * @param host of the page, in lower case; null where nobody said
 * @param ids under which the shopper goes: user id, anonymous id, e-mail address
 * @param perMinute messages of this shopper in the minute before it, itself included
 * @param withoutReferrerPerMinute those of them that say of a page that nothing led there
 */
record TrafficSigns(
    @Nullable String userAgent,
    boolean flaggedAsTest,
    boolean driven,
    @Nullable String host,
    List<String> ids,
    int perMinute,
    int withoutReferrerPerMinute) {
  TrafficSigns {
    ids = List.copyOf(ids);
    if (perMinute < 0 || withoutReferrerPerMinute < 0) {
      throw new IllegalArgumentException("a count of messages is not below 0");
    }
  }
}
