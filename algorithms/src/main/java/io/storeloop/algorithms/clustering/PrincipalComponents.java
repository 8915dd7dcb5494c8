package io.storeloop.algorithms.clustering;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The directions in which rows differ most, to draw many columns in few.
 *
 * <p>Found one after the other by power iteration on the covariance matrix, each kept at right
 * angles to those before. The largest weight of a direction is positive, so that a drawing is not
 * mirrored from one run to the next. Immutable.
 *
 * <p>Source: Jolliffe, Principal Component Analysis (2002), §2.1 and appendix A1; ours because the
 * library's needs native code.
 */
public final class PrincipalComponents {
  private static final int MOST_STEPS = 1_000;
  private static final double SETTLED = 1e-12;

  private final double[] means;
  private final double[][] directions;
  private final double[] shares;

  private PrincipalComponents(double[] means, double[][] directions, double[] shares) {
    this.means = means;
    this.directions = directions;
    this.shares = shares;
  }

  /**
   * Learns the first {@code count} directions. Time O(rows · columns²).
   *
   * @param rows rows × columns, finite, on one scale; at least one row
   * @param count 1 or more; with fewer columns or without spread left the further directions are 0
   * @param seed of the directions the search begins with
   * @throws IllegalArgumentException if one of these does not hold
   */
  public static PrincipalComponents of(double[][] rows, int count, long seed) {
    if (rows.length == 0 || count < 1) {
      throw new IllegalArgumentException(
          "one row and one direction are the least, but there were %d and %d"
              .formatted(rows.length, count));
    }
    double[] means = means(rows);
    double[][] covariance = covariance(rows, means);
    double total = 0;
    for (int column = 0; column < means.length; column++) {
      total += covariance[column][column];
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[][] directions = new double[count][];
    double[] shares = new double[count];
    for (int i = 0; i < count; i++) {
      directions[i] = direction(covariance, directions, i, random);
      double variance = dot(directions[i], times(covariance, directions[i]));
      shares[i] = total == 0 ? 0 : variance / total;
    }
    return new PrincipalComponents(means, directions, shares);
  }

  /** Where a row lies along each direction; as many numbers as directions. */
  public double[] project(double[] row) {
    double[] centred = new double[row.length];
    Arrays.setAll(centred, column -> row[column] - means[column]);
    return Arrays.stream(directions).mapToDouble(direction -> dot(direction, centred)).toArray();
  }

  /** The share of all variance that each direction holds, in [0, 1], largest first. */
  public double[] shares() {
    return shares.clone();
  }

  private static double[] direction(
      double[][] covariance, double[][] found, int count, RandomGenerator random) {
    double[] direction = new double[covariance.length];
    Arrays.setAll(direction, column -> random.nextDouble() - 0.5);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] next = times(covariance, direction);
      for (int i = 0; i < count; i++) {
        double along = dot(next, found[i]);
        for (int column = 0; column < next.length; column++) {
          next[column] -= along * found[i][column];
        }
      }
      double length = Math.sqrt(dot(next, next));
      if (length < SETTLED) {
        return new double[covariance.length];
      }
      double moved = 0;
      for (int column = 0; column < next.length; column++) {
        next[column] /= length;
        moved = Math.max(moved, Math.abs(next[column] - direction[column]));
      }
      direction = next;
      if (moved < SETTLED) {
        break;
      }
    }
    return upright(direction);
  }

  private static double[] upright(double[] direction) {
    int largest = 0;
    for (int column = 1; column < direction.length; column++) {
      if (Math.abs(direction[column]) > Math.abs(direction[largest]) + SETTLED) {
        largest = column;
      }
    }
    boolean down = direction[largest] < 0;
    return Arrays.stream(direction).map(weight -> down ? -weight : weight).toArray();
  }

  private static double[] means(double[][] rows) {
    double[] means = new double[rows[0].length];
    for (double[] row : rows) {
      for (int column = 0; column < means.length; column++) {
        means[column] += row[column] / rows.length;
      }
    }
    return means;
  }

  private static double[][] covariance(double[][] rows, double[] means) {
    double[][] covariance = new double[means.length][means.length];
    for (double[] row : rows) {
      for (int one = 0; one < means.length; one++) {
        double first = (row[one] - means[one]) / rows.length;
        for (int other = 0; other <= one; other++) {
          covariance[one][other] += first * (row[other] - means[other]);
        }
      }
    }
    for (int one = 0; one < means.length; one++) {
      for (int other = 0; other < one; other++) {
        covariance[other][one] = covariance[one][other];
      }
    }
    return covariance;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    return Arrays.stream(matrix).mapToDouble(row -> dot(row, vector)).toArray();
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
