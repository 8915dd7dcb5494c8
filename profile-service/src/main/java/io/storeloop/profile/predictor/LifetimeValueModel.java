package io.storeloop.profile.predictor;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.lifetime.GammaGamma;
import io.storeloop.algorithms.lifetime.LifetimeValue;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a customer will spend until the horizon, discounted to today: how the shop's customers buy
 * until they leave, and how much they spend on a day of order.
 *
 * @param parameters of the family, in its order, in days
 * @param currency the only one that is counted
 * @param level by which the value is multiplied: what the family missed on mornings of the past
 *     where they agree ({@link io.storeloop.algorithms.lifetime.RateLevel}), above 0
 */
record LifetimeValueModel(
    PurchaseFamily family,
    List<Double> parameters,
    GammaGamma amounts,
    String currency,
    double level)
    implements ForecastModel {
  /** 15 % a year, continuously, per day. */
  static final double DISCOUNT = Math.log(1.15) / 365.25;

  private static final int DRAWS = 1_000;
  private static final long SEED = 42;

  LifetimeValueModel {
    parameters = List.copyOf(parameters);
    level = level == 0 ? 1 : level; // models stored before there was one
  }

  /** The range is of drawn futures: where few buy much, the expected value may lie above it. */
  @Override
  public Forecast forecast(List<Act> past, Instant now, int horizonDays) {
    PurchaseLog one = PurchaseDays.log(List.of(past), currency);
    int today = PurchaseDays.day(now);
    PurchaseHistory history = one.histories(today, 1).getFirst();
    double meanAmount = one.meanAmounts(today)[0];
    PurchaseProcess process = process();
    var value = new LifetimeValue(process, amounts, horizonDays, DISCOUNT);
    Interval range =
        value.interval(history, meanAmount, Forecast.LEVEL, DRAWS, new SplittableRandom(SEED));
    List<Forecast.Reason> reasons = PurchaseDays.reasons(one, today);
    double spent = one.amounts(Integer.MIN_VALUE, today)[0];
    if (spent > 0) {
      reasons.add(PurchaseDays.meanOrder(spent / one.purchases(), currency));
    }
    return new Forecast(
        level * value.expected(history, meanAmount),
        currency,
        process.purchaseProbability(history, horizonDays),
        level * range.lower(),
        level * range.upper(),
        reasons);
  }

  @Override
  public Score score(List<Act> past, Instant now, int horizonDays) {
    PurchaseLog one = PurchaseDays.log(List.of(past), currency);
    int today = PurchaseDays.day(now);
    PurchaseHistory history = one.histories(today, 1).getFirst();
    PurchaseProcess process = process();
    var value = new LifetimeValue(process, amounts, horizonDays, DISCOUNT);
    return new Score(
        level * value.expected(history, one.meanAmounts(today)[0]),
        process.purchaseProbability(history, horizonDays));
  }

  /** Not discounted, of every customer known on a day. */
  double[] expected(PurchaseLog known, int day, int horizonDays) {
    var value = new LifetimeValue(process(), amounts, horizonDays, 0);
    List<PurchaseHistory> histories = known.histories(day, 1);
    double[] means = known.meanAmounts(day);
    double[] expected = new double[histories.size()];
    for (int customer = 0; customer < expected.length; customer++) {
      expected[customer] = level * value.expected(histories.get(customer), means[customer]);
    }
    return expected;
  }

  private PurchaseProcess process() {
    return family.process(parameters.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
