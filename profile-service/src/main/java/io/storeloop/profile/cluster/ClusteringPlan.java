package io.storeloop.profile.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training is asked to do.
 *
 * @param algorithm {@value #K_MEANS}
 * @param features names of the catalogue, in the order of the columns
 * @param k how many groups; null lets the training choose
 * @param seed the same seed over the same profiles gives the same groups
 */
record ClusteringPlan(String algorithm, List<String> features, @Nullable Integer k, long seed) {
  static final String K_MEANS = "k-means";
  static final int LEAST_K = 2;
  static final int MOST_K = 20;

  /** The numbers of groups tried when the training chooses. */
  static final int LEAST_AUTO_K = 3;

  static final int MOST_AUTO_K = 10;

  /** A group of fewer says nothing; so many profiles per group are needed to begin. */
  static final int FEWEST_PROFILES_PER_GROUP = 10;

  ClusteringPlan {
    features = List.copyOf(features);
  }

  /** Profiles without which no training begins. */
  int fewestProfiles() {
    return FEWEST_PROFILES_PER_GROUP * (k == null ? LEAST_AUTO_K : k);
  }
}
