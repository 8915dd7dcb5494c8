package io.storeloop.algorithms.uplift;

/**
 * Says of every user by how much the treatment changes the probability of the goal, or its worth.
 */
@FunctionalInterface
public interface UpliftModel {
  /**
   * Expected uplift by user; in [-1, 1] for a model of probabilities where a goal is worth 1.
   *
   * @param rows users × features, flat
   */
  double[] uplifts(float[] rows);
}
