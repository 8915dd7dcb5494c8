package io.storeloop.algorithms.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A sum of trees: {@code base} plus what each tree says of a row.
 *
 * @param base in the unit of the trees' values
 */
public record TreeEnsemble(double base, List<DecisionTree> trees) {
  public TreeEnsemble {
    trees = List.copyOf(trees);
  }

  /**
   * The mean of several ensembles.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TreeEnsemble mean(List<TreeEnsemble> ensembles) {
    if (ensembles.isEmpty()) {
      throw new IllegalArgumentException("a mean needs an ensemble");
    }
    double share = 1.0 / ensembles.size();
    double base = 0;
    List<DecisionTree> trees = new ArrayList<>();
    for (TreeEnsemble ensemble : ensembles) {
      base += share * ensemble.base;
      ensemble.trees.forEach(tree -> trees.add(tree.times(share)));
    }
    return new TreeEnsemble(base, trees);
  }

  /** The sum for one row. */
  public double margin(double[] row) {
    double margin = base;
    for (DecisionTree tree : trees) {
      margin += tree.predict(row);
    }
    return margin;
  }

  /**
   * The mean of the sum over the training rows: what is said of a row of which nothing is known.
   */
  public double mean() {
    double mean = base;
    for (DecisionTree tree : trees) {
      mean += tree.mean();
    }
    return mean;
  }

  /** The first so many trees. */
  public TreeEnsemble first(int count) {
    return new TreeEnsemble(base, trees.subList(0, Math.min(count, trees.size())));
  }

  /**
   * What each feature adds to {@link #mean}: together exactly the {@link #margin}.
   *
   * @param features how many a row has
   */
  public double[] contributions(double[] row, int features) {
    double[] contributions = new double[features];
    for (DecisionTree tree : trees) {
      new ShapleyWalk(tree, row, contributions).add();
    }
    return contributions;
  }
}
