package io.storeloop.algorithms.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * HDBSCAN: groups of rows that stay together over the widest range of densities.
 *
 * <p>The <em>mutual reachability</em> of two rows is the largest of their distance and of the
 * distances within which each has {@code neighbours} rows, itself counted. Taking away its minimum
 * spanning tree's edges from the longest to the shortest makes groups fall apart. In the
 * <em>condensed</em> tree of that a group splits only where two parts or more have at least {@code
 * fewest} rows; smaller parts fall out of it. A group's stability is its <em>excess of mass</em>:
 * over its rows, the sum of how much further the density 1 / distance rises until the row leaves.
 * Those groups are taken, none within another, whose stabilities have the largest sum; never the
 * one of all rows.
 *
 * <p>Edges of one length go at once, so that the result does not depend on their order. Where we
 * depart: rows without any distance between them would be infinitely dense. They count as half of
 * the shortest other edge apart.
 *
 * <p>Prim's algorithm without a matrix of distances: time O(rows² · columns), memory O(rows).
 *
 * <p>Source: Campello, Moulavi and Sander, Density-Based Clustering Based on Hierarchical Density
 * Estimates, PAKDD 2013.
 */
public final class DensityTree {
  private static final int NONE = -1;

  private final int fewest;
  private final int count;

  // the tree of joins: rows are the nodes below count, the join number j is the node count + j
  private final double[] heights;
  private final int[] lefts;
  private final int[] rights;
  private final int[] sizes;

  // groups of the condensed tree, a group before those it splits into; the first is that of all
  private final int[] tops;
  private final int[] parents;
  private final double[] births;
  private final double[] stabilities;
  private int groups;

  private final int[] waiting;

  /**
   * The groups that were taken.
   *
   * @param labels one per row: its group, from 0 on, in no order that matters; -1 for none
   * @param stabilities one per group
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers, compared by nobody
  public record Groups(int[] labels, double[] stabilities) {
    public int count() {
      return stabilities.length;
    }
  }

  /** Two rows or parts and how far they are apart. */
  private record Edge(int one, int other, double length) {}

  private DensityTree(int count, int fewest) {
    this.fewest = fewest;
    this.count = count;
    this.heights = new double[Math.max(0, count - 1)];
    this.lefts = new int[heights.length];
    this.rights = new int[heights.length];
    this.sizes = new int[heights.length];
    int most = Math.max(1, 2 * (count / fewest));
    this.tops = new int[most];
    this.parents = new int[most];
    this.births = new double[most];
    this.stabilities = new double[most];
    this.waiting = new int[count];
  }

  /**
   * Finds groups.
   *
   * @param rows rows × columns, finite
   * @param neighbours rows, itself counted, that make a place dense; 1 or more
   * @param fewest rows of a group; 2 or more
   * @throws IllegalArgumentException if these do not hold
   */
  public static Groups groups(double[][] rows, int neighbours, int fewest) {
    if (neighbours < 1 || fewest < 2) {
      throw new IllegalArgumentException(
          "one neighbour and groups of two are the least, but were %d and %d"
              .formatted(neighbours, fewest));
    }
    DensityTree tree = new DensityTree(rows.length, fewest);
    if (rows.length < 2 * fewest) {
      int[] none = new int[rows.length];
      Arrays.fill(none, NONE);
      return new Groups(none, new double[0]);
    }
    tree.join(spanning(rows, cores(rows, neighbours)));
    tree.condense();
    return tree.taken();
  }

  /** The squared distance within which each row has enough neighbours. */
  private static double[] cores(double[][] rows, int neighbours) {
    double[] nearest = new double[Math.min(neighbours, rows.length)];
    double[] cores = new double[rows.length];
    for (int row = 0; row < rows.length; row++) {
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (double[] other : rows) {
        double distance = squaredDistance(rows[row], other);
        int at = nearest.length - 1;
        if (distance < nearest[at]) {
          while (at > 0 && nearest[at - 1] > distance) {
            nearest[at] = nearest[at - 1];
            at--;
          }
          nearest[at] = distance;
        }
      }
      cores[row] = nearest[nearest.length - 1];
    }
    return cores;
  }

