package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.cap.Budget;
import io.storeloop.campaign.cap.Limits;
import io.storeloop.campaign.cost.Costs;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.Trigger;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.common.conditions.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people decide about a campaign.
 *
 * @param placements the places in the shop that it may fill
 * @param condition whom it addresses
 * @param schedule the hours at which it may act, inside its period
 * @param priority where several campaigns could fill a place, the highest does
 * @param holdoutShare of the addressed shoppers, kept out to measure the effect, in [0, 0.9]
 * @param offers at least one; each is an arm of the experiment
 * @param experiment how offers are shared out and results are read
 * @param costs beside those of the offers; absent: there are none
 * @param exclusionLists names of the lists whose users it leaves alone
 * @param delivery how it reaches shoppers by itself; absent: it waits to be asked
 */
public record CampaignPlan(
    String name,
    List<String> placements,
    Condition condition,
    Period period,
    Schedule schedule,
    int priority,
    BigDecimal holdoutShare,
    List<Offer> offers,
    Goal goal,
    Experiment experiment,
    Limits limits,
    @Nullable Costs costs,
    List<String> exclusionLists,
    @Nullable DeliveryPlan delivery) {
  public CampaignPlan {
    placements = List.copyOf(placements);
    offers = List.copyOf(offers);
    exclusionLists = List.copyOf(exclusionLists);
    if (offers.isEmpty() || placements.isEmpty()) {
      throw new IllegalArgumentException("a campaign needs a placement and an offer");
    }
    holdoutShare = holdoutShare.stripTrailingZeros();
  }

  /**
   * Whether both divide and measure their shoppers alike; content, audience and times may differ.
   */
  boolean hasSameExperimentAs(CampaignPlan other) {
    return holdoutShare.equals(other.holdoutShare)
        && goal.equals(other.goal)
        && experiment.equals(other.experiment)
        && arms().equals(other.arms());
  }

  /** Whether the same occasions make both send. */
  boolean hasSameTriggerAs(CampaignPlan other) {
    Trigger mine = delivery == null ? null : delivery.trigger();
    Trigger theirs = other.delivery == null ? null : other.delivery.trigger();
    return Objects.equals(mine, theirs);
  }

  /** The same plan with its offers shared out otherwise; one weight each. */
  CampaignPlan weighing(List<BigDecimal> weights) {
    List<Offer> weighed = new ArrayList<>();
    for (int i = 0; i < offers.size(); i++) {
      Offer offer = offers.get(i);
      weighed.add(
          new Offer(offer.offerId(), offer.kind(), offer.content(), weights.get(i), offer.cost()));
    }
    return new CampaignPlan(
        name,
        placements,
        condition,
        period,
        schedule,
        priority,
        holdoutShare,
        weighed,
        goal,
        experiment,
        limits,
        costs,
        exclusionLists,
        delivery);
  }

  /** The same plan under another name. */
  CampaignPlan named(String other) {
    return new CampaignPlan(
        other,
        placements,
        condition,
        period,
        schedule,
        priority,
        holdoutShare,
        offers,
        goal,
        experiment,
        limits,
        costs,
        exclusionLists,
        delivery);
  }

  /** The same plan with other costs. */
  CampaignPlan costing(Costs other) {
    return new CampaignPlan(
        name,
        placements,
        condition,
        period,
        schedule,
        priority,
        holdoutShare,
        offers,
        goal,
        experiment,
        limits,
        other,
        exclusionLists,
        delivery);
  }

  /**
   * What costs are in: the currency of the budget, or else of the costs; absent if none is said.
   */
  public @Nullable String currency() {
    Budget budget = limits.budget();
    String named = budget == null ? null : budget.currency();
    return named == null && costs != null ? costs.currency() : named;
  }

  private List<Arm> arms() {
    return offers.stream().map(offer -> new Arm(offer.offerId(), offer.weight())).toList();
  }

  private record Arm(String offerId, BigDecimal weight) {}
}
