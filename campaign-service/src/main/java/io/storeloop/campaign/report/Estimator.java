package io.storeloop.campaign.report;

import io.storeloop.algorithms.experiment.CovariateAdjustment;
import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.campaign.report.MeasuredEffect.Estimate;
import io.storeloop.campaign.statistic.Sums;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * How the effect of one group against another is estimated, after {@link Comparison} allowed it.
 */
sealed interface Estimator {
  Means MEANS = new Means();

  /** Empty where the groups have not what it needs. */
  Optional<Estimate> between(
      Measure measure, GroupNumbers treated, GroupNumbers control, Looks looks);

  /**
   * The difference in means, less what was known before (CUPED): everybody had the same chances.
   */
  record Means() implements Estimator {
    @Override
    public Optional<Estimate> between(
        Measure measure, GroupNumbers treated, GroupNumbers control, Looks looks) {
      JointMoments first = treated.of(measure);
      JointMoments second = control.of(measure);
      return Optional.of(
          Estimate.of(
              first.mean(0),
              second.mean(0),
              CovariateAdjustment.cuped(first, second),
              first.products(1, 1) + second.products(1, 1) > 0,
              looks));
    }
  }

  /**
   * Every shopper counts by one over the chance of the own group, because who got which depended on
   * earlier results, which biases plain means. With T and C for the groups and p for the chances,
   * the score of a shopper in a number a is
   *
   * <p>d(a) = 1{in T} a/p_T − 1{in C} a/p_C.
   *
   * <p>The mean of d(outcome) over the shoppers of all groups is the effect without bias: given all
   * that came before, d has the right mean at every shopper. Of what was known beforehand d has the
   * mean 0: of 1, and of what was bought before. Both are taken as control variates; the first
   * evens out by chance unequal weights, the second is CUPED on the same weights.
   *
   * <p>Sources: Horvitz and Thompson, JASA 47 (1952); Hadad, Hirshberg, Zhan, Wager and Athey,
   * Confidence Intervals for Policy Evaluation in Adaptive Experiments, PNAS 118 (2021), for
   * weights and martingale; Deng, Xu, Kohavi and Walker, WSDM 2013, for what was known before;
   * Owen, Monte Carlo Theory, Methods and Examples, 2013, §8.9, for slopes from the same data.
   *
   * @param shoppers of all groups
   */
  record InverseProbability(long shoppers) implements Estimator {
    private static final int OUTCOME = 0;
    private static final int BEFORE = 2;
    private static final int COLUMNS = 3;

    static InverseProbability of(Grouped groups) {
      return new InverseProbability(groups.everybody().chanceKnown());
    }

    @Override
    public Optional<Estimate> between(
        Measure measure, GroupNumbers treated, GroupNumbers control, Looks looks) {
      if (Math.min(treated.chanceKnown(), control.chanceKnown()) < Uplift.MINIMUM_SHOPPERS) {
        return Optional.empty();
      }
      Sums first = treated.weighted(measure);
      Sums second = control.weighted(measure);
      JointMoments scores = scores(first, second);
      return Optional.of(
          Estimate.of(
              mean(first.sum(OUTCOME)),
              mean(second.sum(OUTCOME)),
              CovariateAdjustment.controlled(scores),
              scores.products(BEFORE, BEFORE) > 0,
              looks));
    }

    /** Nobody is in both groups, so the products of a shopper's two terms are 0. */
    private JointMoments scores(Sums treated, Sums control) {
      double[] means = new double[COLUMNS];
      double[][] products = new double[COLUMNS][COLUMNS];
      for (int a = 0; a < COLUMNS; a++) {
        BigDecimal sum = treated.sum(a).subtract(control.sum(a));
        means[a] = mean(sum);
        for (int b = 0; b <= a; b++) {
          BigDecimal both = sum.multiply(treated.sum(b).subtract(control.sum(b)));
          products[a][b] =
              treated
                  .product(a, b)
                  .add(control.product(a, b))
                  .subtract(both.divide(BigDecimal.valueOf(shoppers), MathContext.DECIMAL128))
                  .doubleValue();
        }
      }
      return JointMoments.of(shoppers, means, products);
    }

    private double mean(BigDecimal sum) {
      return sum.divide(BigDecimal.valueOf(shoppers), MathContext.DECIMAL128).doubleValue();
    }
  }
}
