package io.storeloop.algorithms.session;

import java.time.Duration;

/**
 * How much {@link SessionSearch} may spend.
 *
 * @param validationShare share of the sessions, the latest, that settings are judged on; above 0,
 *     at most ½
 * @param cutoff length of the lists that are judged, 1 or more
 * @param maxQuestions most steps of these sessions that are asked, 1 or more
 * @param maxWork most sessions and items looked at for one setting, 1 or more; where answers are
 *     dear fewer questions are asked
 * @param budget time after which no further setting is tried; below it the result does not depend
 *     on the time
 * @param threads 1 or more
 */
public record SessionSearchLimits(
    double validationShare,
    int cutoff,
    int maxQuestions,
    long maxWork,
    Duration budget,
    int threads) {

  /** Refuses values outside the ranges above with an {@link IllegalArgumentException}. */
  public SessionSearchLimits {
    if (!(validationShare > 0 && validationShare <= 0.5)) {
      throw new IllegalArgumentException(
          "validationShare must be above 0 and at most 0.5, but was " + validationShare);
    }
    if (cutoff < 1 || maxQuestions < 1 || maxWork < 1 || threads < 1 || budget.isNegative()) {
      throw new IllegalArgumentException(
          "cutoff, maxQuestions, maxWork and threads must be 1 or more and budget not negative, but were %d, %d, %d, %d and %s"
              .formatted(cutoff, maxQuestions, maxWork, threads, budget));
    }
  }

  /** A fifteenth of the sessions, lists of 20, some minutes. */
  public static SessionSearchLimits standard(Duration budget, int threads) {
    return new SessionSearchLimits(1.0 / 15, 20, 10_000, 200_000_000, budget, threads);
  }
}
