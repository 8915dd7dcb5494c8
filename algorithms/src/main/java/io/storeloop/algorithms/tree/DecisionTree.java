package io.storeloop.algorithms.tree;

import java.util.Arrays;

/**
 * A binary tree over numeric features, node 0 its root: {@code row[feature] ≤ threshold} goes left.
 *
 * @param feature by node; {@link #LEAF} where the node is a leaf
 * @param threshold by node; meaningless at a leaf
 * @param left by node, the left child, behind its parent
 * @param right by node, the right child, behind its parent
 * @param value by node, what a leaf says; meaningless elsewhere
 * @param cover by node, how many training rows came by, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // columns of nodes, compared by nobody
public record DecisionTree(
    int[] feature, double[] threshold, int[] left, int[] right, double[] value, double[] cover) {
  /** Instead of a feature. */
  public static final int LEAF = -1;

  /** Refuses arrays that are no tree. */
  public DecisionTree {
    int nodes = feature.length;
    if (nodes == 0
        || threshold.length != nodes
        || left.length != nodes
        || right.length != nodes
        || value.length != nodes
        || cover.length != nodes) {
      throw new IllegalArgumentException(
          "a tree needs all columns of one length, at least 1, not " + nodes);
    }
    for (int node = 0; node < nodes; node++) {
      boolean inner = feature[node] != LEAF;
      if (!(cover[node] > 0)
          || feature[node] < LEAF
          || (inner && !isBehind(node, left[node], nodes))
          || (inner && !isBehind(node, right[node], nodes))) {
        throw new IllegalArgumentException("node %d is none of a tree".formatted(node));
      }
    }
  }

  private static boolean isBehind(int parent, int child, int nodes) {
    return child > parent && child < nodes;
  }

  /** What the leaf of this row says. */
  public double predict(double[] row) {
    int node = 0;
    while (feature[node] != LEAF) {
      node = goesLeft(node, row) ? left[node] : right[node];
    }
    return value[node];
  }

  DecisionTree times(double factor) {
    double[] scaled = Arrays.stream(value).map(said -> said * factor).toArray();
    return new DecisionTree(feature, threshold, left, right, scaled, cover);
  }

  boolean goesLeft(int node, double[] row) {
    return row[feature[node]] <= threshold[node];
  }

  /** The mean of what it says over its training rows. */
  double mean() {
    double sum = 0;
    for (int node = 0; node < feature.length; node++) {
      sum += feature[node] == LEAF ? weight(node) * value[node] : 0;
    }
    return sum;
  }

  /** Inner nodes may count rows otherwise than their leaves: the shares of children multiply. */
  private double weight(int leaf) {
    double weight = 1;
    int child = leaf;
    for (int node = leaf - 1; node >= 0; node--) {
      if (feature[node] != LEAF && (left[node] == child || right[node] == child)) {
        weight *= share(node, child);
        child = node;
      }
    }
    return weight;
  }

  /** The share of a node's training rows that went to this child. */
  double share(int node, int child) {
    return cover[child] / (cover[left[node]] + cover[right[node]]);
  }

  int depth() {
    int[] depth = new int[feature.length];
    int deepest = 0;
    for (int node = 0; node < feature.length; node++) {
      deepest = Math.max(deepest, depth[node]);
      if (feature[node] != LEAF) {
        depth[left[node]] = depth[node] + 1;
        depth[right[node]] = depth[node] + 1;
      }
    }
    return deepest;
  }
}
