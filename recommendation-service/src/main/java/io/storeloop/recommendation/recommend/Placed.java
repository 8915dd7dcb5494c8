package io.storeloop.recommendation.recommend;

import org.jspecify.annotations.Nullable;

/**
 * A candidate that has its place.
 *
 * @param why the rule, or the promotion, that put it there; null if its score did
 * @param propensity how probable it was that the item would be shown, in (0, 1]
 */
record Placed(Candidate candidate, @Nullable By why, double propensity) {
  /** Who placed it. */
  record By(Kind kind, String name) {}

  /** By what it was placed. */
  enum Kind {
    PIN,
    PROMOTION,
    EXPLORATION
  }

  static Placed byScore(Candidate candidate) {
    return new Placed(candidate, null, 1);
  }
}
