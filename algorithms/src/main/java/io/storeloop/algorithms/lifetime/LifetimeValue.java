package io.storeloop.algorithms.lifetime;

import io.storeloop.algorithms.inference.Interval;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What customers will still spend until a horizon, discounted to today: expected purchases, by when
 * they are expected, times the expected amount. Immutable.
 *
 * <p>Source: Fader, Hardie and Lee, RFM and CLV, Journal of Marketing Research 42 (2005), equation
 * 3, with a horizon instead of for ever, and continuous discounting by steps of a {@link #STEPS}th.
 */
public final class LifetimeValue {
  private static final int STEPS = 24;
  private static final int MOST_PURCHASES = 4_096;

  private final PurchaseProcess process;
  private final GammaGamma amounts;
  private final double horizon;
  private final double discount;

  /**
   * For a shop.
   *
   * @param horizon above 0
   * @param discount rate per unit of time, continuous, 0 or more: 0.15 a year is ln(1.15) / 52.18 a
   *     week
   * @throws IllegalArgumentException if a value is outside its range
   */
  public LifetimeValue(
      PurchaseProcess process, GammaGamma amounts, double horizon, double discount) {
    this.process = process;
    this.amounts = amounts;
    this.horizon = Parameters.positive("horizon", horizon);
    if (!(discount >= 0 && discount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("discount must be 0 or more, but was " + discount);
    }
    this.discount = discount;
  }

  /**
   * Expected value, in the currency of the amounts.
   *
   * @param meanAmount of the repeat purchases; does not count without any
   */
  public double expected(PurchaseHistory history, double meanAmount) {
    double purchases = 0;
    double before = 0;
    for (int step = 1; step <= STEPS; step++) {
      double time = horizon * step / STEPS;
      double until = process.expectedPurchases(history, time);
      purchases += (until - before) * Math.exp(-discount * (time - horizon / STEPS / 2));
      before = until;
    }
    return purchases * amounts.expectedAmount(spoken(history, meanAmount), meanAmount);
  }

  /**
   * The central range of the value, by drawn futures.
   *
   * @param level probability of the range, in (0, 1)
   * @param draws number of futures, 1 or more
   */
  public Interval interval(
      PurchaseHistory history, double meanAmount, double level, int draws, RandomGenerator random) {
    double[] values = new double[draws];
    double[] times = new double[MOST_PURCHASES];
    for (int i = 0; i < draws; i++) {
      values[i] = draw(history, meanAmount, random, times);
    }
    Arrays.sort(values);
    return new Interval(quantile(values, (1 - level) / 2), quantile(values, (1 + level) / 2));
  }

  private double draw(
      PurchaseHistory history, double meanAmount, RandomGenerator random, double[] times) {
    int count = process.draw(history, horizon, random, times);
    if (count == 0) {
      return 0;
    }
    double mean = amounts.drawMean(spoken(history, meanAmount), meanAmount, random);
    double value = 0;
    for (int i = 0; i < count; i++) {
      value += amounts.drawAmount(mean, random) * Math.exp(-discount * times[i]);
    }
    return value;
  }

  /** Purchases of which the amount says something. */
  private static int spoken(PurchaseHistory history, double meanAmount) {
    return meanAmount > 0 ? history.repeats() : 0;
  }

  static double quantile(double[] sorted, double probability) {
    int place = (int) Math.ceil(probability * sorted.length) - 1;
    return sorted[Math.clamp(place, 0, sorted.length - 1)];
  }
}
