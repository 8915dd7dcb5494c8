package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.lifetime.Concordance;
import io.storeloop.algorithms.lifetime.CountForecast;
import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.GammaGamma;
import io.storeloop.algorithms.lifetime.LifetimeValue;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.lifetime.RhythmModel;
import io.storeloop.algorithms.lifetime.TotalForecast;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Compares what was foretold with what came after the cut. Figures that need what came are left out
 * where the file does not tell it.
 */
final class LifetimeJudgement {
  static final double LEVEL = 0.8;

  /** Days within which the next purchase is foretold. */
  private static final int[] DAYS = {7, 30, 90};

  /** Intervals of single customers are looked at for so many, evenly spread. */
  private static final int MAX_INTERVALS = 5_000;

  private static final int VALUE_DRAWS = 300;
  private static final int TOTAL_DRAWS = 400;
  private static final int MIN_TOTAL_DRAWS = 50;
  private static final long MAX_FUTURES = 20_000_000;

  private final LifetimeData data;
  private final LifetimeModels models;
  private final double daysPerUnit;
  private final long seed;

  LifetimeJudgement(LifetimeData data, LifetimeModels models, double daysPerUnit, long seed) {
    this.data = data;
    this.models = models;
    this.daysPerUnit = daysPerUnit;
    this.seed = seed;
  }

  /** Of one family, its forecasts multiplied by the level. */
  Map<String, Double> family(PurchaseProcess process, double factor) {
    Map<String, Double> figures = new LinkedHashMap<>();
    double[] expected = each(h -> factor * process.expectedPurchases(h, data.horizon()));
    figures.put("predictedTotal", ForecastFigures.sum(expected));
    if (data.counts() == null) {
      return figures;
    }
    double[] actual = doubles(data.counts());
    boolean[] again = again(data.counts());
    double total = ForecastFigures.sum(actual);
    figures.put("actualTotal", total);
    figures.put("totalError", ForecastFigures.sum(expected) / total - 1);
    figures.put("mae", ForecastFigures.meanError(expected, actual));
    figures.put("rmse", ForecastFigures.rootMeanSquare(expected, actual));
    figures.put("correlation", ForecastFigures.correlation(expected, actual));
    figures.put("topDecileShare", ForecastFigures.topDecileShare(expected, actual));
    double[] probabilities = each(h -> process.purchaseProbability(h, data.horizon()));
    figures.put("aucExpected", Concordance.auc(expected, again));
    figures.put("aucProbability", Concordance.auc(probabilities, again));
    figures.put("aucAlive", Concordance.auc(each(process::aliveProbability), again));
    double[] came = shares(again);
    figures.put("calibrationError", ForecastFigures.calibrationError(probabilities, came));
    figures.put("intervalCoverage", coverage(process));
    return figures;
  }

  /** What needs no model. */
  Map<String, Double> baseline() {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (data.counts() == null) {
      return figures;
    }
    double[] actual = doubles(data.counts());
    boolean[] again = again(data.counts());
    double[] rate = each(h -> h.rate() * data.horizon());
    double[] zero = new double[actual.length];
    figures.put("rateTotal", ForecastFigures.sum(rate));
    figures.put("rateMae", ForecastFigures.meanError(rate, actual));
    figures.put("rateRmse", ForecastFigures.rootMeanSquare(rate, actual));
    figures.put("rateCorrelation", ForecastFigures.correlation(rate, actual));
    figures.put("zeroMae", ForecastFigures.meanError(zero, actual));
    figures.put("zeroRmse", ForecastFigures.rootMeanSquare(zero, actual));
    double[] repeats = each(h -> h.repeats());
    figures.put("topDecileShareFrequency", ForecastFigures.topDecileShare(repeats, actual));
    figures.put("topDecileSharePerfect", ForecastFigures.topDecileShare(actual, actual));
    figures.put("aucFrequency", Concordance.auc(repeats, again));
    figures.put("aucRecency", Concordance.auc(each(h -> h.lastRepeat() - h.age()), again));
    return figures;
  }

  /** Groups of a tenth of the customers by P(purchase): foretold and actual shares. */
  double[][] calibration(PurchaseProcess process) {
    return data.counts() == null
        ? new double[0][]
        : ForecastFigures.calibration(
            each(h -> process.purchaseProbability(h, data.horizon())),
            shares(again(data.counts())));
  }

  /** The range of the sum of all customers' purchases. */
  Interval total(Fit.Fitted<PurchaseProcess> fit) {
    long draws = Math.clamp(MAX_FUTURES / data.customers(), MIN_TOTAL_DRAWS, TOTAL_DRAWS);
    return TotalForecast.interval(
        fit,
        data.histories(),
        data.horizon(),
        LEVEL,
        models.level(),
        (int) draws,
        new Random(seed));
  }