  /** Prim: the edges of a minimum spanning tree by mutual reachability, the shortest first. */
  private static Edge[] spanning(double[][] rows, double[] cores) {
    double[] lengths = new double[rows.length];
    int[] from = new int[rows.length];
    boolean[] reached = new boolean[rows.length];
    Arrays.fill(lengths, Double.POSITIVE_INFINITY);
    Edge[] edges = new Edge[rows.length - 1];
    int last = 0;
    for (int edge = 0; edge < edges.length; edge++) {
      reached[last] = true;
      int next = NONE;
      for (int row = 0; row < rows.length; row++) {
        if (!reached[row]) {
          double own = Math.max(cores[last], cores[row]);
          if (own < lengths[row]) {
            double length = Math.max(own, squaredDistance(rows[last], rows[row]));
            if (length < lengths[row]) {
              lengths[row] = length;
              from[row] = last;
            }
          }
          next = next == NONE || lengths[row] < lengths[next] ? row : next;
        }
      }
      edges[edge] = new Edge(from[next], next, Math.sqrt(lengths[next]));
      last = next;
    }
    Arrays.sort(edges, Comparator.comparingDouble(Edge::length));
    return edges;
  }

  private void join(Edge[] edges) {
    double shortest =
        Arrays.stream(edges).mapToDouble(Edge::length).filter(length -> length > 0).min().orElse(1);
    int[] above = IntStream.range(0, 2 * count - 1).toArray();
    for (int join = 0; join < edges.length; join++) {
      lefts[join] = top(above, edges[join].one());
      rights[join] = top(above, edges[join].other());
      heights[join] = edges[join].length() > 0 ? edges[join].length() : shortest / 2;
      sizes[join] = size(lefts[join]) + size(rights[join]);
      above[lefts[join]] = count + join;
      above[rights[join]] = count + join;
    }
  }

  private static int top(int[] above, int node) {
    int top = node;
    while (above[top] != top) {
      above[top] = above[above[top]];
      top = above[top];
    }
    return top;
  }

  private int size(int node) {
    return node < count ? 1 : sizes[node - count];
  }

  private void condense() {
    groups = 1;
    tops[0] = 2 * count - 2;
    parents[0] = NONE;
    int[] parts = new int[count];
    for (int group = 0; group < groups; group++) {
      int node = tops[group];
      while (node != NONE) {
        double density = 1 / heights[node - count];
        int large = parts(node, parts);
        // whoever leaves, leaves at this density; who stays in the only large part, later
        int leaving = size(node) - (large == 1 ? size(parts[0]) : 0);
        stabilities[group] += leaving * (density - births[group]);
        node = large == 1 ? parts[0] : NONE;
        for (int part = 0; large > 1 && part < large; part++) {
          tops[groups] = parts[part];
          parents[groups] = group;
          births[groups] = density;
          groups++;
        }
      }
    }
  }

  /** The parts of enough rows that are left once all edges of a join's length are gone. */
  private int parts(int node, int[] parts) {
    int large = 0;
    int waits = 0;
    waiting[waits++] = node;
    while (waits > 0) {
      int next = waiting[--waits];
      if (next >= count && heights[next - count] == heights[node - count]) {
        waiting[waits++] = rights[next - count];
        waiting[waits++] = lefts[next - count];
      } else if (size(next) >= fewest) {
        parts[large++] = next;
      }
    }
    return large;
  }

  private Groups taken() {
    double[] best = new double[groups];
    boolean[] alone = new boolean[groups];
    for (int group = groups - 1; group > 0; group--) {
      alone[group] = stabilities[group] >= best[group];
      best[parents[group]] += Math.max(best[group], stabilities[group]);
    }
    int[] labels = new int[count];
    Arrays.fill(labels, NONE);
    boolean[] within = new boolean[groups];
    double[] found = new double[groups];
    int number = 0;
    for (int group = 1; group < groups; group++) {
      within[group] = within[parents[group]];
      if (alone[group] && !within[group]) {
        within[group] = true;
        found[number] = stabilities[group];
        label(tops[group], number++, labels);
      }
    }
    return new Groups(labels, Arrays.copyOf(found, number));
  }

  private void label(int top, int number, int[] labels) {
    int waits = 0;
    waiting[waits++] = top;
    while (waits > 0) {
      int next = waiting[--waits];
      if (next < count) {
        labels[next] = number;
      } else {
        waiting[waits++] = lefts[next - count];
        waiting[waits++] = rights[next - count];
      }
    }
  }

  private static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int column = 0; column < one.length; column++) {
      double difference = one[column] - other[column];
      sum += difference * difference;
    }
    return sum;
  }
}
