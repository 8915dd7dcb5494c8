package io.storeloop.campaign.report;

import io.storeloop.algorithms.bandit.InverseProbabilityMeans;
import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.Sums;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups of an adaptive experiment, whose plain means are biased because who got which offer
 * depended on earlier results: every shopper counts by one over the chance of the own group.
 *
 * @param groups the arms, and behind them the holdout
 */
record WeightedArms(List<GroupNumbers> groups, Looks looks, @Nullable Verdict refused) {
  static WeightedArms of(Grouped grouped, Looks looks, @Nullable Verdict refused) {
    List<GroupNumbers> groups = new ArrayList<>(grouped.arms());
    groups.add(grouped.holdout());
    return new WeightedArms(List.copyOf(groups), looks, refused);
  }

  /** The place of the holdout among the groups. */
  int holdout() {
    return groups.size() - 1;
  }

  /** The share who reach the goal, and revenue by currency; a margin is not read here. */
  List<MeasuredEffect> effects(int of, int from) {
    List<MeasuredEffect> effects = new ArrayList<>();
    effects.add(effect(Measure.conversion(), Columns.CONVERTED_WEIGHTED, of, from));
    groups.stream()
        .flatMap(group -> group.currencies().stream())
        .distinct()
        .sorted()
        .forEach(currency ->
            effects.add(
                effect(Measure.revenue(currency), Columns.REVENUE_WEIGHTED, of, from)));
    return effects;
  }

  private MeasuredEffect effect(Measure measure, int column, int of, int from) {
    GroupNumbers treated = groups.get(of);
    GroupNumbers control = groups.get(from);
    MeasuredEffect none = Comparison.refusal(measure, refused, treated, control);
    if (none != null) {
      return none;
    }
    InverseProbabilityMeans means = InverseProbabilityMeans.of(scores(measure.unit(), column));
    Effect effect = means.difference(of, from);
    Interval interval = looks.interval(effect);
    return new MeasuredEffect(
        measure,
        MeasuredEffect.verdict(interval),
        treated.shoppers(),
        new MeasuredEffect.Estimate(
            means.mean(of).difference(),
            means.mean(from).difference(),
            effect,
            interval,
            effect,
            interval,
            effect.interval(looks.confidence()),
            false,
            looks.method(),
            looks.confidence()),
        null);
  }

  /** Nobody is in two groups, so the products of their columns are 0 before they are centred. */
  private JointMoments scores(String unit, int column) {
    long n = groups.stream().mapToLong(GroupNumbers::shoppers).sum();
    double[] means = new double[groups.size()];
    double[][] products = new double[groups.size()][groups.size()];
    for (int a = 0; a < means.length; a++) {
      @Nullable Sums sums = groups.get(a).units().get(unit);
      means[a] = sums == null ? 0 : sums.sum(column).doubleValue() / n;
      products[a][a] = sums == null ? 0 : sums.product(column, column).doubleValue();
      for (int b = 0; b <= a; b++) {
        products[a][b] -= n * means[a] * means[b];
        products[b][a] = products[a][b];
      }
    }
    return JointMoments.of(n, means, products);
  }
}
