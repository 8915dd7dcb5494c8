package io.storeloop.profile.predictor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number foretold of one customer.
 *
 * @param value null where there is none, because the next purchase may well never come; also where
 *     it is beyond all numbers
 * @param unit a currency, or {@code days}
 * @param probability of a purchase within the horizon, in [0, 1]
 * @param lower below it the truth lies in one case of ten; null as {@code value}
 * @param upper above it the truth lies in one case of ten; null as {@code value}
 */
record Forecast(
    @Nullable Double value,
    String unit,
    double probability,
    @Nullable Double lower,
    @Nullable Double upper,
    List<Reason> reasons) {
  /** How sure the range between {@code lower} and {@code upper} is. */
  static final double LEVEL = 0.8;

  Forecast {
    value = finite(value);
    lower = finite(lower);
    upper = finite(upper);
    reasons = List.copyOf(reasons);
  }

  private static @Nullable Double finite(@Nullable Double number) {
    return number == null || !Double.isFinite(number) ? null : number;
  }

  /** One of the customer's own figures, and in words. */
  record Reason(String feature, String value, String text) {}
}
