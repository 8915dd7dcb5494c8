package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.recommendation.interaction.InterestSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a model hears a history; decides nothing about what is learnt, so that it may be tried
 * without learning anew.
 *
 * @param kernelWeight of the whole history beside the sessions like the present one
 * @param recency how the history fades, item by item, where one form of the kernel answers
 * @param interest what each behaviour says; null for the settings file
 */
record Weighing(double kernelWeight, Recency recency, @Nullable InterestSettings interest) {
  /** Everything counts as the settings file says. */
  static final Weighing PLAIN = new Weighing(1, Recency.NONE, null);
}
