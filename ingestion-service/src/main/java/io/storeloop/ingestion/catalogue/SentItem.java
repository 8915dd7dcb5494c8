package io.storeloop.ingestion.catalogue;

import java.time.Instant;

/** A record that has been cut out of a feed and not yet been judged. */
public interface SentItem {
  /**
   * Says what the record means.
   *
   * @param receivedAt decides which of two prices counts where a feed dates its sales
   */
  JudgedItem judge(Instant receivedAt);

  /** The record as it was sent, for the quarantine. */
  String payload();
}
