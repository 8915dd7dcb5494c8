package io.storeloop.profile.feature;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a feature comes about. {@link Stored} features are written with the profile whenever an event
 * changes it; the others follow from stored values at the moment they are asked for, so that they
 * are true at that moment, and whoever asks the database directly must use the same formula.
 */
public sealed interface Derivation {
  /** Told from behaviour alone; null is absent. */
  record Stored(Function<Behaviour, @Nullable Object> of) implements Derivation {}

  /** Whole days, at least 0, from an instant until now; absent without the instant. */
  record DaysSince(Moment moment) implements Derivation {}

  /**
   * {@code orders} · 30 / max(30, whole days since first seen), rounded half up to {@value
   * #DECIMALS} decimals.
   */
  record OrdersPerMonth() implements Derivation {
    /** Decimals of the result. */
    public static final int DECIMALS = 4;

    /** Days in the month of this formula. */
    public static final int DAYS_PER_MONTH = 30;
  }

  /**
   * {@code low} below the catalogue's first price tercile, {@code middle} below its second, else
   * {@code high}; absent without {@code averagePrice} or terciles.
   */
  record BandOfAveragePrice() implements Derivation {}

  /**
   * Sum of one count over the last {@code days} calendar days (UTC) including today's: the days
   * {@code d > today - days} of {@link Basis#DAYS}; without {@code count} the number of those days.
   */
  record CountWithin(@Nullable Integer count, int days) implements Derivation {}

  /**
   * {@link Basis#UNBOUGHT} minus how many of {@link Basis#OPEN} are yesterday or later; 0 without
   * them.
   */
  record AbandonedCarts() implements Derivation {}

  /**
   * Abandoned carts / ({@link Basis#BOUGHT} + abandoned carts), rounded half up to {@value
   * #DECIMALS} decimals; absent as long as no cart has found its end.
   */
  record CartAbandonmentShare() implements Derivation {
    /** Decimals of the result. */
    public static final int DECIMALS = 6;
  }

  /** Whether the value changes while nothing happens to the shopper. */
  default boolean isTimeDependent() {
    return !(this instanceof Stored);
  }
}
