package io.storeloop.profile.feature;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All features, each defined once: the JSON of a profile, the paths of conditions, clusterings and
 * the documents follow this list. A value that is not known is absent, never 0 by pretence.
 */
public final class FeatureCatalogue {
  private static final List<FeatureDefinition> ALL = FeatureDefinitions.all();

  private static final Map<String, FeatureDefinition> BY_NAME =
      ALL.stream().collect(Collectors.toMap(FeatureDefinition::name, Function.identity()));

  private FeatureCatalogue() {}

  /** Every feature, in the order in which it is told. */
  public static List<FeatureDefinition> all() {
    return ALL;
  }

  public static Optional<FeatureDefinition> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The features to be written with the profile, and what the others are made from. */
  public static Map<String, Object> stored(Behaviour behaviour) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FeatureDefinition feature : ALL) {
      if (feature.derivation() instanceof Derivation.Stored stored) {
        Object value = stored.of().apply(behaviour);
        if (value != null) {
          values.put(feature.name(), value);
        }
      }
    }
    Map<String, Object> basis = Basis.of(behaviour);
    if (!basis.isEmpty()) {
      values.put(Basis.NAME, basis);
    }
    return values;
  }

  /** All features as of now, from those that were written with the profile. */
  public static Map<String, Object> asOf(
      Instant now, Map<String, Object> stored, Moments moments, Optional<PriceTerciles> terciles) {
    AskedFeatures asked = new AskedFeatures(now, stored, moments, terciles);
    Map<String, Object> values = new LinkedHashMap<>();
    for (FeatureDefinition feature : ALL) {
      Object value = asked.value(feature);
      if (value != null) {
        values.put(feature.name(), value);
      }
    }
    return values;
  }
}
