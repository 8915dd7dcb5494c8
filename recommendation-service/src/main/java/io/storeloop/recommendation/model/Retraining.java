package io.storeloop.recommendation.model;

/** Has nothing that was learnt from an erased shopper stay. */
@FunctionalInterface
public interface Retraining {
  /**
   * Deletes the kept models, any of which may hold the shopper's sums, and has the one that answers
   * learnt again. A training that is running already may have read the history: another one follows
   * it.
   *
   * @return how many snapshots were deleted
   */
  long afterErasure();
}
