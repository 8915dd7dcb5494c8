package io.storeloop.profile.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows whose answer is known.
 *
 * @param labels whether the answer is yes, by row
 * @param groups by row; rows of one group stand on the same side of every split, such as rows that
 *     are equal or of one shopper
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, compared by nobody
public record Examples(FeatureTable table, boolean[] labels, int[] groups) {
  /** Below this share of different rows, equal rows are a matter of course. */
  private static final double MOST_COPIES = 0.5;

  /** Refuses columns of different length. */
  public Examples {
    if (labels.length != table.rows() || groups.length != table.rows()) {
      throw new IllegalArgumentException(
          "%d rows need as many labels and groups, but had %d and %d"
              .formatted(table.rows(), labels.length, groups.length));
    }
  }

  public int rows() {
    return labels.length;
  }

  /**
   * Rows of which equal ones, the answer aside, are a group; where most rows repeat another,
   * equality is no sign of a copy and every row stands alone.
   */
  public static Examples groupingEqualRows(FeatureTable table, boolean[] labels) {
    Map<List<Number>, Integer> groups = new HashMap<>();
    int[] ofRow = new int[labels.length];
    for (int row = 0; row < ofRow.length; row++) {
      int at = row;
      List<Number> key = table.columns().stream().map(column -> column.key(at)).toList();
      ofRow[row] = groups.computeIfAbsent(key, absent -> groups.size());
    }
    boolean copies = groups.size() >= MOST_COPIES * ofRow.length;
    return new Examples(table, labels, copies ? ofRow : IntStream.range(0, ofRow.length).toArray());
  }

  /** Without some columns, and what is equal then grouped. */
  public Examples without(Set<String> columns) {
    return groupingEqualRows(table.without(columns), labels);
  }

  /** How many rows stand in a group with an earlier one. */
  public int repeats() {
    return rows() - (int) Arrays.stream(groups).distinct().count();
  }

  /** All of them. */
  public int[] all() {
    return IntStream.range(0, rows()).toArray();
  }

  /** The labels of some rows, in their order. */
  public boolean[] labels(int[] rows) {
    boolean[] some = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = labels[rows[i]];
    }
    return some;
  }

  /** How many of these rows are yes. */
  public int yes(int[] rows) {
    return (int) Arrays.stream(rows).filter(row -> labels[row]).count();
  }

  /** How many groups have a row with this answer: one shopper seen several times is one. */
  public int groups(boolean answer) {
    return (int)
        IntStream.range(0, rows())
            .filter(row -> labels[row] == answer)
            .map(row -> groups[row])
            .distinct()
            .count();
  }
}
