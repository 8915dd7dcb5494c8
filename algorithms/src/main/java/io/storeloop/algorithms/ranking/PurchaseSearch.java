package io.storeloop.algorithms.ranking;

import java.util.function.BooleanSupplier;

/** Chooses how strongly the model is shrunk, on the latest mornings whose period is over. */
final class PurchaseSearch {
  /** Four were too few: which strength is best differed from one set of four to the next. */
  private static final int MORNINGS = 8;

  private final ActionLog log;
  private final PurchaseOptions options;
  private final Windows windows;
  private final BooleanSupplier timeLeft;

  /** {@code timeLeft}: asked before each morning but the first. */
  PurchaseSearch(
      ActionLog log, PurchaseOptions options, Windows windows, BooleanSupplier timeLeft) {
    this.timeLeft = timeLeft;
    this.log = log;
    this.options = options;
    this.windows = windows;
  }

  /** The chosen strength and how it did. */
  record Result(double l2, double f1, int mornings, int tried) {}

  Result run() {
    double[] sums = new double[options.l2().size()];
    int mornings = 0;
    for (int i = 0; i < MORNINGS && (i == 0 || timeLeft.getAsBoolean()); i++) {
      int morning = log.endDay() - options.horizonDays() - i * windows.step();
      TrainingRows rows = windows.endingBy(morning);
      if (holdsBoth(rows.labels())) {
        mornings++;
        for (int candidate = 0; candidate < sums.length; candidate++) {
          sums[candidate] += f1(rows.fit(options.l2().get(candidate)), morning);
        }
      }
    }
    int best = mornings == 0 ? sums.length / 2 : 0;
    for (int candidate = 1; candidate < sums.length; candidate++) {
      best = sums[candidate] > sums[best] ? candidate : best;
    }
    return new Result(
        options.l2().get(best),
        mornings == 0 ? 0 : sums[best] / mornings,
        mornings,
        mornings * sums.length);
  }

  private double f1(LogisticRegression model, int morning) {
    var ranked = PurchaseForecast.RankedPairs.of(model, windows.rows(morning));
    int called = ranked.countOfBestF1(windows.boughtBefore(morning));
    int hits = 0;
    for (int place = 0; place < called; place++) {
      hits += log.buys(ranked.pairs()[place], morning, morning + options.horizonDays()) ? 1 : 0;
    }
    int bought = windows.bought(morning);
    return called + bought == 0 ? 0 : 2.0 * hits / (called + bought);
  }

  private static boolean holdsBoth(boolean[] labels) {
    int yes = 0;
    for (boolean label : labels) {
      yes += label ? 1 : 0;
    }
    return yes > 0 && yes < labels.length;
  }
}
