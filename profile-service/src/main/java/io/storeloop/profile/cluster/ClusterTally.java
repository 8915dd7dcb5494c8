package io.storeloop.profile.cluster;

import io.storeloop.profile.grouping.GroupModel;
import io.storeloop.profile.grouping.KeptNames;
import io.storeloop.profile.grouping.Personas;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts profiles as they are placed, and where they were in the clustering before. */
final class ClusterTally {
  private final List<String> labelsBefore;
  private final double[][] common;
  private final int[] sizesBefore;
  private final int[] sizes;
  private int outliers;

  /** {@code labelsBefore}: the names of the groups of the clustering before; empty without one. */
  ClusterTally(GroupModel groups, List<String> labelsBefore) {
    this.labelsBefore = labelsBefore;
    this.common = new double[groups.count()][labelsBefore.size()];
    this.sizesBefore = new int[labelsBefore.size()];
    this.sizes = new int[groups.count() + 1];
  }

  void add(List<JdbcClusterMembers.Placed> placed, Map<UUID, Integer> before) {
    placed.forEach(one -> {
      GroupModel.Place place = one.place();
      sizes[place.group()]++;
      outliers += place.outlier() ? 1 : 0;
      Integer old = before.get(one.profileId());
      if (old != null && !labelsBefore.get(old).equals(Personas.OUTLIERS)) {
        sizesBefore[old]++;
        if (place.group() < common.length) {
          common[place.group()][old]++;
        }
      }
    });
  }

  /** One per group, and then the profiles that belong to none. */
  int[] sizes() {
    return sizes.clone();
  }

  int outliers() {
    return outliers;
  }

  Map<Integer, KeptNames.Kept> keptNames() {
    return KeptNames.of(common, sizes, sizesBefore, labelsBefore);
  }
}
