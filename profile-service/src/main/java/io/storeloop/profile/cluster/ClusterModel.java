package io.storeloop.profile.cluster;

import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.grouping.GroupModel;
import io.storeloop.profile.grouping.Scaling;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is needed to place a profile in a group.
 *
 * @param features names of the columns
 * @param groups where they lie on the scale
 */
record ClusterModel(List<String> features, Scaling scaling, GroupModel groups) {

  /** The group a profile belongs to. */
  GroupModel.Place place(Map<String, Object> storedFeatures, Moments moments, Instant asOf) {
    return place(FeatureColumns.of(features).row(storedFeatures, moments, asOf));
  }

  GroupModel.Place place(double[] row) {
    return groups.place(scaling.place(row));
  }
}
