package io.storeloop.profile.grouping;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a training.
 *
 * @param k how many groups; null lets the training choose from {@code leastK} to {@code mostK}
 * @param seed the same seed over the same rows gives the same groups
 */
public record GroupPlan(
    Algorithm algorithm, @Nullable Integer k, int leastK, int mostK, long seed) {
  /** A group of fewer rows says nothing. */
  public static final int FEWEST_ROWS_PER_GROUP = 10;

  /**
   * Refuses what cannot be searched for.
   *
   * @throws IllegalArgumentException if there are fewer than two groups, or a number of groups is
   *     asked of an algorithm that finds it itself
   */
  public GroupPlan {
    if (leastK < 2 || mostK < leastK || (k != null && k < 2)) {
      throw new IllegalArgumentException(
          "two groups are the least, but %s of %d to %d were asked for"
              .formatted(k, leastK, mostK));
    }
    if (k != null && !algorithm.takesCount()) {
      throw new IllegalArgumentException(algorithm.label() + " finds the number of groups itself");
    }
  }
}
