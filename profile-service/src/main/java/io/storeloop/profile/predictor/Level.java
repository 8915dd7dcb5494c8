package io.storeloop.profile.predictor;

import io.storeloop.algorithms.calibration.PlattScaling;
import io.storeloop.profile.learning.Classifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How many will buy in all, which moves with the season and as a shop grows older: as at the latest
 * moment whose horizon is over, moved as the level moved a year ago. Where the log is too young to
 * tell, as at that moment or as BG/NBD expects of the customers there are now, whichever was nearer
 * to what came at the moments that were learned from.
 */
final class Level {
  /** Customers below which a share says too little. */
  private static final int FEWEST = 50;

  /**
   * How far a season moves a level, as a standard deviation in log odds: assumed, to count a move
   * by how much of its variance is not sampling error.
   */
  private static final double SEASONS = 0.5;

  private final Classifier classifier;
  private final Duration horizon;
  private final boolean churn;
  private final PlattScaling scaling;
  private final Strata training;
  private final Strata yearAgo;

  private Level(
      Classifier classifier,
      PropensityRows training,
      PropensityRows yearAgo,
      Duration horizon,
      Target target) {
    this.classifier = classifier;
    this.horizon = horizon;
    this.churn = target == Target.CHURN;
    this.training = new Strata(training, classifier);
    this.yearAgo = new Strata(yearAgo, classifier);
    this.scaling = scaling(training);
  }

  /** What the level is told by. */
  enum Way {
    LATEST("the latest moment whose horizon is over"),
    PROCESS("BG/NBD of the customers there are now"),
    SEASON("the latest moment whose horizon is over, moved as a year ago");

    final String words;

    Way(String words) {
      this.words = words;
    }
  }

  /**
   * A classifier at its level.
   *
   * @param way what the level is told by
   */
  record Told(Classifier classifier, Way way) {}

  /**
   * The classifier at the level for now.
   *
   * @param training rows it learned from
   * @param now rows of the moment at which it will be asked, whose answers are not looked at
   * @param shoppers of whom what was over by now is looked at
   * @param first moment of anything that is known
   */
  static Told of(
      Classifier classifier,
      PropensityRows training,
      PropensityRows now,
      List<ShopperHistory> shoppers,
      Instant first,
      Duration horizon,
      Target target) {
    double[] process = now.column(PropensityFeature.ORDER_PROBABILITY);
    int[] rows = known(process, now.examples().all());
    if (rows.length < FEWEST) {
      return new Told(classifier, Way.LATEST);
    }
    Instant moment = now.cuts().getFirst();
    PropensityRows yearAgo =
        PropensityRows.at(
            shoppers, TrainingCuts.yearBefore(first, moment, horizon), horizon, target);
    var level = new Level(classifier, training, yearAgo, horizon, target);
    double season = level.season(level.training.latest(), moment);
    if (!Double.isNaN(season)) {
      return level.meaning(now, rows, level.seasonal(now, rows, season), Way.SEASON);
    }
    return level.processWasNearer()
        ? level.meaning(now, rows, level.mean(process, rows), Way.PROCESS)
        : new Told(classifier, Way.LATEST);
  }

  /** The classifier, moved so far that it says a given mean of these rows. */
  private Told meaning(PropensityRows now, int[] rows, double mean, Way way) {
    double[] margins = classifier.margins(now.examples().table(), rows);
    return new Told(
        classifier.moved(scaling.meaning(margins, mean).offset() - scaling.offset()), way);
  }

  /** The mean of these rows after a move since the latest moment, all of it without a year ago. */
  private double seasonal(PropensityRows now, int[] rows, double season) {
    int[] latest = training.known(training.latest());
    PlattScaling then = scaling.meaning(training.blind(latest), training.share(latest));
    PlattScaling moved = then.moved(season);
    return Arrays.stream(classifier.margins(now.withoutYearAgo(), rows))
        .map(moved::probability)
        .average()
        .orElseThrow();
  }

