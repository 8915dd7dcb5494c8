package io.storeloop.profile.predictor;

import io.storeloop.profile.learning.FeatureColumn;
import io.storeloop.profile.learning.FeatureTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where shoppers stand among all of a moment: the share of them who have less, those who have as
 * much counted half. Days since the first order or orders in all grow with any log, so what earlier
 * moments teach of them is not true of later ones; of where somebody stands it is.
 *
 * <p>Source: Conover and Iman, Rank Transformations as a Bridge Between Parametric and
 * Nonparametric Statistics, The American Statistician 35 (1981). We keep a few values with their
 * ranks and draw straight lines between them, so that whoever was not there has a place, too.
 *
 * @param curves by feature; what has none stays as it is
 */
record Standing(Map<String, Curve> curves) {
  private static final int MOST_VALUES = 64;

  /** For each value kept there are as many, and as many have as much as the last or more. */
  private static final int SHOPPERS_A_VALUE = 10;

  Standing {
    curves = new LinkedHashMap<>(curves);
  }

  /**
   * How a feature is spread.
   *
   * @param values ascending
   * @param ranks in (0, 1), one per value
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers to be stored, compared by nobody
  record Curve(double[] values, double[] ranks) {
    /** Of known values, ascending. */
    static Curve of(double[] sorted) {
      int size = sorted.length;
      if (size == 0) {
        return new Curve(new double[0], new double[0]);
      }
      int kept = Math.clamp(size / SHOPPERS_A_VALUE, 1, MOST_VALUES);
      IntStream places =
          IntStream.range(0, kept).map(i -> (int) ((2 * i + 1L) * size / (2L * kept)));
      IntStream ends =
          IntStream.of(Math.min(SHOPPERS_A_VALUE, size) - 1, Math.max(0, size - SHOPPERS_A_VALUE));
      double[] values =
          IntStream.concat(places, ends)
              .mapToDouble(place -> sorted[place])
              .sorted()
              .distinct()
              .toArray();
      double[] ranks =
          Arrays.stream(values)
              .map(value -> (below(sorted, value) + notAbove(sorted, value)) / (2.0 * size))
              .toArray();
      return new Curve(values, ranks);
    }

    /** The rank of a value; beyond the last of those kept the last one's; NaN stays NaN. */
    double rank(double value) {
      if (Double.isNaN(value) || values.length == 0) {
        return Double.NaN;
      }
      int above = notAbove(values, value);
      if (above == 0) {
        return ranks[0];
      }
      if (above == values.length) {
        return ranks[above - 1];
      }
      double share = (value - values[above - 1]) / (values[above] - values[above - 1]);
      return ranks[above - 1] + share * (ranks[above] - ranks[above - 1]);
    }

    private static int below(double[] sorted, double value) {
      return notAbove(sorted, Math.nextDown(value));
    }

    /** How many are no more than a value. */
    private static int notAbove(double[] sorted, double value) {
      int from = 0;
      int to = sorted.length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (sorted[middle] <= value) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    }
  }

  /** Of all shoppers of a moment, one per row. */
  static Standing of(FeatureTable shoppers) {
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (FeatureColumn column : shoppers.columns()) {
      if (!PropensityFeature.OF_MODELS.contains(column.name())) {
        double[] known =
            Arrays.stream(values(column)).filter(value -> !Double.isNaN(value)).sorted().toArray();
        curves.put(column.name(), Curve.of(known));
      }
    }
    return new Standing(curves);
  }

  /** These rows, as where they stand. */
  FeatureTable place(FeatureTable rows) {
    return new FeatureTable(rows.columns().stream().map(this::placed).toList());
  }

  private FeatureColumn placed(FeatureColumn column) {
    Curve curve = curves.get(column.name());
    return curve == null
        ? column
        : new FeatureColumn.Numeric(
            column.name(), Arrays.stream(values(column)).map(curve::rank).toArray());
  }

  private static double[] values(FeatureColumn column) {
    return ((FeatureColumn.Numeric) column).values();
  }
}
