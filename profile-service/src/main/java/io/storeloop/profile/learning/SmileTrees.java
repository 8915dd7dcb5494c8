package io.storeloop.profile.learning;

import io.storeloop.algorithms.tree.DecisionTree;
import io.storeloop.algorithms.tree.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.data.vector.IntVector;
import smile.math.MathEx;
import smile.model.cart.DecisionNode;
import smile.model.cart.InternalNode;
import smile.model.cart.LeafNode;
import smile.model.cart.Node;
import smile.model.cart.RegressionNode;
import smile.model.cart.SplitRule;

/**
 * Trees that Smile has grown, taken over as plain arrays.
 *
 * <p>Smile draws from a generator of the current thread and works in the pool of the caller, so
 * this must run in a pool of one thread: then the same rows and seed give the same trees. Smile
 * does not tell where a split lies; it is found by asking the node on which side training values
 * go, and put in the middle of the two values between which it lies.
 */
final class SmileTrees {
  private static final String LABEL = "label";
  private static final int DEEPEST = 20;

  private final double[][] distinct;
  private final StructType schema;
  private final DataFrame data;

  /** Rows × columns, and whether each is a yes. */
  SmileTrees(double[][] rows, boolean[] labels) {
    int columns = rows[0].length;
    String[] names = new String[columns];
    Arrays.setAll(names, column -> "x" + column);
    int[] classes = new int[labels.length];
    Arrays.setAll(classes, row -> labels[row] ? 1 : 0);
    DataFrame features = DataFrame.of(rows, names);
    schema = features.schema();
    data = features.add(new IntVector(LABEL, classes));
    distinct = new double[columns][];
    for (int column = 0; column < columns; column++) {
      int at = column;
      distinct[column] =
          Arrays.stream(rows).mapToDouble(row -> row[at]).distinct().sorted().toArray();
    }
  }

  /** Boosted trees; their sum is the log odds of yes. */
  TreeEnsemble boosted(BoostingSettings settings, long seed) {
    MathEx.setSeed(seed);
    GradientTreeBoost model =
        GradientTreeBoost.fit(
            Formula.lhs(LABEL),
            data,
            new GradientTreeBoost.Options(
                settings.trees(),
                DEEPEST,
                settings.leaves(),
                settings.leafRows(),
                settings.shrinkage(),
                settings.subsample(),
                null,
                null));
    // half the log odds are boosted
    double scale = 2 * settings.shrinkage();
    List<DecisionTree> trees = new ArrayList<>();
    for (smile.regression.RegressionTree tree : model.trees()[0]) {
      trees.add(takeOver(tree.root(), leaf -> scale * ((RegressionNode) leaf).output()));
    }
    TreeEnsemble sum = new TreeEnsemble(0, trees);
    return new TreeEnsemble(base(model, sum), trees);
  }

  /** What Smile says of the row whose odds are nearest to even, less what the trees say. */
  private double base(GradientTreeBoost model, TreeEnsemble sum) {
    double[] posterior = new double[2];
    double base = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int row = 0; row < Math.min(data.size(), 200); row++) {
      model.predict(data.get(row), posterior);
      double odds = Math.log(posterior[1] / posterior[0]);
      if (Math.abs(odds) < nearest) {
        nearest = Math.abs(odds);
        base = odds - sum.margin(numbers(row));
      }
    }
    return base;
  }

  private double[] numbers(int row) {
    double[] numbers = new double[distinct.length];
    Arrays.setAll(numbers, column -> data.get(row).getDouble(column));
    return numbers;
  }

  /** A forest; its sum is the mean share of yes in the leaves. */
  TreeEnsemble forest(ForestSettings settings, long seed) {
    var random = new SplittableRandom(seed);
    RandomForest model =
        RandomForest.fit(
            Formula.lhs(LABEL),
            data,
            new RandomForest.Options(
                settings.trees(),
                settings.columnsTried(distinct.length),
                SplitRule.GINI,
                DEEPEST,
                settings.leaves(data.size()),
                settings.leafRows(),
                1,
                null,
                random.longs(settings.trees(), 0, Long.MAX_VALUE).toArray(),
                null));
    double scale = 1.0 / settings.trees();
    List<DecisionTree> trees = new ArrayList<>();
    for (smile.classification.DecisionTree tree : model.trees()) {
      trees.add(takeOver(tree.root(), leaf -> scale * share((DecisionNode) leaf)));
    }
    return new TreeEnsemble(0, trees);
  }

  private static double share(DecisionNode leaf) {
    int[] counts = leaf.count();
    return counts[1] / (double) (counts[0] + counts[1]);
  }

  private DecisionTree takeOver(Node root, ToDoubleFunction<LeafNode> value) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(root);
    List<int[]> links = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      if (nodes.get(node) instanceof InternalNode inner) {
        links.add(new int[] {inner.feature(), nodes.size(), nodes.size() + 1});
        nodes.add(inner.trueChild());
        nodes.add(inner.falseChild());
      } else {
        links.add(new int[] {DecisionTree.LEAF, 0, 0});
      }
    }
    return new DecisionTree(
        links.stream().mapToInt(link -> link[0]).toArray(),
        nodes.stream()
            .mapToDouble(node -> node instanceof InternalNode i ? threshold(i) : 0)
            .toArray(),
        links.stream().mapToInt(link -> link[1]).toArray(),
        links.stream().mapToInt(link -> link[2]).toArray(),
        nodes.stream()
            .mapToDouble(node -> node instanceof LeafNode leaf ? value.applyAsDouble(leaf) : 0)
            .toArray(),
        nodes.stream().mapToDouble(node -> Math.max(1, node.size())).toArray());
  }

  private double threshold(InternalNode node) {
    double[] values = distinct[node.feature()];
    double[] probe = new double[distinct.length];
    Tuple tuple = Tuple.of(schema, probe);
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      probe[node.feature()] = values[middle];
      if (node.branch(tuple)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1 < values.length ? (values[low] + values[low + 1]) / 2 : values[low];
  }
}
