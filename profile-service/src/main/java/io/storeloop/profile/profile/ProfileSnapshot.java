package io.storeloop.profile.profile;

import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.feature.PriceTerciles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One shopper as the database has them.
 *
 * @param userId absent as long as only a device is known
 * @param anonymousId the device's id, only as long as no user is known
 * @param consent what was said last, per purpose; a purpose nobody spoke of is absent
 * @param scores none in what a batch of events has just written
 * @param storedFeatures without the time-dependent ones, see {@link #features}
 */
public record ProfileSnapshot(
    UUID profileId,
    @Nullable String userId,
    @Nullable String anonymousId,
    Moments moments,
    Map<String, Object> traits,
    Map<String, Object> consent,
    Map<String, Object> storedFeatures,
    Scores scores,
    Instant updatedAt) {

  /**
   * What predictors said.
   *
   * @param asOf until when acts were counted; absent if nothing was said yet
   * @param values what was said; absent where evidence is insufficient or no model is active
   */
  public record Scores(@Nullable Instant asOf, Map<PredictionPath, BigDecimal> values) {
    /** Nothing was said. */
    public static final Scores NONE = new Scores(null, Map.of());

    public Scores {
      values = Map.copyOf(values);
    }
  }

  /** All features as of an instant, by name, in the order of the catalogue. */
  public Map<String, Object> features(Instant asOf, Optional<PriceTerciles> terciles) {
    return FeatureCatalogue.asOf(asOf, storedFeatures, moments, terciles);
  }
}
