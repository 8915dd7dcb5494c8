package io.storeloop.profile.predictor;

import java.time.Instant;

/**
 * One thing a shopper did.
 *
 * @param item a number that stands for the item, {@link #NO_ITEM} without one
 * @param amount money of a purchase line, {@code NaN} where the price is not known
 */
public record Act(Instant at, ActKind kind, int item, double amount) {
  public static final int NO_ITEM = -1;
}
