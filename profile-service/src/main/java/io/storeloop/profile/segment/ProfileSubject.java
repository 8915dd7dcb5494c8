package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import io.storeloop.profile.feature.FeaturePath;
import io.storeloop.profile.profile.PredictionPath;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.tag.TagCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
      return Value.ofJson(profile.traits().get(path.substring(TRAITS.length())));
    }
    if (path.startsWith(FEATURES)) {
      return FeaturePath.of(path.substring(FEATURES.length())).in(features).flatMap(Value::ofJson);
    }
    if (path.startsWith(ProfileVocabulary.PREDICTION)) {
      return Optional.ofNullable(profile.scores().values().get(PredictionPath.of(path)))
          .map(Value::of);
    }
    if (path.equals("userId")) {
      return Value.ofJson(profile.userId());
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
}
