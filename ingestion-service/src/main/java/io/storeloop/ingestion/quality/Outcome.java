package io.storeloop.ingestion.quality;

import java.util.Locale;

/** What became of a record; every record has exactly one outcome. */
public enum Outcome {
  ACCEPTED,
  /** Accepted after at least one named repair. */
  REPAIRED,
  /** Known already; nothing was changed. */
  DUPLICATE,
  /** Not stored as an event; kept in quarantine. */
  REJECTED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
