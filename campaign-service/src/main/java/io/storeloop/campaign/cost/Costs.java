package io.storeloop.campaign.cost;

import java.math.BigDecimal;

/**
 * What a campaign costs beside its offers. Nothing is drawn from a budget for it: that bounds what
 * is given away.
 *
 * @param fixed once, such as for an agency or the set-up, 0 or more
 * @param perSend for every message that has left, 0 or more
 * @param currency of both, ISO 4217; that of the budget, if it has one
 */
public record Costs(BigDecimal fixed, BigDecimal perSend, String currency) {
  /**
   * Compares amounts by value.
   *
   * @throws IllegalArgumentException if an amount is below 0
   */
  public Costs {
    if (fixed.signum() < 0 || perSend.signum() < 0) {
      throw new IllegalArgumentException(
          "costs must not be below 0, but were %s and %s".formatted(fixed, perSend));
    }
    fixed = fixed.stripTrailingZeros();
    perSend = perSend.stripTrailingZeros();
  }
}
