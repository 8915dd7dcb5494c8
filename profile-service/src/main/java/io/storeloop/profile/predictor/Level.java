package io.storeloop.profile.predictor;

import io.storeloop.algorithms.calibration.PlattScaling;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How many will buy in all, which moves as a shop grows older: as at the latest moment whose
 * horizon is over, or as BG/NBD expects of the customers there are now, whichever was nearer to
 * what came at the moments that were learned from.
 */
final class Level {
  /** Customers below which a share says too little. */
  private static final int FEWEST = 50;

  private final Classifier classifier;
  private final PropensityRows training;
  private final Duration horizon;
  private final boolean churn;
  private final double[] margins;
  private final double[] process;

  private Level(Classifier classifier, PropensityRows training, Duration horizon, Target target) {
    this.classifier = classifier;
    this.training = training;
    this.horizon = horizon;
    this.churn = target == Target.CHURN;
    Examples examples = training.examples();
    this.margins = classifier.margins(examples.table(), examples.all());
    this.process = training.column(PropensityFeature.ORDER_PROBABILITY);
  }

  /**
   * The classifier at the level for now.
   *
   * @param training rows it learned from
   * @param now rows of the moment at which it will be asked, whose answers are not looked at
   */
  static Classifier of(
      Classifier classifier,
      PropensityRows training,
      PropensityRows now,
      Duration horizon,
      Target target) {
    Level level = new Level(classifier, training, horizon, target);
    int[] rows = known(now.column(PropensityFeature.ORDER_PROBABILITY), now.examples().all());
    if (rows.length < FEWEST || !level.processWasNearer()) {
      return classifier;
    }
    double mean = level.mean(now.column(PropensityFeature.ORDER_PROBABILITY), rows);
    double[] margins = classifier.margins(now.examples().table(), rows);
    PlattScaling scaling = level.scaling();
    PlattScaling moved = scaling.meaning(margins, mean);
    return classifier.calibrated(
        moved, moved(classifier.threshold(), moved.offset() - scaling.offset()));
  }

  /** The threshold that calls the same shoppers yes: by as much in log odds as they have moved. */
  static double moved(double threshold, double shift) {
    return threshold > 0 && threshold < 1
        ? 1 / (1 + (1 - threshold) / threshold * Math.exp(-shift))
        : threshold;
  }

  /** Of two moments a horizon or more apart, so that the later one looked back at a full answer. */
  private boolean processWasNearer() {
    double latestAway = 0;
    double processAway = 0;
    List<Instant> moments = training.cuts().stream().distinct().sorted().toList();
    for (Instant later : moments) {
      Instant earlier =
          moments.stream()
              .filter(moment -> !moment.plus(horizon).isAfter(later))
              .max(Instant::compareTo)
              .orElse(null);
      int[] rows = rows(later);
      if (earlier != null && rows.length >= FEWEST && rows(earlier).length >= FEWEST) {
        double came = share(rows);
        PlattScaling then = scaling().meaning(picked(rows(earlier)), share(rows(earlier)));
        double told =
            Arrays.stream(rows)
                .mapToDouble(row -> then.probability(margins[row]))
                .average()
                .orElseThrow();
        latestAway += Math.abs(told - came);
        processAway += Math.abs(mean(process, rows) - came);
      }
    }
    return processAway < latestAway;
  }

  /** The scaling, or where it is a curve the nearest scaling. */
  private PlattScaling scaling() {
    PlattScaling scaling = classifier.platt();
    return scaling == null
        ? PlattScaling.fit(
            picked(training.ofLatest()), training.examples().labels(training.ofLatest()))
        : scaling;
  }

  private double mean(double[] probabilities, int[] rows) {
    double buys =
        Arrays.stream(rows).mapToDouble(row -> probabilities[row]).average().orElseThrow();
    return churn ? 1 - buys : buys;
  }

  private double share(int[] rows) {
    return (double) training.examples().yes(rows) / rows.length;
  }

  private double[] picked(int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> margins[row]).toArray();
  }

  private int[] rows(Instant moment) {
    return Arrays.stream(known(process, training.examples().all()))
        .filter(row -> training.cuts().get(row).equals(moment))
        .toArray();
  }

  /** Of which BG/NBD has a say: those who have bought. */
  private static int[] known(double[] process, int[] rows) {
    return Arrays.stream(rows).filter(row -> !Double.isNaN(process[row])).toArray();
  }
}
