package io.storeloop.profile.predictor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing a shopper did.
 *
 * @param item a number that stands for the item, {@link #NO_ITEM} without one
 * @param amount money of a purchase line, {@code NaN} where the price is not known
 * @param currency of the amount, ISO 4217; null where it is not known
 */
public record Act(Instant at, ActKind kind, int item, double amount, @Nullable String currency) {
  public static final int NO_ITEM = -1;

  /** Of an unknown currency. */
  public Act(Instant at, ActKind kind, int item, double amount) {
    this(at, kind, item, amount, null);
  }

  /** Whether the amount is known and of this currency. */
  boolean isIn(String wanted) {
    return !Double.isNaN(amount) && wanted.equals(currency);
  }
}
