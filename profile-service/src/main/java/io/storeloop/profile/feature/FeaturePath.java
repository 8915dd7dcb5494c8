package io.storeloop.profile.feature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a feature's value stands in the JSON of features: {@code orders}, {@code hourShare → 13},
 * or {@code affinity → category → electronics.phone}. The last part may contain dots.
 */
public record FeaturePath(FeatureDefinition feature, List<String> parts) {

  /**
   * The place of the path behind {@code features.}.
   *
   * @throws IllegalArgumentException if there is no such feature; conditions are checked before, so
   *     this is a fault
   */
  public static FeaturePath of(String path) {
    String name = path.split("\\.", 2)[0];
    FeatureDefinition feature =
        FeatureCatalogue.find(name)
            .orElseThrow(() -> new IllegalArgumentException("no feature for the path " + path));
    int parts =
        switch (feature.type()) {
          case NUMBER, STRING -> 1;
          case SHARES -> 2;
          case SHARES_BY_GROUP -> 3;
        };
    return new FeaturePath(feature, List.of(path.split("\\.", parts)));
  }

  /** What stands there among these features; empty if absent, 0 for a share among others. */
  public Optional<Object> in(Map<String, Object> features) {
    @Nullable Object found = features;
    for (String part : parts) {
      found = found instanceof Map<?, ?> members ? members.get(part) : null;
    }
    if (found == null && feature.type() == FeatureType.SHARES) {
      return features.get(feature.name()) == null ? Optional.empty() : Optional.of(0);
    }
    return Optional.ofNullable(found);
  }
}
