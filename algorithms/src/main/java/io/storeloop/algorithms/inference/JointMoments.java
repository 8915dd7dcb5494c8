package io.storeloop.algorithms.inference;

import java.util.Arrays;

/**
 * What a sample says about the means of several columns and how they vary together: an outcome and
 * what was known before, or a numerator and a denominator. Rows stream in; two parts of a sample
 * add up to the whole, in any order. Memory is columns². Not thread-safe.
 *
 * <p>Source: Chan, Golub and LeVeque, The American Statistician 37 (1983), eq. 2.1, for products.
 */
public final class JointMoments {
  /** Most columns; the memory grows with their square. */
  public static final int MAX_COLUMNS = 1_000;

  private final double[] means;

  /** Σ (a − mean of a) (b − mean of b), columns × columns, the lower half. */
  private final double[][] products;

  private final double[] away;
  private long count;

  /**
   * An empty sample.
   *
   * @throws IllegalArgumentException if there is no column, or more than {@link #MAX_COLUMNS}
   */
  public JointMoments(int columns) {
    if (columns < 1 || columns > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "columns must be between 1 and %d, but were %d".formatted(MAX_COLUMNS, columns));
    }
    means = new double[columns];
    products = new double[columns][columns];
    away = new double[columns];
  }

  /**
   * The sample whose sums were kept elsewhere.
   *
   * @param count users, 1 or more
   * @param means one per column
   * @param products Σ (a − mean of a) (b − mean of b), columns × columns
   * @throws IllegalArgumentException if the sizes differ or there is nobody
   */
  public static JointMoments of(long count, double[] means, double[][] products) {
    JointMoments sample = new JointMoments(means.length);
    sample.requireColumns(products.length);
    if (count < 1) {
      throw new IllegalArgumentException("count must be 1 or more, but was " + count);
    }
    sample.count = count;
    for (int a = 0; a < means.length; a++) {
      sample.means[a] = means[a];
      System.arraycopy(products[a], 0, sample.products[a], 0, a + 1);
    }
    return sample;
  }

  /**
   * Counts one user.
   *
   * @param row one finite number per column
   * @throws IllegalArgumentException if the length differs
   */
  public void add(double... row) {
    requireColumns(row.length);
    count++;
    for (int a = 0; a < row.length; a++) {
      away[a] = row[a] - means[a];
      means[a] += away[a] / count;
    }
    double share = (count - 1.0) / count;
    for (int a = 0; a < row.length; a++) {
      for (int b = 0; b <= a; b++) {
        products[a][b] += share * away[a] * away[b];
      }
    }
  }

  /**
   * Counts all users of another sample.
   *
   * @throws IllegalArgumentException if it has other columns
   */
  public void addAll(JointMoments other) {
    requireColumns(other.columns());
    if (other.count == 0) {
      return;
    }
    double share = (double) other.count / (count + other.count);
    for (int a = 0; a < means.length; a++) {
      away[a] = other.means[a] - means[a];
    }
    for (int a = 0; a < means.length; a++) {
      for (int b = 0; b <= a; b++) {
        products[a][b] += other.products[a][b] + away[a] * away[b] * count * share;
      }
    }
    for (int a = 0; a < means.length; a++) {
      means[a] += away[a] * share;
    }
    count += other.count;
  }

  private void requireColumns(int given) {
    if (given != means.length) {
      throw new IllegalArgumentException(
          "%d columns were expected, but there were %d".formatted(means.length, given));
    }
  }

  public long count() {
    return count;
  }

  public int columns() {
    return means.length;
  }

  public double mean(int column) {
    return means[column];
  }

  /** Σ (a − mean of a) (b − mean of b). */
  public double products(int a, int b) {
    return a >= b ? products[a][b] : products[b][a];
  }

  /** The sample covariance, or variance where both are the same; 0 for fewer than two users. */
  public double covariance(int a, int b) {
    return count < 2 ? 0 : products(a, b) / (count - 1);
  }

  /**
   * Some columns alone, in this order.
   *
   * @throws IllegalArgumentException if there is none
   */
  public JointMoments select(int... columns) {
    JointMoments selected = new JointMoments(columns.length);
    selected.count = count;
    for (int a = 0; a < columns.length; a++) {
      selected.means[a] = means[columns[a]];
      for (int b = 0; b <= a; b++) {
        selected.products[a][b] = products(columns[a], columns[b]);
      }
    }
    return selected;
  }

  /** One column alone. */
  public SampleMoments column(int column) {
    return new SampleMoments(count, means[column], Math.max(0, products[column][column]));
  }

  @Override
  public String toString() {
    return "%d users, means %s".formatted(count, Arrays.toString(means));
  }
}
