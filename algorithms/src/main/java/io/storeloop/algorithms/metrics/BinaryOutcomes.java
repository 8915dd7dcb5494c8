package io.storeloop.algorithms.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Probabilities of yes beside what became of them, sorted once so that every look costs O(cases).
 * Immutable.
 *
 * <p>Sources: Fawcett, An Introduction to ROC Analysis, Pattern Recognition Letters 27 (2006) (AUC
 * with ties); Brier, Monthly Weather Review 78 (1950); Naeini, Cooper and Hauskrecht, Obtaining
 * Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015 (expected calibration error, ten
 * bins of equal width).
 */
public final class BinaryOutcomes {
  /** Parts of the scale from 0 to 1 in which calibration is looked at. */
  public static final int BINS = 10;

  /** The share with the highest probabilities whose lift is told. */
  public static final double LIFT_SHARE = 0.1;

  /** Keeps a probability of 0 or 1 that was wrong from costing without bound. */
  private static final double LEAST_PROBABILITY = 1e-9;

  private final double[] probabilities;
  private final boolean[] called;
  private final boolean[] labels;

  /**
   * Sorts.
   *
   * @param probabilities in [0, 1], one per case
   * @param called whether the case was called a yes
   * @param labels whether it was one
   * @throws IllegalArgumentException if the lengths differ, a probability is outside its range, or
   *     not both a yes and a no are there
   */
  public BinaryOutcomes(double[] probabilities, boolean[] called, boolean[] labels) {
    requireFitting(probabilities, called, labels);
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> -probabilities[i]))
            .mapToInt(i -> i)
            .toArray();
    this.probabilities = Arrays.stream(order).mapToDouble(i -> probabilities[i]).toArray();
    this.called = new boolean[order.length];
    this.labels = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      this.called[i] = called[order[i]];
      this.labels[i] = labels[order[i]];
    }
  }

  private static void requireFitting(double[] probabilities, boolean[] called, boolean[] labels) {
    if (probabilities.length != labels.length || called.length != labels.length) {
      throw new IllegalArgumentException(
          "every label needs a probability and a call, but there were %d, %d and %d"
              .formatted(labels.length, probabilities.length, called.length));
    }
    int yes = 0;
    for (int i = 0; i < labels.length; i++) {
      yes += labels[i] ? 1 : 0;
      if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
        throw new IllegalArgumentException(
            "probabilities must be in [0, 1], but one was " + probabilities[i]);
      }
    }
    if (yes == 0 || yes == labels.length) {
      throw new IllegalArgumentException(
          "there must be both yes and no, but %d of %d were yes".formatted(yes, labels.length));
    }
  }

  /** AUC of scores on any scale. */
  public static double auc(double[] scores, boolean[] labels) {
    return AucComparison.auc(scores, labels);
  }

  /** The figures of all cases. */
  public BinaryFigures figures() {
    int[] once = new int[labels.length];
    Arrays.fill(once, 1);
    return figures(once);
  }

  /**
   * Intervals of a figure when other cases had come: {@link Bootstrap}, over cases.
   *
   * @param figure which of them
   */
  public Estimate estimate(ToDoubleFunction<BinaryFigures> figure, BootstrapOptions options) {
    var random = new SplittableRandom(options.seed());
    double[] resampled = new double[options.resamples()];
    int[] times = new int[labels.length];
    for (int resample = 0; resample < resampled.length; resample++) {
      do {
        Arrays.fill(times, 0);
        for (int draw = 0; draw < times.length; draw++) {
          times[random.nextInt(times.length)]++;
        }
      } while (!hasBoth(times));
      resampled[resample] = figure.applyAsDouble(figures(times));
    }
    return new Estimate(
        figure.applyAsDouble(figures()), Bootstrap.interval(resampled, options.confidence()));
  }

  private boolean hasBoth(int[] times) {
    boolean yes = false;
    boolean no = false;
    for (int i = 0; i < times.length && !(yes && no); i++) {
      yes |= times[i] > 0 && labels[i];
      no |= times[i] > 0 && !labels[i];
    }
    return yes && no;
  }

  /** Mean probability and share of yes in each bin that holds a case, from 0 upward. */
  public CalibrationBin[] calibration() {
    double[] sums = new double[BINS];
    int[] counts = new int[BINS];
    int[] yes = new int[BINS];
    for (int i = 0; i < labels.length; i++) {
      int bin = bin(probabilities[i]);
      sums[bin] += probabilities[i];
      counts[bin]++;
      yes[bin] += labels[i] ? 1 : 0;
    }
    return IntStream.range(0, BINS)
        .filter(bin -> counts[bin] > 0)
        .mapToObj(bin -> new CalibrationBin(sums[bin] / counts[bin], counts[bin], yes[bin]))
        .toArray(CalibrationBin[]::new);
  }

  private BinaryFigures figures(int[] times) {
    double all = 0;
    double yes = 0;
    for (int i = 0; i < times.length; i++) {
      all += times[i];
      yes += labels[i] ? times[i] : 0;
    }
    double[] ranking = ranking(times, all, yes);
    double[] confusion = confusion(times);
    double precision = confusion[0] == 0 ? 0 : confusion[1] / confusion[0];
    double recall = confusion[1] / yes;
    double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    double[] errors = errors(times);
    return new BinaryFigures(
        ranking[0],
        ranking[1],
        errors[0] / all,
        calibrationError(times, all),
        errors[1] / all,
        precision,
        recall,
        f1,
        ranking[2]);
  }

  /** AUC, average precision and lift, a run of equal probabilities at a time. */
  private double[] ranking(int[] times, double all, double yes) {
    double above = 0;
    double yesAbove = 0;
    double pairs = 0;
    double precision = 0;
    double inTop = 0;
    double top = LIFT_SHARE * all;
    for (int from = 0; from < times.length; ) {
      double run = 0;
      double yesInRun = 0;
      int to = from;
      while (to < times.length && probabilities[to] == probabilities[from]) {
        run += times[to];
        yesInRun += labels[to] ? times[to] : 0;
        to++;
      }
      pairs += (run - yesInRun) * (yesAbove + yesInRun / 2);
      inTop += run == 0 ? 0 : yesInRun * Math.clamp((top - above) / run, 0, 1);
      above += run;
      yesAbove += yesInRun;
      precision += yesInRun == 0 ? 0 : yesInRun * yesAbove / above;
      from = to;
    }
    return new double[] {pairs / yes / (all - yes), precision / yes, inTop / top / (yes / all)};
  }

  /** Called yes, and rightly called yes. */
  private double[] confusion(int[] times) {
    double[] counts = new double[2];
    for (int i = 0; i < times.length; i++) {
      counts[0] += called[i] ? times[i] : 0;
      counts[1] += called[i] && labels[i] ? times[i] : 0;
    }
    return counts;
  }

  /** Sums of squared error and of negative log likelihood. */
  private double[] errors(int[] times) {
    double[] sums = new double[2];
    for (int i = 0; i < times.length; i++) {
      double right = labels[i] ? probabilities[i] : 1 - probabilities[i];
      sums[0] += times[i] * (1 - right) * (1 - right);
      sums[1] -= times[i] * Math.log(Math.max(right, LEAST_PROBABILITY));
    }
    return sums;
  }

  private double calibrationError(int[] times, double all) {
    double[] away = new double[BINS];
    for (int i = 0; i < times.length; i++) {
      away[bin(probabilities[i])] += times[i] * (probabilities[i] - (labels[i] ? 1 : 0));
    }
    return Arrays.stream(away).map(Math::abs).sum() / all;
  }

  private static int bin(double probability) {
    return Math.min(BINS - 1, (int) (probability * BINS));
  }
}
