package io.storeloop.ingestion.quarantine;

/** Tries a record again in the way its door would. */
public interface Replayer {
  /** Whether records from that door are written as this replayer reads them. */
  boolean reads(String source);

  /**
   * Judges the payload and, if it is sound, stores it and marks the record as replayed, in one
   * transaction. If it is refused again, nothing changes. It is judged as of the time when it first
   * came.
   *
   * @throws ReplayedAlreadyException if another replay of the record was first; nothing changes
   */
  ReplayVerdict replay(QuarantinedRecord quarantined, String payload);
}
