package io.storeloop.profile.cluster;

import io.storeloop.profile.grouping.GroupModel;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Whose rows a clustering remembers.
 *
 * @param anchors profiles, one for each anchor of the model
 * @param points profiles, one for each dot of the drawing
 */
record RowOwners(List<UUID> anchors, List<UUID> points) {

  /**
   * Finds the owners of the anchors, which are rows themselves, not equal ones: two shoppers may
   * have the same numbers.
   *
   * @param profiles one per row
   * @param rows of which the first were drawn
   */
  static RowOwners of(
      List<UUID> profiles, double[][] rows, GroupModel groups, ClusterDrawing drawing) {
    Map<double[], UUID> owners = new IdentityHashMap<>();
    if (groups.byDensity()) {
      for (int row = 0; row < rows.length; row++) {
        owners.put(rows[row], profiles.get(row));
      }
    }
    return new RowOwners(
        Arrays.stream(groups.anchors())
            .map(anchor -> Objects.requireNonNull(owners.get(anchor)))
            .toList(),
        profiles.subList(0, drawing.points().size()));
  }
}
