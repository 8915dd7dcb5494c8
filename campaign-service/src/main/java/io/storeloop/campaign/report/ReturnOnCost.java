package io.storeloop.campaign.report;

import io.storeloop.algorithms.attribution.ReturnOnInvestment;
import io.storeloop.campaign.cost.Spent;
import io.storeloop.campaign.lifecycle.Campaign;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back of a campaign's cost, in one currency.
 *
 * @param roi absent where the margin is not measured, or nothing was spent
 */
record ReturnOnCost(String currency, Spent spent, @Nullable ReturnOnInvestment roi) {

  /**
   * In the currency of the campaign's budget or costs, or without one in the only currency there
   * is; empty if nothing says what the offers' costs are in.
   *
   * @param messages that have left
   */
  static List<ReturnOnCost> of(
      Campaign campaign, List<GroupNumbers> byOffer, long messages, List<MeasuredEffect> effects) {
    List<MeasuredEffect> margins =
        effects.stream()
            .filter(effect -> effect.measure().metric().equals(Measure.MARGIN))
            .toList();
    String named = campaign.plan().currency();
    String currency =
        named == null && margins.size() == 1 ? margins.getFirst().measure().currency() : named;
    if (currency == null) {
      return List.of();
    }
    BigDecimal offers = BigDecimal.ZERO;
    for (int i = 0; i < byOffer.size(); i++) {
      offers =
          offers.add(
              campaign
                  .plan()
                  .offers()
                  .get(i)
                  .cost()
                  .multiply(BigDecimal.valueOf(byOffer.get(i).counts().decisions())));
    }
    Spent spent = Spent.of(offers, campaign.plan().costs(), messages);
    ReturnOnInvestment roi =
        margins.stream()
            .filter(margin -> currency.equals(margin.measure().currency()))
            .findFirst()
            .map(margin -> roi(margin, spent.total()))
            .orElse(null);
    return List.of(new ReturnOnCost(currency, spent, roi));
  }

  private static @Nullable ReturnOnInvestment roi(MeasuredEffect margin, BigDecimal cost) {
    MeasuredEffect.Estimate estimate = margin.estimate();
    return estimate == null || cost.signum() <= 0
        ? null
        : ReturnOnInvestment.of(
            estimate.effect(), estimate.interval(), margin.treated(), cost.doubleValue());
  }
}