  /** Of two moments a horizon or more apart, so that the later one looked back at a full answer. */
  private boolean processWasNearer() {
    double latestAway = 0;
    double processAway = 0;
    List<Instant> moments = training.moments();
    for (Instant later : moments) {
      Instant earlier =
          moments.stream()
              .filter(moment -> !moment.plus(horizon).isAfter(later))
              .max(Instant::compareTo)
              .orElse(null);
      if (earlier != null && training.says(earlier) && training.says(later)) {
        int[] rows = training.known(later);
        int[] before = training.known(earlier);
        double came = training.share(rows);
        PlattScaling then = scaling.meaning(training.margins(before), training.share(before));
        latestAway += Math.abs(training.told(rows, then) - came);
        processAway += Math.abs(mean(training.process, rows) - came);
      }
    }
    return processAway < latestAway;
  }

  /**
   * How much the log odds rose from one moment to another a year before, beside what the model says
   * of the shoppers there were; NaN where that is not known. The model does not see what each
   * bought a year before that, which hardly any log tells, or the season would count twice.
   */
  private double season(Instant from, Instant to) {
    Instant fromThen = from.minus(TrainingCuts.YEAR);
    Instant toThen = to.minus(TrainingCuts.YEAR);
    return yearAgo.says(fromThen) && yearAgo.says(toThen)
        ? trusted(
            offset(toThen) - offset(fromThen),
            yearAgo.variance(toThen) + yearAgo.variance(fromThen))
        : Double.NaN;
  }

  /** What is left of a move that was seen with a sampling error of this variance. */
  static double trusted(double move, double variance) {
    return move * SEASONS * SEASONS / (SEASONS * SEASONS + variance);
  }

  private double offset(Instant moment) {
    int[] rows = yearAgo.known(moment);
    return scaling.meaning(yearAgo.blind(rows), yearAgo.share(rows)).offset();
  }

  /** The scaling, or where it is a curve the nearest scaling. */
  private PlattScaling scaling(PropensityRows rows) {
    PlattScaling known = classifier.platt();
    return known == null
        ? PlattScaling.fit(
            training.margins(rows.ofLatest()), rows.examples().labels(rows.ofLatest()))
        : known;
  }

  private double mean(double[] probabilities, int[] rows) {
    double buys =
        Arrays.stream(rows).mapToDouble(row -> probabilities[row]).average().orElseThrow();
    return churn ? 1 - buys : buys;
  }

  /** Those of whom BG/NBD has a say: who have bought. */
  private static int[] known(double[] process, int[] rows) {
    return Arrays.stream(rows).filter(row -> !Double.isNaN(process[row])).toArray();
  }

  /** Rows by their moments, with what the classifier and BG/NBD say of each. */
  private static final class Strata {
    private final PropensityRows rows;
    private final double[] margins;

    /** What the classifier says who does not see what was bought a year before. */
    private final double[] blind;

    private final double[] process;

    Strata(PropensityRows rows, Classifier classifier) {
      this.rows = rows;
      this.margins = classifier.margins(rows.examples().table(), rows.examples().all());
      this.blind = classifier.margins(rows.withoutYearAgo(), rows.examples().all());
      this.process = rows.column(PropensityFeature.ORDER_PROBABILITY);
    }

    List<Instant> moments() {
      return rows.cuts().stream().distinct().sorted().toList();
    }

    Instant latest() {
      return moments().getLast();
    }

    int[] known(Instant moment) {
      return Arrays.stream(Level.known(process, rows.examples().all()))
          .filter(row -> rows.cuts().get(row).equals(moment))
          .toArray();
    }

    boolean says(Instant moment) {
      return known(moment).length >= FEWEST;
    }

    /** The share of yes, drawn a little to a half so that it is neither none nor all. */
    double share(int[] places) {
      return (rows.examples().yes(places) + 1.0) / (places.length + 2.0);
    }

    /** Of the log odds of the share at a moment. */
    double variance(Instant moment) {
      int[] places = known(moment);
      return 1 / (places.length * share(places) * (1 - share(places)));
    }

    double[] margins(int[] places) {
      return Arrays.stream(places).mapToDouble(row -> margins[row]).toArray();
    }

    double[] blind(int[] places) {
      return Arrays.stream(places).mapToDouble(row -> blind[row]).toArray();
    }

    double told(int[] places, PlattScaling scaling) {
      return Arrays.stream(places)
          .mapToDouble(row -> scaling.probability(margins[row]))
          .average()
          .orElseThrow();
    }
  }
}
