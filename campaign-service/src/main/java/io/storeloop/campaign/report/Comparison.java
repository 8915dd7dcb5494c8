package io.storeloop.campaign.report;

import io.storeloop.campaign.statistic.Columns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * How two groups are compared: in the goal, and in revenue and margin of every currency.
 *
 * @param refused a verdict that forbids every number, such as groups of the wrong sizes
 * @param marginShare of revenue without a known cost; absent: not assumed
 * @param countsGoals whether it matters how often a shopper reaches the goal
 * @param estimator by which effects are estimated
 */
record Comparison(
    Looks looks,
    @Nullable Verdict refused,
    @Nullable BigDecimal marginShare,
    boolean countsGoals,
    Estimator estimator) {

  /** One of so many comparisons, all of which are to hold. */
  Comparison among(int comparisons) {
    return new Comparison(looks.among(comparisons), refused, marginShare, countsGoals, estimator);
  }

  Comparison refusedBy(@Nullable Verdict other) {
    return new Comparison(looks, other, marginShare, countsGoals, estimator);
  }

  Comparison estimatedBy(Estimator other) {
    return new Comparison(looks, refused, marginShare, countsGoals, other);
  }

  /** All effects of one group against another. */
  List<MeasuredEffect> of(GroupNumbers treated, GroupNumbers control) {
    List<MeasuredEffect> effects = new ArrayList<>();
    effects.add(of(Measure.conversion(), treated, control));
    if (countsGoals) {
      effects.add(of(Measure.goals(), treated, control));
    }
    SortedSet<String> currencies = treated.currencies();
    currencies.addAll(control.currencies());
    for (String currency : currencies) {
      effects.add(of(Measure.revenue(currency), treated, control));
      effects.add(margin(currency, treated, control));
    }
    return effects;
  }

  private MeasuredEffect margin(String currency, GroupNumbers treated, GroupNumbers control) {
    BigDecimal uncosted =
        treated.money(currency, Columns.UNCOSTED).add(control.money(currency, Columns.UNCOSTED));
    if (marginShare == null && uncosted.signum() > 0) {
      return MeasuredEffect.without(
          Measure.margin(currency, BigDecimal.ZERO),
          Verdict.COST_UNKNOWN,
          "the cost of some goods is not known; give `cost` in the catalogue or with the purchase, or set"
              + " storeloop.campaign.results.margin-share");
    }
    BigDecimal share = marginShare == null ? BigDecimal.ZERO : marginShare;
    return of(Measure.margin(currency, share), treated, control);
  }

  private MeasuredEffect of(Measure measure, GroupNumbers treated, GroupNumbers control) {
    MeasuredEffect none = refusal(measure, refused, treated, control);
    if (none != null) {
      return none;
    }
    return estimator
        .between(measure, treated, control, looks)
        .map(estimate -> MeasuredEffect.of(measure, treated.shoppers(), estimate))
        .orElseGet(() ->
            MeasuredEffect.without(
                measure,
                Verdict.INSUFFICIENT_EVIDENCE,
                "the chances that these shoppers had of their groups were not kept"));
  }

  /** The effect without a number, where none may be given; otherwise null. */
  private static @Nullable MeasuredEffect refusal(
      Measure measure, @Nullable Verdict refused, GroupNumbers treated, GroupNumbers control) {
    if (refused != null) {
      return MeasuredEffect.without(measure, refused, reason(refused));
    }
    long conversions = treated.converted() + control.converted();
    return Math.min(treated.shoppers(), control.shoppers()) < Uplift.MINIMUM_SHOPPERS
            || conversions < Uplift.MINIMUM_CONVERSIONS
        ? MeasuredEffect.without(
            measure,
            Verdict.INSUFFICIENT_EVIDENCE,
            "needed are %d shoppers on each side and %d conversions"
                .formatted(Uplift.MINIMUM_SHOPPERS, Uplift.MINIMUM_CONVERSIONS))
        : null;
  }

  private static String reason(Verdict refused) {
    return switch (refused) {
      case NO_HOLDOUT -> "nobody is held out, so there is nothing to compare with";
      case AWAITING_LOOK -> "the size of the first look has not been reached";
      default ->
          "the groups do not have the sizes they should have: assignment or counting is broken";
    };
  }
}
