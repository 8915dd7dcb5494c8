package io.storeloop.profile.learning;

import io.storeloop.algorithms.metrics.BinaryOutcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names features that know too much: one that by itself all but gives the answer away, or without
 * which the ranking falls apart, may have been written down after the fact.
 *
 * <p>A suspicion and no proof: whoever knows the data must say whether the value was known at the
 * time of the prediction. The strongest features are taken away one at a time from boosted trees of
 * fixed settings, judged on three parts of at most {@value #MOST_ROWS} rows.
 */
public final class LeakageWatch {
  /** An AUC from which a single feature is suspicious. */
  public static final double GIVES_AWAY = 0.95;

  /** A fall of the AUC from which what was taken away is suspicious. */
  public static final double FALLS_APART = 0.05;

  /** Features that are taken away. */
  static final int MOST_FEATURES = 5;

  static final int MOST_ROWS = 10_000;
  private static final int PARTS = 3;
  private static final int TREES = 100;

  private LeakageWatch() {}

  /**
   * A feature that was looked at.
   *
   * @param alone AUC by itself
   * @param fall of the AUC without it
   */
  public record Finding(String feature, double alone, double fall) {
    public boolean suspicious() {
      return alone >= GIVES_AWAY || fall >= FALLS_APART;
    }
  }

  /** Looks at the strongest features, the strongest first; run it in {@link OneThread}. */
  public static List<Finding> look(Examples examples, long seed) {
    int[] rows = Folds.draw(examples.all(), MOST_ROWS, seed);
    List<SingleFeature> strongest = SingleFeature.ranked(examples, rows);
    double all = auc(examples, rows, seed);
    List<Finding> findings = new ArrayList<>();
    if (strongest.size() < 2) {
      return findings;
    }
    for (SingleFeature feature : strongest.subList(0, Math.min(MOST_FEATURES, strongest.size()))) {
      double without = auc(examples.without(Set.of(feature.name())), rows, seed);
      findings.add(new Finding(feature.name(), feature.auc(), all - without));
    }
    return findings;
  }

  private static double auc(Examples examples, int[] rows, long seed) {
    int[][] parts = Folds.of(examples, rows, PARTS, seed);
    Settings settings =
        new Settings.Boosting(
            Encoding.Style.ORDINAL, new BoostingSettings(TREES, 12, 20, 0.1, 0.7));
    double[] margins = OutOfFold.of(examples, parts, settings, seed).margins();
    return BinaryOutcomes.auc(margins, examples.labels(OutOfFold.laidOut(parts)));
  }
}
