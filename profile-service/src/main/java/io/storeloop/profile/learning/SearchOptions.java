package io.storeloop.profile.learning;

import java.time.Duration;
import java.util.List;

/**
 * How a classifier is looked for.
 *
 * @param folds in which settings, weights and calibration are judged, 2 or more
 * @param logistic, forest, boosting what is tried, in this order, the most promising first
 * @param seed of cuts and trees
 * @param budget after which no further setting is begun
 */
public record SearchOptions(
    int folds,
    List<Settings.Logistic> logistic,
    List<Settings.Forest> forest,
    List<Settings.Boosting> boosting,
    long seed,
    Duration budget) {
  /** Trees are counted in steps of this size when their number is chosen. */
  static final int TREE_STEP = 25;

  /** Rows by which settings are compared; of more, a draw. */
  static final int MOST_COMPARED = 20_000;

  /** Rows from which the final models learn; of more, a draw. */
  static final int MOST_LEARNED = 100_000;

  private static final int INNER_FOLDS = 3;
  private static final int MOST_TREES = 200;

  public SearchOptions {
    logistic = List.copyOf(logistic);
    forest = List.copyOf(forest);
    boosting = List.copyOf(boosting);
    if (folds < 2 || logistic.isEmpty()) {
      throw new IllegalArgumentException(
          "folds must be 2 or more and logistic settings given, but were %d and %s"
              .formatted(folds, logistic));
    }
  }

  /** The settings tried unless others are asked for. */
  public static SearchOptions seeded(long seed, Duration budget) {
    return new SearchOptions(
        INNER_FOLDS,
        List.of(
            new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 3),
            new Settings.Logistic(Encoding.Style.ONE_HOT, 3),
            new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 30)),
        List.of(
            new Settings.Forest(Encoding.Style.ORDINAL, new ForestSettings(100, 5, 0)),
            new Settings.Forest(Encoding.Style.ORDINAL, new ForestSettings(100, 2, 0.4))),
        List.of(
            boosting(Encoding.Style.ORDINAL, 24, 20, 0.05),
            boosting(Encoding.Style.ORDINAL, 8, 20, 0.1),
            boosting(Encoding.Style.ORDINAL, 64, 5, 0.1),
            boosting(Encoding.Style.ONE_HOT, 24, 20, 0.05)),
        seed,
        budget);
  }

  /**
   * The settings tried for shoppers at moments: what they do next is mostly chance, and one shopper
   * is many rows, so weights are drawn strongly to 0 and trees are small.
   */
  public static SearchOptions ofMoments(long seed, Duration budget) {
    return new SearchOptions(
        INNER_FOLDS,
        List.of(
            new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 100),
            new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 300),
            new Settings.Logistic(Encoding.Style.ONE_HOT_LOGARITHM, 30)),
        List.of(new Settings.Forest(Encoding.Style.ORDINAL, new ForestSettings(100, 30, 0))),
        List.of(
            boosting(Encoding.Style.ORDINAL, 6, 50, 0.05),
            boosting(Encoding.Style.ORDINAL, 16, 50, 0.05)),
        seed,
        budget);
  }

  private static Settings.Boosting boosting(
      Encoding.Style style, int leaves, int leafRows, double shrinkage) {
    return new Settings.Boosting(
        style, new BoostingSettings(MOST_TREES, leaves, leafRows, shrinkage, 0.7));
  }
}
