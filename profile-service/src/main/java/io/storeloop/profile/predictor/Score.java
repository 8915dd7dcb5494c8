package io.storeloop.profile.predictor;

import org.jspecify.annotations.Nullable;

/**
 * What a model says of one shopper, without ranges and reasons.
 *
 * @param value null where there is none: of probabilities, or because the next purchase may well
 *     never come; also where it is beyond all numbers
 * @param probability in [0, 1]
 */
record Score(@Nullable Double value, double probability) {
  Score {
    value = value == null || !Double.isFinite(value) ? null : value;
  }
}
