package io.storeloop.algorithms.linear;

/** Solves A x = b for a symmetric positive definite A, of which only the lower half is read. */
public final class Cholesky {
  private Cholesky() {}

  /**
   * The x of A x = b. Overwrites the lower half of A. O(n³).
   *
   * @param a n × n
   * @param b n
   * @throws IllegalArgumentException if A is not positive definite
   */
  public static double[] solve(double[][] a, double[] b) {
    factor(a);
    int size = b.length;
    double[] x = b.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= a[i][k] * x[k];
      }
      x[i] /= a[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= a[k][i] * x[k];
      }
      x[i] /= a[i][i];
    }
    return x;
  }

  private static void factor(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        if (i == j && !(sum > 0)) {
          throw new IllegalArgumentException("the matrix must be positive definite");
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
  }
}
