package io.storeloop.campaign.cost;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was paid for a campaign, in one currency.
 *
 * @param offers for the offers that were shown
 * @param sends for the messages that have left
 * @param fixed whatever happens
 */
public record Spent(BigDecimal offers, BigDecimal sends, BigDecimal fixed) {

  /**
   * Of a campaign.
   *
   * @param costs absent: nothing but the offers costs anything
   * @param messages that have left
   */
  public static Spent of(BigDecimal offers, @Nullable Costs costs, long messages) {
    return costs == null
        ? new Spent(offers, BigDecimal.ZERO, BigDecimal.ZERO)
        : new Spent(offers, costs.perSend().multiply(BigDecimal.valueOf(messages)), costs.fixed());
  }

  public BigDecimal total() {
    return offers.add(sends).add(fixed);
  }
}
