package io.storeloop.algorithms.lifetime;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How customers buy until they leave, with the parameters of one shop: each buys at a rate of the
 * own, drawn from Gamma(r, alpha), and leaves unnoticed; how is the family's. Times are in the unit
 * of the histories, horizons above 0. Immutable; all answers may be asked from several threads.
 */
public sealed interface PurchaseProcess permits BetaGeometricNbd, ParetoNbd {
  PurchaseFamily family();

  /** By the names of the papers, in their order. */
  Map<String, Double> parameters();

  /** ln of the density of a history; finite. */
  double logLikelihood(PurchaseHistory history);

  /**
   * P(alive): not yet left, in [0, 1]. Not a measure of who will buy: who bought once may be alive
   * for sure, and hardly ever buy again.
   */
  double aliveProbability(PurchaseHistory history);

  /** E[Y(t)]: the expected number of purchases until the horizon, 0 or more. */
  double expectedPurchases(PurchaseHistory history, double horizon);

  /** The probability of at least one purchase until the horizon, in [0, 1]. */
  double purchaseProbability(PurchaseHistory history, double horizon);

  /** P(Y(t) = n) for n from 0 to {@code most}; the rest to 1 is for more. O(most). */
  double[] countProbabilities(PurchaseHistory history, double horizon, int most);

  /**
   * Draws one possible future.
   *
   * @param times receives the times of purchases, from now, ascending, as many as it holds
   * @return number of purchases until the horizon, at most the length of {@code times}
   */
  int draw(PurchaseHistory history, double horizon, RandomGenerator random, double[] times);
}
