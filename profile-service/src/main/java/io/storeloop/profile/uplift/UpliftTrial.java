package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.algorithms.uplift.UpliftExamples;
import io.storeloop.profile.learning.Encoding;
import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.FeatureTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Users of a randomised experiment.
 *
 * @param table what was known of the users before
 * @param treated by row; who was not is a control
 * @param outcomes by row: whether the goal was reached
 * @param worth of the goal
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, compared by nobody
public record UpliftTrial(
    FeatureTable table, boolean[] treated, boolean[] outcomes, GoalWorth worth) {

  /**
   * How features become numbers, learned from these rows alone. Quantities stay quantities: what a
   * treatment changes is a small part of the outcome, and every column more drowns it.
   */
  Encoding encoding(int[] rows) {
    return Encoding.learn(rowsAlone(), rows, Encoding.Style.ONE_HOT);
  }

  private Examples rowsAlone() {
    return new Examples(table, outcomes, IntStream.range(0, outcomes.length).toArray());
  }

  /** The rows the encoding was learned from as numbers. */
  UpliftExamples trainingExamples(int[] rows, Encoding encoding) {
    return examples(rows, encoding, flat(encoding.trainingRows(rowsAlone(), rows)));
  }

  /** Other rows as numbers. */
  UpliftExamples examples(int[] rows, Encoding encoding) {
    return examples(rows, encoding, numbers(table, rows, encoding));
  }

  private UpliftExamples examples(int[] rows, Encoding encoding, float[] numbers) {
    boolean[] isTreated = new boolean[rows.length];
    boolean[] reached = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      isTreated[i] = treated[rows[i]];
      reached[i] = outcomes[rows[i]];
    }
    return new UpliftExamples(numbers, encoding.columns().size(), isTreated, reached, worth);
  }

  /** Rows × columns of the encoding, flat. */
  static float[] numbers(FeatureTable table, int[] rows, Encoding encoding) {
    return flat(encoding.rows(table, rows));
  }

  private static float[] flat(double[][] rows) {
    float[] numbers = new float[Arrays.stream(rows).mapToInt(row -> row.length).sum()];
    int at = 0;
    for (double[] row : rows) {
      for (double number : row) {
        numbers[at++] = (float) number;
      }
    }
    return numbers;
  }
}
