package io.storeloop.recommendation.model;

/** How many interactions no model has learnt from yet. */
@FunctionalInterface
public interface UntrainedInteractions {
  long count();
}
