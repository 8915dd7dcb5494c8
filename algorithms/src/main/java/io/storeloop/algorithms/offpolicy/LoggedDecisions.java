package io.storeloop.algorithms.offpolicy;

/**
 * What one way of choosing did and what came of it.
 *
 * @param contexts by decision, 0 to {@code contextCount} − 1: what was known when choosing, as far
 *     as a reward may depend on it
 * @param actions by decision, 0 to {@code actionCount} − 1
 * @param rewards by decision
 * @param propensities by decision, in (0, 1]: how likely the action that was taken was
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a log, compared by nobody
public record LoggedDecisions(
    int contextCount,
    int actionCount,
    int[] contexts,
    int[] actions,
    double[] rewards,
    double[] propensities) {

  /** Refuses columns of different length and what is outside the ranges above. */
  public LoggedDecisions {
    int rows = actions.length;
    if (contexts.length != rows || rewards.length != rows || propensities.length != rows) {
      throw new IllegalArgumentException(
          "all columns need %d rows, but had %d, %d and %d"
              .formatted(rows, contexts.length, rewards.length, propensities.length));
    }
    for (int row = 0; row < rows; row++) {
      boolean known =
          contexts[row] >= 0
              && contexts[row] < contextCount
              && actions[row] >= 0
              && actions[row] < actionCount;
      if (!known || !(propensities[row] > 0 && propensities[row] <= 1)) {
        throw new IllegalArgumentException(
            "decision %d needs a known context and action and a propensity above 0 up to 1, but had %d, %d and %s"
                .formatted(row, contexts[row], actions[row], propensities[row]));
      }
    }
  }

  public int size() {
    return actions.length;
  }
}
