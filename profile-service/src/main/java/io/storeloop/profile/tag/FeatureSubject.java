package io.storeloop.profile.tag;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import io.storeloop.profile.feature.FeaturePath;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A profile's features as the conditions of tags see them: numbers and words. */
record FeatureSubject(Map<String, Object> features) implements Subject {
  private static final String FEATURES = "features.";

  @Override
  public Optional<Value> value(String path) {
    return FeaturePath.of(path.substring(FEATURES.length()))
        .in(features)
        .map(value ->
            value instanceof Number number
                ? Value.of(new BigDecimal(number.toString()))
                : Value.of(value.toString()));
  }

  /** Never asked: a tag's condition holds no {@code performed}. */
  @Override
  public long count(Performed performed, Instant now) {
    throw new IllegalStateException("a tag sees features, not a history");
  }
}
