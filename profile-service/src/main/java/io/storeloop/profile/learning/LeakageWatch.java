package io.storeloop.profile.learning;

import io.storeloop.algorithms.metrics.AucComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** A fall that chance would show as often is none. */
  private static final double MOST_BY_CHANCE = 0.05;

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
   * @param pValue of the fall, by DeLong
   */
  public record Finding(String feature, double alone, double fall, double pValue) {
    public boolean suspicious() {
      return alone >= GIVES_AWAY || (fall >= FALLS_APART && pValue < MOST_BY_CHANCE);
    }
  }

  /** Looks at the strongest features, the strongest first; run it in {@link OneThread}. */
  public static List<Finding> look(Examples examples, long seed) {
    int[] rows = Folds.draw(examples.all(), MOST_ROWS, seed);
    List<SingleFeature> strongest = SingleFeature.ranked(examples, rows);
    boolean[] labels = examples.labels(rows);
    double[] all = scores(examples, rows, seed);
    List<Finding> findings = new ArrayList<>();
    if (strongest.size() < 2) {
      return findings;
    }
    for (SingleFeature feature : strongest.subList(0, Math.min(MOST_FEATURES, strongest.size()))) {
      double[] without = scores(examples.without(Set.of(feature.name())), rows, seed);
      AucComparison fall = AucComparison.between(all, without, labels);
      findings.add(
          new Finding(
              feature.name(), feature.auc(), fall.challenger() - fall.incumbent(), fall.pValue()));
    }
    return findings;
  }

  /** What trees learned from the other parts say of each of these rows, in their order. */
  private static double[] scores(Examples examples, int[] rows, long seed) {
    int[][] parts = Folds.of(examples, rows, PARTS, seed);
    Settings settings =
        new Settings.Boosting(
            Encoding.Style.ORDINAL, new BoostingSettings(TREES, 12, 20, 0.1, 0.7));
    double[] margins = OutOfFold.of(examples, parts, settings, seed).margins();
    int[] laidOut = OutOfFold.laidOut(parts);
    Map<Integer, Double> ofRow = new HashMap<>();
    for (int place = 0; place < laidOut.length; place++) {
      ofRow.put(laidOut[place], margins[place]);
    }
    return Arrays.stream(rows).mapToDouble(ofRow::get).toArray();
  }
}
