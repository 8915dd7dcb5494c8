package io.storeloop.recommendation.model;

/** Has the model learnt again because somebody's history is gone. */
@FunctionalInterface
public interface Retraining {
  /** A training that is running already may have read the history: another one follows it. */
  void afterErasure();
}
