package io.storeloop.profile.cluster;

import io.storeloop.profile.grouping.Algorithm;
import io.storeloop.profile.grouping.GroupPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training is asked to do.
 *
 * @param algorithm its {@link Algorithm#label()}
 * @param features names of the catalogue, in the order of the columns
 * @param k how many groups; null lets the training choose
 * @param seed the same seed over the same profiles gives the same groups
 */
record ClusteringPlan(String algorithm, List<String> features, @Nullable Integer k, long seed) {
  static final int LEAST_K = 2;
  static final int MOST_K = 20;

  /** The numbers of groups tried when the training chooses; two kinds of shoppers are too few. */
  static final int LEAST_AUTO_K = 3;

  static final int MOST_AUTO_K = 16;

  ClusteringPlan {
    features = List.copyOf(features);
  }

  /** Profiles without which no training begins. */
  int fewestProfiles() {
    return GroupPlan.FEWEST_ROWS_PER_GROUP * (k == null ? LEAST_AUTO_K : k);
  }

  GroupPlan groups() {
    return new GroupPlan(Algorithm.of(algorithm).orElseThrow(), k, LEAST_AUTO_K, MOST_AUTO_K, seed);
  }
}
