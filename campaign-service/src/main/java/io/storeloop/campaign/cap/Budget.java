package io.storeloop.campaign.cap;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much a campaign may give away altogether; at least one bound is there.
 *
 * @param offers decisions that show an offer, from 1
 * @param cost sum of the costs of the offers shown, above 0
 * @param currency of {@code cost} and of the offers' costs, ISO 4217; there whenever {@code cost}
 *     is
 */
public record Budget(@Nullable Long offers, @Nullable BigDecimal cost, @Nullable String currency) {
  /**
   * Refuses a budget without a bound.
   *
   * @throws IllegalArgumentException if both are absent, or a cost has no currency
   */
  public Budget {
    if (offers == null && cost == null) {
      throw new IllegalArgumentException("a budget needs offers or cost");
    }
    if ((cost == null) != (currency == null)) {
      throw new IllegalArgumentException("cost and currency go together");
    }
    cost = cost == null ? null : cost.stripTrailingZeros();
  }
}
