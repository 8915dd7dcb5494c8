package io.storeloop.profile.grouping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One group in words.
 *
 * @param label unique within the clustering
 * @param keptFrom share of members in common with the earlier group whose name it goes on bearing;
 *     null for a name given anew
 * @param share of all rows, [0, 1]
 * @param centroid the typical row, feature by feature in its own unit; without features in which
 *     rows do not differ
 * @param distinguishing what sets it apart, most first
 */
public record Persona(
    int cluster,
    String label,
    @Nullable Double keptFrom,
    int size,
    double share,
    Map<String, Double> centroid,
    List<Trait> distinguishing) {
  /**
   * One feature in which the group differs from all rows.
   *
   * @param deviations how far from the mean of all, in standard deviations
   */
  public record Trait(String feature, String words, double deviations) {}
}
