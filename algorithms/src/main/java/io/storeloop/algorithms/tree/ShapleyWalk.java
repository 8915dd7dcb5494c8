package io.storeloop.algorithms.tree;

import java.util.Arrays;

/**
 * Shapley values of a tree's features for one row, where an unknown feature is averaged over the
 * training rows that reached its node: their sum is exactly what the tree says minus its mean.
 *
 * <p>One walk through the tree keeps, for the features on the way, how much of each subset size
 * gets through. O(leaves · depth²). Source: Lundberg, Erion and Lee, Consistent Individualized
 * Feature Attribution for Tree Ensembles, 2018, algorithm 2.
 */
final class ShapleyWalk {
  private final DecisionTree tree;
  private final double[] row;
  private final double[] contributions;

  /**
   * The features met on the way to a node, the root's pseudo feature first.
   *
   * @param feature which
   * @param zero share of the training rows that get through when the feature is unknown
   * @param one 1 if the row gets through when it is known, else 0
   * @param weight by subset size
   */
  private record Path(int[] feature, double[] zero, double[] one, double[] weight, int length) {
    static Path empty(int depth) {
      int most = depth + 2;
      return new Path(new int[most], new double[most], new double[most], new double[most], 0);
    }

    Path extended(int newFeature, double newZero, double newOne) {
      Path path =
          new Path(
              Arrays.copyOf(feature, feature.length),
              Arrays.copyOf(zero, zero.length),
              Arrays.copyOf(one, one.length),
              Arrays.copyOf(weight, weight.length),
              length + 1);
      path.feature[length] = newFeature;
      path.zero[length] = newZero;
      path.one[length] = newOne;
      path.weight[length] = length == 0 ? 1 : 0;
      for (int i = length - 1; i >= 0; i--) {
        path.weight[i + 1] += newOne * path.weight[i] * (i + 1) / (length + 1);
        path.weight[i] = newZero * path.weight[i] * (length - i) / (length + 1);
      }
      return path;
    }

    /** Without the feature at a place, as if it had never been met. */
    Path without(int place) {
      Path path =
          new Path(
              Arrays.copyOf(feature, feature.length),
              Arrays.copyOf(zero, zero.length),
              Arrays.copyOf(one, one.length),
              Arrays.copyOf(weight, weight.length),
              length - 1);
      int last = length - 1;
      double next = weight[last];
      for (int i = last - 1; i >= 0; i--) {
        if (one[place] != 0) {
          double kept = path.weight[i];
          path.weight[i] = next * length / ((i + 1) * one[place]);
          next = kept - path.weight[i] * zero[place] * (last - i) / length;
        } else {
          path.weight[i] = path.weight[i] * length / (zero[place] * (last - i));
        }
      }
      for (int i = place; i < last; i++) {
        path.feature[i] = feature[i + 1];
        path.zero[i] = zero[i + 1];
        path.one[i] = one[i + 1];
      }
      return path;
    }

    double sumWithout(int place) {
      Path path = without(place);
      double sum = 0;
      for (int i = 0; i < path.length; i++) {
        sum += path.weight[i];
      }
      return sum;
    }

    int placeOf(int wanted) {
      for (int i = 1; i < length; i++) {
        if (feature[i] == wanted) {
          return i;
        }
      }
      return 0;
    }
  }

  ShapleyWalk(DecisionTree tree, double[] row, double[] contributions) {
    this.tree = tree;
    this.row = row;
    this.contributions = contributions;
  }

  /** Adds this tree's values. */
  void add() {
    visit(0, Path.empty(tree.depth()).extended(DecisionTree.LEAF, 1, 1));
  }

  private void visit(int node, Path path) {
    int feature = tree.feature()[node];
    if (feature == DecisionTree.LEAF) {
      for (int i = 1; i < path.length(); i++) {
        double weight = path.sumWithout(i) * (path.one()[i] - path.zero()[i]);
        contributions[path.feature()[i]] += weight * tree.value()[node];
      }
      return;
    }
    int known = path.placeOf(feature);
    double zero = known == 0 ? 1 : path.zero()[known];
    double one = known == 0 ? 1 : path.one()[known];
    Path rest = known == 0 ? path : path.without(known);
    int hot = tree.goesLeft(node, row) ? tree.left()[node] : tree.right()[node];
    int cold = hot == tree.left()[node] ? tree.right()[node] : tree.left()[node];
    visit(hot, rest.extended(feature, zero * tree.share(node, hot), one));
    visit(cold, rest.extended(feature, zero * tree.share(node, cold), 0));
  }
}
