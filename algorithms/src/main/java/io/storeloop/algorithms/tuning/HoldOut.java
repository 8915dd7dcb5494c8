package io.storeloop.algorithms.tuning;

/** Which part of every history is kept back to judge settings by. */
public enum HoldOut {
  /** The last item: what a user did next. The choice wherever order means time. */
  LAST,
  /** One item picked at random. */
  RANDOM_ONE,
  /** A fifth of the items picked at random, at least one. */
  RANDOM_FIFTH
}
