package io.storeloop.algorithms.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {
  private static final double EXACT = 1e-9;

  /** x0 ≤ 0 ? −1 : (x1 ≤ 0 ? 1 : 3), of 10 rows 6 left, then 1 and 3. */
  private static DecisionTree small() {
    return new DecisionTree(
        new int[] {0, DecisionTree.LEAF, 1, DecisionTree.LEAF, DecisionTree.LEAF},
        new double[5],
        new int[] {1, 0, 3, 0, 0},
        new int[] {2, 0, 4, 0, 0},
        new double[] {0, -1, 0, 1, 3},
        new double[] {10, 6, 4, 1, 3});
  }

  @Test
  void contributionsAreThoseByHand() {
    var ensemble = new TreeEnsemble(0.5, List.of(small()));
    double[] row = {1, 1};

    double[] contributions = ensemble.contributions(row, 2);

    // mean 0.5 + 0.6 · −1 + 0.4 · (0.25 · 1 + 0.75 · 3) = 0.9; knowing x0: 2.5; knowing x1: 0.6 ·
    // −1 + 0.4 · 3 = 0.6; both: 3
    // x0: ((2.5 − 0.4) + (3 − 0.6)) / 2 = 2.25; x1: ((0.6 − 0.4) + (3 − 2.5)) / 2 = 0.35
    assertThat(ensemble.mean()).isCloseTo(0.9, within(EXACT));
    assertThat(contributions[0]).isCloseTo(2.25, within(EXACT));
    assertThat(contributions[1]).isCloseTo(0.35, within(EXACT));
    assertThat(ensemble.margin(row)).isCloseTo(3.5, within(EXACT));
  }

  @Test
  void contributionsAgreeWithAllOrdersOfFeaturesAndAddUp() {
    var random = new SplittableRandom(8);
    for (int round = 0; round < 60; round++) {
      int features = 2 + random.nextInt(4);
      DecisionTree tree = drawn(random, features, 2 + random.nextInt(9));
      double[] row = random.doubles(features).toArray();

      double[] contributions = new TreeEnsemble(0, List.of(tree)).contributions(row, features);

      double[] naive = naive(tree, row, features);
      for (int feature = 0; feature < features; feature++) {
        assertThat(contributions[feature]).isCloseTo(naive[feature], within(EXACT));
      }
      assertThat(tree.mean() + Arrays.stream(contributions).sum())
          .isCloseTo(tree.predict(row), within(EXACT));
    }
  }

  /** Splits random leaves until there are enough. */
  private static DecisionTree drawn(SplittableRandom random, int features, int leaves) {
    List<double[]> nodes = new ArrayList<>();
    nodes.add(new double[] {DecisionTree.LEAF, 0, 0, 0, random.nextDouble(), 100});
    for (int split = 1; split < leaves; split++) {
      int[] open =
          IntStream.range(0, nodes.size())
              .filter(n -> nodes.get(n)[0] == DecisionTree.LEAF)
              .toArray();
      double[] node = nodes.get(open[random.nextInt(open.length)]);
      double share = 0.1 + 0.8 * random.nextDouble();
      node[0] = random.nextInt(features);
      node[1] = random.nextDouble();
      node[2] = nodes.size();
      node[3] = nodes.size() + 1;
      nodes.add(new double[] {DecisionTree.LEAF, 0, 0, 0, random.nextDouble(), node[5] * share});
      nodes.add(
          new double[] {DecisionTree.LEAF, 0, 0, 0, random.nextDouble(), node[5] * (1 - share)});
    }
    return new DecisionTree(
        nodes.stream().mapToInt(node -> (int) node[0]).toArray(),
        nodes.stream().mapToDouble(node -> node[1]).toArray(),
        nodes.stream().mapToInt(node -> (int) node[2]).toArray(),
        nodes.stream().mapToInt(node -> (int) node[3]).toArray(),
        nodes.stream().mapToDouble(node -> node[4]).toArray(),
        nodes.stream().mapToDouble(node -> node[5]).toArray());
  }

  /** Shapley's formula over all subsets. */
  private static double[] naive(DecisionTree tree, double[] row, int features) {
    double[] values = new double[features];
    for (int feature = 0; feature < features; feature++) {
      for (int subset = 0; subset < 1 << features; subset++) {
        if ((subset >> feature & 1) == 0) {
          int size = Integer.bitCount(subset);
          double weight = factorial(size) * factorial(features - size - 1) / factorial(features);
          values[feature] +=
              weight
                  * (expected(tree, row, subset | 1 << feature, 0)
                      - expected(tree, row, subset, 0));
        }
      }
    }
    return values;
  }

  private static double expected(DecisionTree tree, double[] row, int known, int node) {
    int feature = tree.feature()[node];
    if (feature == DecisionTree.LEAF) {
      return tree.value()[node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    if ((known >> feature & 1) == 1) {
      return expected(tree, row, known, tree.goesLeft(node, row) ? left : right);
    }
    return tree.share(node, left) * expected(tree, row, known, left)
        + tree.share(node, right) * expected(tree, row, known, right);
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  @Test
  void theFirstTreesAreAnEnsemble() {
    var ensemble = new TreeEnsemble(1, List.of(small(), small()));

    assertThat(ensemble.first(1).margin(new double[] {0, 0})).isZero();
    assertThat(ensemble.first(9).trees()).hasSize(2);
  }

  @Test
  void theMeanOfEnsemblesSaysTheMeanOfWhatTheySay() {
    var one = new TreeEnsemble(1, List.of(small()));
    var other = new TreeEnsemble(5, List.of());

    TreeEnsemble mean = TreeEnsemble.mean(List.of(one, other));

    // (1 − 1 + 5) / 2
    assertThat(mean.margin(new double[] {0, 0})).isCloseTo(2.5, within(EXACT));
    assertThatIllegalArgumentException().isThrownBy(() -> TreeEnsemble.mean(List.of()));
  }

  @Test
  void arraysThatAreNoTreeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new DecisionTree(
                new int[] {0},
                new double[1],
                new int[1],
                new int[1],
                new double[1],
                new double[] {1}))
        .withMessageContaining("node 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new DecisionTree(
                new int[0], new double[0], new int[0], new int[0], new double[0], new double[0]));
  }
}
