package io.storeloop.profile.learning;

import io.storeloop.algorithms.ranking.LogisticRegression;
import io.storeloop.algorithms.tree.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trained model: an encoding, and either weights or trees. What it says is a sum of a base and
 * one contribution per feature: log odds, of a forest the mean share of yes.
 */
public record Member(
    Family family,
    Encoding encoding,
    LogisticRegression.@Nullable Parameters weights,
    @Nullable TreeEnsemble trees) {
  private static final int SEEDS = 3;

  public Member {
    if ((weights == null) == (trees == null)) {
      throw new IllegalArgumentException("a member has either weights or trees");
    }
  }

  /**
   * Trains.
   *
   * @param rows which of the examples
   */
  static Member train(Examples examples, int[] rows, Settings settings, long seed) {
    Encoding encoding = Encoding.learn(examples, rows, settings.style());
    double[][] numbers = encoding.trainingRows(examples, rows);
    boolean[] labels = examples.labels(rows);
    return switch (settings) {
      case Settings.Logistic logistic ->
          new Member(Family.LOGISTIC, encoding, weights(numbers, labels, logistic.l2()), null);
      case Settings.Forest forest ->
          new Member(
              Family.FOREST,
              encoding,
              null,
              new SmileTrees(numbers, labels).forest(forest.forest(), seed));
      case Settings.Boosting boosting ->
          new Member(
              Family.BOOSTING,
              encoding,
              null,
              new SmileTrees(numbers, labels).boosted(boosting.boosting(), seed));
    };
  }

  private static LogisticRegression.Parameters weights(
      double[][] rows, boolean[] labels, double l2) {
    int columns = rows[0].length;
    float[] flat = new float[rows.length * columns];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns; column++) {
        flat[row * columns + column] = (float) rows[row][column];
      }
    }
    return LogisticRegression.fit(flat, columns, labels, l2).parameters();
  }

  /** The mean of several trained with different seeds, which steadies what boosted trees say. */
  static Member trainSteady(Examples examples, int[] rows, Settings settings, long seed) {
    Member first = train(examples, rows, settings, seed);
    if (first.family != Family.BOOSTING) {
      return first;
    }
    List<TreeEnsemble> ensembles = new ArrayList<>();
    ensembles.add(first.sumOfTrees());
    for (int more = 1; more < SEEDS; more++) {
      ensembles.add(train(examples, rows, settings, seed + more).sumOfTrees());
    }
    return new Member(first.family, first.encoding, null, TreeEnsemble.mean(ensembles));
  }

  /** What it says of each of these rows. */
  double[] margins(FeatureTable table, int[] rows) {
    double[][] numbers = encoding.rows(table, rows);
    double[] margins = new double[rows.length];
    LogisticRegression model = weights == null ? null : LogisticRegression.of(weights);
    for (int i = 0; i < rows.length; i++) {
      margins[i] =
          model == null ? sumOfTrees().margin(numbers[i]) : model.margin(floats(numbers[i]));
    }
    return margins;
  }

  /** Stages × rows: what the first {@code step} trees say, the first two times as many, … */
  double[][] stages(FeatureTable table, int[] rows, int step) {
    double[][] numbers = encoding.rows(table, rows);
    TreeEnsemble ensemble = sumOfTrees();
    double[][] stages = new double[Math.max(1, ensemble.trees().size() / step)][rows.length];
    for (int row = 0; row < rows.length; row++) {
      double sum = ensemble.base();
      for (int tree = 0; tree < stages.length * step && tree < ensemble.trees().size(); tree++) {
        sum += ensemble.trees().get(tree).predict(numbers[row]);
        stages[tree / step][row] = sum;
      }
    }
    return stages;
  }

  /** What it says of a row of which nothing is known. */
  double base() {
    return weights == null ? sumOfTrees().mean() : LogisticRegression.of(weights).base();
  }

  /** What each feature of the table adds to the base. */
  double[] contributions(FeatureTable table, int row) {
    double[] numbers = encoding.row(table, row);
    double[] ofColumns =
        weights == null
            ? sumOfTrees().contributions(numbers, numbers.length)
            : LogisticRegression.of(weights).contributions(floats(numbers));
    return encoding.byFeature(ofColumns, table.columns().size());
  }

  private TreeEnsemble sumOfTrees() {
    if (trees == null) {
      throw new IllegalStateException("this member has no trees");
    }
    return trees;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
