package io.storeloop.profile.learning;

import java.util.Arrays;
import java.util.List;

/** One feature of all rows. */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, compared by nobody
public sealed interface FeatureColumn {
  String name();

  int rows();

  /** Whether a row has no value. */
  boolean isMissing(int row);

  /** The value as a person would write it. */
  String text(int row);

  /** The same column with other rows: those in these places of this one. */
  FeatureColumn inOrder(int[] places);

  /** A number that two rows share if and only if they share the value. */
  Number key(int row);

  /**
   * Quantities, and truth as 1 and 0.
   *
   * @param values by row, {@code NaN} where missing
   */
  record Numeric(String name, double[] values) implements FeatureColumn {
    private static final double SHOWN_DECIMALS = 1e4;

    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    public FeatureColumn inOrder(int[] places) {
      return new Numeric(name, Arrays.stream(places).mapToDouble(place -> values[place]).toArray());
    }

    @Override
    public Number key(int row) {
      return values[row];
    }

    @Override
    public String text(int row) {
      double value = values[row];
      if (Double.isNaN(value)) {
        return "missing";
      }
      double rounded = Math.round(value * SHOWN_DECIMALS) / SHOWN_DECIMALS;
      return rounded == Math.rint(rounded) && Math.abs(rounded) < Long.MAX_VALUE
          ? Long.toString((long) rounded)
          : Double.toString(rounded);
    }
  }

  /**
   * Names.
   *
   * @param codes by row, places in {@code categories}, {@link #MISSING} where missing
   */
  record Categorical(String name, int[] codes, List<String> categories) implements FeatureColumn {
    static final int MISSING = -1;

    public Categorical {
      categories = List.copyOf(categories);
    }

    @Override
    public int rows() {
      return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
      return codes[row] == MISSING;
    }

    @Override
    public FeatureColumn inOrder(int[] places) {
      return new Categorical(
          name, Arrays.stream(places).map(place -> codes[place]).toArray(), categories);
    }

    @Override
    public Number key(int row) {
      return codes[row];
    }

    @Override
    public String text(int row) {
      return isMissing(row) ? "missing" : categories.get(codes[row]);
    }
  }
}
