package io.storeloop.ingestion.quarantine;

/** The record has become an event already, perhaps by a replay at the same time. */
public final class ReplayedAlreadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReplayedAlreadyException() {
    super("the record has become an event already");
  }
}
