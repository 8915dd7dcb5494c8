package io.storeloop.algorithms.uplift;

/** Says of every user by how much the treatment changes the probability of the goal. */
@FunctionalInterface
public interface UpliftModel {
  /**
   * Expected uplift by user, in [-1, 1] for a model of probabilities.
   *
   * @param rows users × features, flat
   */
  double[] uplifts(float[] rows);
}
