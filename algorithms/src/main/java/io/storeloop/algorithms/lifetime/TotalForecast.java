package io.storeloop.algorithms.lifetime;

import io.storeloop.algorithms.inference.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** How many purchases all customers together will make. */
public final class TotalForecast {
  private static final int MOST_PURCHASES = 4_096;

  private TotalForecast() {}

  /**
   * The central range of the sum: parameters are drawn as the data allow, then a future of every
   * customer, then the level at which the shop sells. O(draws · customers).
   *
   * @param histories one per customer
   * @param level probability of the range, in (0, 1)
   * @param shop how the shop's sales move, all customers alike
   * @param draws 1 or more
   */
  public static Interval interval(
      Fit.Fitted<PurchaseProcess> fit,
      List<PurchaseHistory> histories,
      double horizon,
      double level,
      RateLevel shop,
      int draws,
      RandomGenerator random) {
    double[] totals = new double[draws];
    double[] times = new double[MOST_PURCHASES];
    for (int i = 0; i < draws; i++) {
      PurchaseProcess process = fit.spread().draw(random);
      for (PurchaseHistory history : histories) {
        totals[i] += process.draw(history, horizon, random, times);
      }
      totals[i] *= shop.factor() * Math.exp(shop.spread() * random.nextGaussian());
    }
    Arrays.sort(totals);
    return new Interval(
        LifetimeValue.quantile(totals, (1 - level) / 2),
        LifetimeValue.quantile(totals, (1 + level) / 2));
  }
}
