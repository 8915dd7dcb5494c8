package io.storeloop.ingestion.quality;

/**
 * Something worth counting about a record that was stored, besides its outcome.
 *
 * @param code which of the measure's kinds it is
 */
public record Mark(Measure measure, String code) {
  /** What marks are counted under. */
  public enum Measure {
    /** How long ago it happened. */
    LATE,
    /** Who did it, when it was no shopper. */
    TRAFFIC
  }
}
