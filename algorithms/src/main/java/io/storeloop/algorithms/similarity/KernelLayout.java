package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * The interactions seen from the items, the items numbered anew: place 0 is the one that most users
 * have. Most additions go to few items; side by side, their sums stay in the nearest cache. For
 * every place its cells, users ascending, each with the row it is part of, so that the kernel reads
 * them one after another. Only the latest {@code maxUserItems} cells of a user take part, here and
 * in the popularities.
 */
final class KernelLayout {
  /** By place: the item that stands there. */
  final int[] items;

  /** By item: its place. */
  final int[] placeOf;

  /** By cell of the matrix: the place of its item. */
  final int[] cellPlaces;

  /** By place: where its entries begin; they end where those of the next begin. */
  final int[] starts;

  /** By entry: the cell in which a user has the item. */
  final int[] cells;

  /** By entry: the first of that user's cells that count. */
  final int[] rowFrom;

  /** By entry: the end of that user's cells, exclusive. */
  final int[] rowTo;

  /** By number of a user's items: what their pairs count. */
  final double[] userFactors;

  /** By place. */
  final double[] sourceScales;

  /** By place. */
  final double[] targetScales;

  final boolean unitWeights;

  KernelLayout(InteractionMatrix matrix, CooccurrenceOptions options) {
    int limit = options.maxUserItems();
    int[] counts = usersByItem(matrix, limit);
    items = byPopularity(counts);
    placeOf = inverse(items);
    cellPlaces = placesOfCells(matrix);
    starts = starts(counts);
    cells = new int[starts[matrix.itemCount()]];
    rowFrom = new int[cells.length];
    rowTo = new int[cells.length];
    fill(matrix, limit);
    userFactors = userFactors(matrix, options);
    double[] popularities = popularities(matrix);
    sourceScales = powers(popularities, options.sourceExponent());
    targetScales = powers(popularities, options.targetExponent());
    unitWeights = haveUnitWeight(matrix);
  }

  private static int firstCounted(InteractionMatrix matrix, int user, int limit) {
    return Math.max(matrix.rowStart(user), matrix.rowEnd(user) - limit);
  }

  private static int[] usersByItem(InteractionMatrix matrix, int limit) {
    int[] counts = new int[matrix.itemCount()];
    for (int user = 0; user < matrix.userCount(); user++) {
      for (int cell = firstCounted(matrix, user, limit); cell < matrix.rowEnd(user); cell++) {
        counts[matrix.item(cell)]++;
      }
    }
    return counts;
  }

  /** Most users first, ties to the lower item. */
  private static int[] byPopularity(int[] counts) {
    long[] keys = new long[counts.length];
    for (int item = 0; item < keys.length; item++) {
      keys[item] = (long) ~counts[item] << 32 | item;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  private static int[] inverse(int[] items) {
    int[] places = new int[items.length];
    for (int place = 0; place < items.length; place++) {
      places[items[place]] = place;
    }
    return places;
  }

  private int[] placesOfCells(InteractionMatrix matrix) {
    int[] places = new int[matrix.cellCount()];
    for (int cell = 0; cell < places.length; cell++) {
      places[cell] = placeOf[matrix.item(cell)];
    }
    return places;
  }

  private int[] starts(int[] counts) {
    int[] result = new int[items.length + 1];
    for (int place = 0; place < items.length; place++) {
      result[place + 1] = result[place] + counts[items[place]];
    }
    return result;
  }

  private void fill(InteractionMatrix matrix, int limit) {
    int[] next = Arrays.copyOf(starts, items.length);
    for (int user = 0; user < matrix.userCount(); user++) {
      int from = firstCounted(matrix, user, limit);
      int to = matrix.rowEnd(user);
      for (int cell = from; cell < to; cell++) {
        int at = next[cellPlaces[cell]]++;
        cells[at] = cell;
        rowFrom[at] = from;
        rowTo[at] = to;
      }
    }
  }

  private static double[] userFactors(InteractionMatrix matrix, CooccurrenceOptions options) {
    int longest = 0;
    for (int user = 0; user < matrix.userCount(); user++) {
      longest = Math.max(longest, matrix.rowEnd(user) - matrix.rowStart(user));
    }
    double[] factors = new double[Math.min(longest, options.maxUserItems()) + 1];
    for (int count = 1; count < factors.length; count++) {
      factors[count] = Math.pow(count, -options.userDamping());
    }
    return factors;
  }

  /** Sum of squared weights per place: the number of its users where every weight is 1. */
  private double[] popularities(InteractionMatrix matrix) {
    double[] result = new double[items.length];
    for (int place = 0; place < result.length; place++) {
      for (int at = starts[place]; at < starts[place + 1]; at++) {
        double weight = matrix.weight(cells[at]);
        result[place] += weight * weight;
      }
    }
    return result;
  }

  private static double[] powers(double[] values, double exponent) {
    return Arrays.stream(values).map(value -> value == 0 ? 1 : Math.pow(value, exponent)).toArray();
  }

  private static boolean haveUnitWeight(InteractionMatrix matrix) {
    for (float weight : matrix.weights()) {
      if (weight != 1) {
        return false;
      }
    }
    return true;
  }
}
