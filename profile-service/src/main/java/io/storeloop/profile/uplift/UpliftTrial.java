package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.algorithms.uplift.UpliftExamples;
import io.storeloop.profile.learning.Encoding;
import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.FeatureTable;
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
    int[] alone = IntStream.range(0, outcomes.length).toArray();
    return Encoding.learn(new Examples(table, outcomes, alone), rows, Encoding.Style.ONE_HOT);
  }

  /** The rows as numbers. */
  UpliftExamples examples(int[] rows, Encoding encoding) {
    int width = encoding.columns().size();
    boolean[] isTreated = new boolean[rows.length];
    boolean[] reached = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      isTreated[i] = treated[rows[i]];
      reached[i] = outcomes[rows[i]];
    }
    return new UpliftExamples(numbers(table, rows, encoding), width, isTreated, reached, worth);
  }

  /** Rows × columns of the encoding, flat. */
  static float[] numbers(FeatureTable table, int[] rows, Encoding encoding) {
    int width = encoding.columns().size();
    float[] features = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      double[] numbers = encoding.row(table, rows[i]);
      for (int column = 0; column < width; column++) {
        features[i * width + column] = (float) numbers[column];
      }
    }
    return features;
  }
}
