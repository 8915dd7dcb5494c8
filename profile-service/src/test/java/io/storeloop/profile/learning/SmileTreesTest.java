package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.tree.TreeEnsemble;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;
import smile.math.MathEx;
import smile.model.cart.SplitRule;

class SmileTreesTest {
  private static final int ROWS = 300;

  @Test
  void boostedTreesSayWhatSmileSays() throws InterruptedException {
    double[][] rows = rows(1);
    boolean[] labels = labels(rows, 2);
    var settings = new BoostingSettings(30, 8, 5, 0.1, 0.7);

    TreeEnsemble trees = OneThread.run(() -> new SmileTrees(rows, labels).boosted(settings, 5));

    GradientTreeBoost smile =
        OneThread.run(() -> {
          MathEx.setSeed(5);
          return GradientTreeBoost.fit(
              Formula.lhs("label"),
              frame(rows, labels),
              new GradientTreeBoost.Options(30, 20, 8, 5, 0.1, 0.7, null, null));
        });
    DataFrame frame = frame(rows, labels);
    double[] posterior = new double[2];
    for (int row = 0; row < ROWS; row++) {
      smile.predict(frame.get(row), posterior);
      assertThat(1 / (1 + Math.exp(-trees.margin(rows[row]))))
          .isCloseTo(posterior[1], within(1e-9));
    }
  }

  @Test
  void aForestSaysTheMeanShareOfItsLeaves() throws InterruptedException {
    double[][] rows = rows(3);
    boolean[] labels = labels(rows, 4);
    var settings = new ForestSettings(10, 5, 0);
    long[] seeds = new SplittableRandom(6).longs(10, 0, Long.MAX_VALUE).toArray();

    TreeEnsemble trees = OneThread.run(() -> new SmileTrees(rows, labels).forest(settings, 6));

    RandomForest smile =
        OneThread.run(() ->
            RandomForest.fit(
                Formula.lhs("label"),
                frame(rows, labels),
                new RandomForest.Options(
                    10, 2, SplitRule.GINI, 20, ROWS / 5, 5, 1, null, seeds, null)));
    DataFrame frame = frame(rows, labels);
    for (int row = 0; row < ROWS; row++) {
      double share = 0;
      for (smile.classification.DecisionTree tree : smile.trees()) {
        int[] counts =
            ((smile.model.cart.DecisionNode) tree.root().predict(frame.get(row))).count();
        share += counts[1] / (double) (counts[0] + counts[1]) / 10;
      }
      assertThat(trees.margin(rows[row])).isCloseTo(share, within(1e-9));
    }
  }

  @Test
  void contributionsAddUpToTheMarginAndRepeatWithTheSeed() throws InterruptedException {
    double[][] rows = rows(7);
    boolean[] labels = labels(rows, 8);
    var settings = new BoostingSettings(40, 10, 5, 0.1, 0.7);

    TreeEnsemble once = OneThread.run(() -> new SmileTrees(rows, labels).boosted(settings, 9));
    TreeEnsemble again = OneThread.run(() -> new SmileTrees(rows, labels).boosted(settings, 9));

    for (double[] row : rows) {
      double sum = once.mean() + Arrays.stream(once.contributions(row, row.length)).sum();
      assertThat(sum).isCloseTo(once.margin(row), within(1e-6));
      assertThat(again.margin(row)).isEqualTo(once.margin(row));
    }
  }

  private static double[][] rows(long seed) {
    var random = new SplittableRandom(seed);
    double[][] rows = new double[ROWS][4];
    for (double[] row : rows) {
      Arrays.setAll(row, column -> Math.round(random.nextDouble() * 50) / 10.0);
    }
    return rows;
  }

  private static boolean[] labels(double[][] rows, long seed) {
    var random = new SplittableRandom(seed);
    boolean[] labels = new boolean[rows.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = rows[row][0] * rows[row][1] + 6 * random.nextDouble() > 9;
    }
    return labels;
  }

  private static DataFrame frame(double[][] rows, boolean[] labels) {
    int[] classes = new int[labels.length];
    Arrays.setAll(classes, row -> labels[row] ? 1 : 0);
    return DataFrame.of(rows, "x0", "x1", "x2", "x3").add(new IntVector("label", classes));
  }
}
