package io.storeloop.profile.uplift;

/** There is too little to learn from; the message says what is missing. */
final class InsufficientEvidence extends Exception {
  private static final long serialVersionUID = 1L;

  InsufficientEvidence(String detail) {
    super(detail);
  }
}
