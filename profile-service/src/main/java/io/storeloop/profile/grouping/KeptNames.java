package io.storeloop.profile.grouping;

import io.storeloop.algorithms.clustering.BestMatching;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which group of an earlier training a new group continues: the pairing under which most members
 * stay together. A group that shares less than half of the members of both with its partner is new.
 */
public final class KeptNames {
  /** Least share of common members among the members of both, to be called the same group. */
  public static final double SAME = 0.5;

  private KeptNames() {}

  /**
   * The name of an earlier group and how much the new one has in common with it.
   *
   * @param common members of both / members of either, [{@value #SAME}, 1]
   */
  public record Kept(String label, double common) {}

  /**
   * By the number of the new group; groups that continue none are absent.
   *
   * @param common new groups × earlier groups, how many members they share
   * @param newSizes of the new groups, members that the earlier training did not know included
   * @param oldSizes of the earlier groups
   * @param labels of the earlier groups
   */
  public static Map<Integer, Kept> of(
      double[][] common, int[] newSizes, int[] oldSizes, List<String> labels) {
    Map<Integer, Kept> kept = new TreeMap<>();
    int[] partners = BestMatching.of(common);
    for (int group = 0; group < partners.length; group++) {
      int partner = partners[group];
      if (partner >= 0 && common[group][partner] > 0) {
        double both = common[group][partner];
        double share = both / (newSizes[group] + oldSizes[partner] - both);
        if (share >= SAME) {
          kept.put(group, new Kept(labels.get(partner), share));
        }
      }
    }
    return kept;
  }
}
