package io.storeloop.profile.cluster;

import java.util.List;
import java.util.Map;

/**
 * One group in words.
 *
 * @param label unique within the clustering
 * @param share of all profiles, [0, 1]
 * @param centroid the typical profile, feature by feature in its own unit; without features in
 *     which profiles do not differ
 * @param distinguishing what sets it apart, most first
 */
record Persona(
    int cluster,
    String label,
    int size,
    double share,
    Map<String, Double> centroid,
    List<Trait> distinguishing) {
  /**
   * One feature in which the group differs from all profiles.
   *
   * @param deviations how far from the mean of all, in standard deviations
   */
  record Trait(String feature, String words, double deviations) {}
}