  /** When the next purchase comes: of the rhythm where it is known, and of recency beside it. */
  Map<String, Double> nextPurchase(RhythmModel model) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("shape", model.shape());
    if (data.waits() == null) {
      return figures;
    }
    double watched = data.horizon() * daysPerUnit;
    double[] recency = each(h -> h.lastRepeat() - h.age());
    double[] probabilities = within(model, Math.min(DAYS[1], watched));
    figures.put("concordance", concordance(probabilities, watched));
    figures.put("concordanceRecency", concordance(recency, watched));
    for (int days : DAYS) {
      if (days <= watched) {
        boolean[] came = new boolean[data.customers()];
        for (int i = 0; i < came.length; i++) {
          came[i] = data.waits()[i] >= 0 && data.waits()[i] <= days;
        }
        double[] foretold = within(model, days);
        figures.put("predicted" + days + "Days", ForecastFigures.sum(foretold) / came.length);
        figures.put("actual" + days + "Days", ForecastFigures.sum(shares(came)) / came.length);
        figures.put("auc" + days + "Days", Concordance.auc(foretold, came));
        figures.put("aucRecency" + days + "Days", Concordance.auc(recency, came));
        figures.put(
            "calibrationError" + days + "Days",
            ForecastFigures.calibrationError(foretold, shares(came)));
      }
    }
    return figures;
  }

  /** What customers spend until the horizon, not discounted. */
  Map<String, Double> value(PurchaseProcess process, GammaGamma amounts, double factor) {
    Map<String, Double> figures = new LinkedHashMap<>();
    var value = new LifetimeValue(process, amounts, data.horizon(), 0);
    double[] expected = new double[data.customers()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = factor * value.expected(data.histories().get(i), data.meanAmounts()[i]);
    }
    figures.put("predictedSpend", ForecastFigures.sum(expected));
    double[] spent = data.spent();
    if (spent != null) {
      figures.put("actualSpend", ForecastFigures.sum(spent));
      figures.put("spendMae", ForecastFigures.meanError(expected, spent));
      figures.put("spendCorrelation", ForecastFigures.correlation(expected, spent));
      figures.put("spendTopDecileShare", ForecastFigures.topDecileShare(expected, spent));
      figures.put("spendIntervalCoverage", coverage(value, spent));
    }
    return figures;
  }

  private double[] within(RhythmModel model, double days) {
    return data.rhythms().stream()
        .mapToDouble(rhythm -> model.purchaseProbability(rhythm, days / daysPerUnit))
        .toArray();
  }

  private double concordance(double[] scores, double watched) {
    double[] times = new double[scores.length];
    boolean[] bought = new boolean[scores.length];
    int[] waits = data.waits() == null ? new int[0] : data.waits();
    for (int i = 0; i < scores.length; i++) {
      bought[i] = waits[i] >= 0 && waits[i] <= watched;
      times[i] = bought[i] ? waits[i] : watched;
    }
    return Concordance.of(scores, times, bought);
  }

  private double coverage(PurchaseProcess process) {
    int[] counts = data.counts() == null ? new int[0] : data.counts();
    int step = step();
    double covered = 0;
    int asked = 0;
    for (int i = 0; i < counts.length; i += step) {
      covered +=
          CountForecast.of(process, data.histories().get(i), data.horizon())
              .covered(counts[i], LEVEL);
      asked++;
    }
    return covered / asked;
  }

  private double coverage(LifetimeValue value, double[] spent) {
    var random = new Random(seed);
    int step = step();
    int inside = 0;
    int asked = 0;
    for (int i = 0; i < spent.length; i += step) {
      Interval interval =
          value.interval(
              data.histories().get(i), data.meanAmounts()[i], LEVEL, VALUE_DRAWS, random);
      inside += interval.contains(spent[i]) ? 1 : 0;
      asked++;
    }
    return (double) inside / asked;
  }

  private int step() {
    return Math.max(1, (data.customers() + MAX_INTERVALS - 1) / MAX_INTERVALS);
  }

  private double[] each(ToDoubleFunction<PurchaseHistory> score) {
    List<PurchaseHistory> histories = data.histories();
    return histories.stream().mapToDouble(score).toArray();
  }

  private static double[] doubles(int[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static boolean[] again(int[] counts) {
    boolean[] again = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      again[i] = counts[i] > 0;
    }
    return again;
  }

  private static double[] shares(boolean[] came) {
    double[] shares = new double[came.length];
    for (int i = 0; i < came.length; i++) {
      shares[i] = came[i] ? 1 : 0;
    }
    return shares;
  }
}
