package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import io.storeloop.profile.feature.FeaturePath;
import io.storeloop.profile.profile.PredictionPath;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.tag.TagCatalogue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One profile as conditions see it. */
final class ProfileSubject implements Subject {
  private static final String TRAITS = "traits.";
  private static final String FEATURES = "features.";

  private final ProfileSnapshot profile;
  private final Map<String, Object> features;
  private final Function<ProfileSnapshot, Optional<String>> cluster;
  private final ToLongFunction<Performed> counts;

  /**
   * {@code features} as of the moment of evaluation, {@code cluster} asked only by conditions that
   * name it, {@code counts} of this profile's events before the moment.
   */
  ProfileSubject(
      ProfileSnapshot profile,
      Map<String, Object> features,
      Function<ProfileSnapshot, Optional<String>> cluster,
      ToLongFunction<Performed> counts) {
    this.profile = profile;
    this.features = features;
    this.cluster = cluster;
    this.counts = counts;
  }

  @Override
  public Optional<Value> value(String path) {
    if (path.startsWith(TRAITS)) {
      return Optional.ofNullable(ofJson(profile.traits().get(path.substring(TRAITS.length()))));
    }
    if (path.startsWith(FEATURES)) {
      return FeaturePath.of(path.substring(FEATURES.length()))
          .in(features)
          .flatMap(json -> Optional.ofNullable(ofJson(json)));
    }
    if (path.startsWith(ProfileVocabulary.PREDICTION)) {
      return Optional.ofNullable(profile.scores().values().get(PredictionPath.of(path)))
          .map(Value::of);
    }
    if (path.equals("userId")) {
      return Optional.ofNullable(ofJson(profile.userId()));
    }
    if (path.equals("cluster")) {
      return cluster.apply(profile).map(Value::of);
    }
    if (path.equals(TagCatalogue.PATH)) {
      return Optional.of(Value.of(tags()));
    }
    throw new IllegalArgumentException("no value for the path " + path);
  }

  @Override
  public long count(Performed performed, Instant now) {
    return counts.applyAsLong(performed);
  }

  private List<String> tags() {
    return TagCatalogue.of(features).stream().map(tagged -> tagged.tag().name()).toList();
  }

  /** The value of what JSON holds; null for nothing. */
  static @Nullable Value ofJson(@Nullable Object json) {
    return switch (json) {
      case null -> null;
      case String text -> Value.of(text);
      case Boolean truth -> Value.of(truth);
      case BigDecimal number -> Value.of(number);
      case Number number -> Value.of(new BigDecimal(number.toString()));
      case Collection<?> list ->
          Value.of(list.stream().filter(String.class::isInstance).map(String.class::cast).toList());
      default -> new Value.OpaqueValue();
    };
  }
}
