package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.algorithms.ranking.ActionLog;
import io.storeloop.algorithms.ranking.PurchaseForecast;
import io.storeloop.algorithms.ranking.PurchaseOptions;
import io.storeloop.recommendation.evaluation.judge.CalledPairs;
import io.storeloop.recommendation.evaluation.protocol.TimeSplit;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Learns which pairs are bought next, for a time split. */
public final class PurchaseForecasting {
  private static final double NANOS = 1e9;
  private static final int STRONGEST = 10;

  private PurchaseForecasting() {}

  /**
   * Learns.
   *
   * @param budget how long strengths of shrinking may be tried; the first comparison and the last
   *     training come on top
   */
  public static Prepared prepare(TimeSplit split, Duration budget) {
    PurchaseOptions options =
        split.horizonDays() == TimeSplit.UNKNOWN_HORIZON
            ? PurchaseOptions.standard(split.log())
            : PurchaseOptions.ahead(split.log(), split.horizonDays());
    long from = System.nanoTime();
    PurchaseForecast forecast =
        PurchaseForecast.of(
            split.log(), options, () -> System.nanoTime() - from < budget.toNanos());
    double seconds = (System.nanoTime() - from) / NANOS;
    int users = split.log().userCount();
    int[] purchases = split.purchases();
    return new Prepared(
        split.task(),
        new ForecastScorer(forecast, users, purchases),
        (question, scores) -> copy(purchases, scores),
        settings(forecast, options),
        seconds,
        0,
        new CalledPairs(called(forecast), split.bought()),
        new CalledPairs(mostBoughtForAll(split), split.bought()));
  }

  private static void copy(int[] purchases, double[] scores) {
    for (int item = 0; item < scores.length; item++) {
      scores[item] = purchases[item];
    }
  }

  private static Set<Long> called(PurchaseForecast forecast) {
    Set<Long> called = new HashSet<>();
    for (int place = 0; place < forecast.calledCount(); place++) {
      called.add(TimeSplit.pair(forecast.user(place), forecast.item(place)));
    }
    return called;
  }

  /** The floor of the pairs: everybody buys what was bought most often. */
  private static Set<Long> mostBoughtForAll(TimeSplit split) {
    int most = 0;
    for (int item = 1; item < split.purchases().length; item++) {
      most = split.purchases()[item] > split.purchases()[most] ? item : most;
    }
    Set<Long> called = new HashSet<>();
    ActionLog log = split.log();
    for (int pair = 0; pair < log.pairCount(); pair++) {
      called.add(TimeSplit.pair(log.user(pair), most));
    }
    return called;
  }

  private static Map<String, Object> settings(PurchaseForecast forecast, PurchaseOptions options) {
    PurchaseForecast.Chosen chosen = forecast.chosen();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("family", "purchaseForecast");
    settings.put("l2", chosen.l2());
    settings.put("horizonDays", options.horizonDays());
    settings.put("stepDays", options.stepDays());
    settings.put("trainingRows", chosen.rows());
    settings.put("candidates", forecast.size());
    settings.put("calledPairs", forecast.calledCount());
    settings.put("strongestFeatures", forecast.strongest(STRONGEST));
    settings.put("tried", chosen.tried());
    settings.put("keptBack", "the latest %d mornings".formatted(chosen.mornings()));
    settings.put("goal", "f1");
    settings.put("validation", Map.of("f1", chosen.validationF1()));
    return settings;
  }
}
