package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.coupon.JdbcCoupons;
import io.storeloop.campaign.exclusion.JdbcExclusionLists;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferKind;
import io.storeloop.campaign.validation.Mistakes;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Checks that what a plan names is there: exclusion lists and pools of codes. */
@Component
class PlanReferences {
  private final JdbcExclusionLists lists;
  private final JdbcCoupons coupons;

  PlanReferences(JdbcExclusionLists lists, JdbcCoupons coupons) {
    this.lists = lists;
    this.coupons = coupons;
  }

  /**
   * The plan, unchanged.
   *
   * @throws io.storeloop.common.edge.ProblemException 400 with every name that nothing has
   */
  CampaignPlan checked(CampaignPlan plan) {
    Mistakes mistakes = new Mistakes();
    checkLists(plan.exclusionLists(), mistakes);
    checkPools(plan.offers(), mistakes);
    mistakes.throwIfAny();
    return plan;
  }

  private void checkLists(List<String> named, Mistakes mistakes) {
    if (named.isEmpty()) {
      return;
    }
    Set<String> known = lists.known(named);
    for (int i = 0; i < named.size(); i++) {
      if (!known.contains(named.get(i))) {
        mistakes.add(
            "/exclusionLists/" + i,
            "unknown_exclusion_list",
            "there is no exclusion list '%s'".formatted(named.get(i)));
      }
    }
  }

  private void checkPools(List<Offer> offers, Mistakes mistakes) {
    List<String> named =
        offers.stream()
            .map(Offer::kind)
            .filter(OfferKind.Coupon.class::isInstance)
            .map(kind -> ((OfferKind.Coupon) kind).poolId())
            .toList();
    if (named.isEmpty()) {
      return;
    }
    Set<String> known = coupons.known(named);
    for (int i = 0; i < offers.size(); i++) {
      if (offers.get(i).kind() instanceof OfferKind.Coupon(String pool) && !known.contains(pool)) {
        mistakes.add(
            "/offers/" + i + "/coupon/poolId",
            "unknown_coupon_pool",
            "there is no pool of codes '%s'".formatted(pool));
      }
    }
  }
}
