package io.storeloop.campaign.report;

import io.storeloop.algorithms.attribution.ReturnOnInvestment;
import io.storeloop.campaign.cap.Budget;
import io.storeloop.campaign.lifecycle.Campaign;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back of a campaign's cost, in one currency.
 *
 * @param cost decisions that showed an offer, by the cost of each
 * @param roi absent where the margin is not measured, or nothing was spent
 */
record ReturnOnCost(String currency, BigDecimal cost, @Nullable ReturnOnInvestment roi) {

  /**
   * In the currency of the campaign's budget, or without one in the only currency there is; empty if
   * neither says what the offers' costs are in.
   */
  static List<ReturnOnCost> of(
      Campaign campaign, List<GroupNumbers> byOffer, List<MeasuredEffect> effects) {
    List<MeasuredEffect> margins =
        effects.stream()
            .filter(effect -> effect.measure().metric().equals(Measure.MARGIN))
            .toList();
    Budget budget = campaign.plan().limits().budget();
    String named = budget == null ? null : budget.currency();
    String currency =
        named == null && margins.size() == 1 ? margins.getFirst().measure().currency() : named;
    if (currency == null) {
      return List.of();
    }
    BigDecimal cost = BigDecimal.ZERO;
    for (int i = 0; i < byOffer.size(); i++) {
      cost =
          cost.add(
              campaign
                  .plan()
                  .offers()
                  .get(i)
                  .cost()
                  .multiply(BigDecimal.valueOf(byOffer.get(i).counts().decisions())));
    }
    BigDecimal spent = cost;
    ReturnOnInvestment roi =
        margins.stream()
            .filter(margin -> currency.equals(margin.measure().currency()))
            .findFirst()
            .map(margin -> roi(margin, spent))
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
