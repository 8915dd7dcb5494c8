package io.storeloop.profile.training;

/** There is too little to learn from; the message says what is missing. */
public final class InsufficientEvidence extends Exception {
  private static final long serialVersionUID = 1L;

  public InsufficientEvidence(String detail) {
    super(detail);
  }
}
