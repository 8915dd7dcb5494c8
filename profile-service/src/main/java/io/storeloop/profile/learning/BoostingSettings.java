package io.storeloop.profile.learning;

/**
 * How trees are boosted.
 *
 * @param trees how many
 * @param leaves of each at most
 * @param leafRows of each leaf at least
 * @param shrinkage of each tree, in (0, 1]
 * @param subsample share of the rows each tree sees, in (0, 1]
 */
public record BoostingSettings(
    int trees, int leaves, int leafRows, double shrinkage, double subsample) {
  BoostingSettings withTrees(int count) {
    return new BoostingSettings(count, leaves, leafRows, shrinkage, subsample);
  }
}
