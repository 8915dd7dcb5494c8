package io.storeloop.profile.cluster;

import io.storeloop.profile.feature.Moments;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is needed to place a profile in a group.
 *
 * @param features names of the columns
 * @param centroids groups × columns, on the scale
 */
@SuppressWarnings("ArrayRecordComponent") // rows of numbers, compared by nobody
record ClusterModel(List<String> features, Scaling scaling, double[][] centroids) {

  /** The group whose centroid is nearest. */
  int groupOf(Map<String, Object> storedFeatures, Moments moments, Instant asOf) {
    return groupOf(FeatureColumns.of(features).row(storedFeatures, moments, asOf));
  }

  int groupOf(double[] row) {
    return Groups.nearest(centroids, scaling.place(row));
  }
}
