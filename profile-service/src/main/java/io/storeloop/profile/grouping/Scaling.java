package io.storeloop.profile.grouping;

import io.storeloop.algorithms.clustering.Standardiser;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind a {@link Standardiser}, so that a profile can be placed long after the
 * training, in another process: (log(1 + value / unit) or value, minus centre) / spread per column.
 * An absent value and a column without spread become 0, the middle.
 *
 * @param units one per column; in what was stored before there were units, each is 1
 */
@SuppressWarnings("ArrayRecordComponent") // rows of numbers, compared by nobody
public record Scaling(boolean[] heavyTailed, double[] centres, double[] spreads, double[] units) {

  /** Without units of its own. */
  public Scaling(boolean[] heavyTailed, double[] centres, double[] spreads) {
    this(heavyTailed, centres, spreads, ones(heavyTailed.length));
  }

  /** Units of 1 where none were stored. */
  public Scaling {
    units = units == null ? ones(heavyTailed.length) : units;
  }

  private static double[] ones(int columns) {
    double[] ones = new double[columns];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Learns from rows as {@link Standardiser#fit} does. */
  public static Scaling learn(double[][] rows, boolean[] heavyTailed) {
    Standardiser standardiser = Standardiser.fit(rows, heavyTailed);
    return new Scaling(
        heavyTailed, standardiser.means(), standardiser.deviations(), standardiser.units());
  }

  /**
   * Columns of one kind, such as shares of one whole, together weigh as much as another column: all
   * of them get the root of the sum of their squared spreads.
   *
   * @param kinds one per column; null of a column that stands for itself
   */
  public Scaling together(List<? extends @Nullable Object> kinds) {
    Map<Object, Double> variances = new HashMap<>();
    for (int column = 0; column < spreads.length; column++) {
      Object kind = kinds.get(column);
      if (kind != null) {
        variances.merge(kind, spreads[column] * spreads[column], Double::sum);
      }
    }
    double[] shared = spreads.clone();
    for (int column = 0; column < shared.length; column++) {
      Object kind = kinds.get(column);
      shared[column] = kind == null ? shared[column] : Math.sqrt(variances.getOrDefault(kind, 0.0));
    }
    return new Scaling(heavyTailed, centres, shared, units);
  }

  public double[] place(double[] row) {
    double[] placed = new double[row.length];
    for (int column = 0; column < row.length; column++) {
      double value = heavyTailed[column] ? Math.log1p(row[column] / units[column]) : row[column];
      boolean tellsNothing = Double.isNaN(value) || spreads[column] == 0;
      placed[column] = tellsNothing ? 0 : (value - centres[column]) / spreads[column];
    }
    return placed;
  }

  public double[][] place(double[][] rows) {
    return Arrays.stream(rows).map(this::place).toArray(double[][]::new);
  }

  /** A place back in the units of the features. */
  public double[] restore(double[] placed) {
    double[] row = new double[placed.length];
    for (int column = 0; column < row.length; column++) {
      double value = placed[column] * spreads[column] + centres[column];
      row[column] = heavyTailed[column] ? units[column] * Math.expm1(value) : value;
    }
    return row;
  }
}
