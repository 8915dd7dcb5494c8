package io.storeloop.profile.cluster;

import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.grouping.Column;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the features of a profile into a row of numbers, {@code NaN} where a value is absent. */
record FeatureColumns(List<Column> features) {
  FeatureColumns {
    features = List.copyOf(features);
  }

  /**
   * The columns of these features.
   *
   * @throws IllegalArgumentException if a name is none of {@link ClusterFeature#names()}
   */
  static FeatureColumns of(List<String> names) {
    return new FeatureColumns(
        names.stream()
            .map(name ->
                ClusterFeature.find(name)
                    .orElseThrow(() -> new IllegalArgumentException("no column for " + name)))
            .toList());
  }

  double[] row(Map<String, Object> storedFeatures, Moments moments, Instant asOf) {
    Map<String, Object> values =
        FeatureCatalogue.asOf(asOf, storedFeatures, moments, Optional.empty());
    double[] row = new double[features.size()];
    for (int column = 0; column < row.length; column++) {
      row[column] = cell(features.get(column), values.get(features.get(column).name()));
    }
    return row;
  }

  boolean[] heavyTailed() {
    boolean[] heavyTailed = new boolean[features.size()];
    for (int column = 0; column < heavyTailed.length; column++) {
      heavyTailed[column] = features.get(column).heavyTailed();
    }
    return heavyTailed;
  }

  /** Who gave back more than they bought has spent nothing: a logarithm needs 0 or more. */
  private static double cell(Column feature, @Nullable Object value) {
    if (!(value instanceof Number number)) {
      return Double.NaN;
    }
    return feature.heavyTailed() ? Math.max(0, number.doubleValue()) : number.doubleValue();
  }
}
