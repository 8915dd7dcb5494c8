package io.storeloop.profile.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
  /** Below this share of different rows, equal rows may be a matter of course. */
  private static final double MOST_COPIES = 0.5;

  /** Of rows whose columns were mixed: above it, chance makes hardly any two equal. */
  private static final double HARDLY_EQUAL = 0.9;

  /** Of equal rows: copies have the same answer, but for few. */
  private static final double MOST_CONTRADICTIONS = 0.05;

  private static final long SEED = 42;

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
   * Rows of which equal ones, the answer aside, are a group. Where most rows repeat another, that
   * is so only if they are copies: chance would make hardly any two equal, and they have the same
   * answer. Otherwise the columns have few values, equality is no sign of a copy, and every row
   * stands alone.
   */
  public static Examples groupingEqualRows(FeatureTable table, boolean[] labels) {
    int[] equal = equalRows(table);
    long different = different(equal);
    boolean copies =
        different >= MOST_COPIES * equal.length
            || (contradictions(equal, labels) <= MOST_CONTRADICTIONS * (equal.length - different)
                && different(equalRows(mixed(table))) >= HARDLY_EQUAL * equal.length);
    return new Examples(table, labels, copies ? equal : IntStream.range(0, equal.length).toArray());
  }

  /** By row, which rows are equal: the same number for those that are. */
  public static int[] equalRows(FeatureTable table) {
    Map<List<Number>, Integer> groups = new HashMap<>();
    int[] ofRow = new int[table.rows()];
    for (int row = 0; row < ofRow.length; row++) {
      int at = row;
      List<Number> key = table.columns().stream().map(column -> column.key(at)).toList();
      ofRow[row] = groups.computeIfAbsent(key, absent -> groups.size());
    }
    return ofRow;
  }

  /** How many rows have another answer than the first one that is equal. */
  public static int contradictions(int[] equal, boolean[] labels) {
    Map<Integer, Boolean> first = new HashMap<>();
    int contradictions = 0;
    for (int row = 0; row < equal.length; row++) {
      Boolean before = first.putIfAbsent(equal[row], labels[row]);
      contradictions += before != null && before != labels[row] ? 1 : 0;
    }
    return contradictions;
  }

  /** How many different ones there are. */
  public static long different(int[] equal) {
    return Arrays.stream(equal).distinct().count();
  }

  /** Each column in an order of its own. */
  private static FeatureTable mixed(FeatureTable table) {
    var random = new Random(SEED);
    return new FeatureTable(
        table.columns().stream()
            .map(column -> {
              List<Integer> order =
                  new ArrayList<>(IntStream.range(0, table.rows()).boxed().toList());
              Collections.shuffle(order, random);
              return column.inOrder(order.stream().mapToInt(Integer::intValue).toArray());
            })
            .toList());
  }

  /** Without some columns, and what is equal then grouped. */
  public Examples without(Set<String> columns) {
    return groupingEqualRows(table.without(columns), labels);
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
