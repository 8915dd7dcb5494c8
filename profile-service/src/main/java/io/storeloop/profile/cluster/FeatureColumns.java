package io.storeloop.profile.cluster;

import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.grouping.Column;
import java.time.Instant;
import java.util.ArrayList;
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
   * @throws IllegalArgumentException if {@link ClusterFeature#find} has none of a name
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
      Column feature = features.get(column);
      row[column] =
          feature.shareOf() == null
              ? cell(feature, values.get(feature.name()))
              : share(feature.name(), feature.shareOf(), values);
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

  /** Of what each column is a share, null of a quantity. */
  List<@Nullable String> shares() {
    List<@Nullable String> shares = new ArrayList<>();
    features.forEach(feature -> shares.add(feature.shareOf()));
    return shares;
  }

  /** The features that have to be read of a profile, by the first part of their names. */
  boolean reads(String feature) {
    return features.stream().anyMatch(column -> column.name().startsWith(feature + "."));
  }

  /**
   * The square root of a share; 0 of a name that is none of the shopper's, absent for who has shown
   * no interest at all.
   */
  private static double share(String name, String of, Map<String, Object> values) {
    Object whole = values;
    for (String part : of.split("\\.", -1)) {
      whole = whole instanceof Map<?, ?> map ? map.get(part) : null;
    }
    if (!(whole instanceof Map<?, ?> shares)) {
      return Double.NaN;
    }
    Object share = shares.get(name.substring(of.length() + 1));
    return share instanceof Number number ? Math.sqrt(number.doubleValue()) : 0;
  }

  /** Who gave back more than they bought has spent nothing: a logarithm needs 0 or more. */
  private static double cell(Column feature, @Nullable Object value) {
    if (!(value instanceof Number number)) {
      return Double.NaN;
    }
    return feature.heavyTailed() ? Math.max(0, number.doubleValue()) : number.doubleValue();
  }
}
