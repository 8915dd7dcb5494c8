package io.storeloop.profile.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.profile.learning.Encoding;
import io.storeloop.profile.learning.FeatureColumn;
import io.storeloop.profile.learning.FeatureTable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpliftTrialTest {
  private static final int ROWS = 800;

  /** Too many for columns of their own, and each of so many rows that it could have one. */
  private static final int TOWNS = 40;

  @Test
  void theRowsLearnedFromDoNotTellTheirOwnOutcomeByATown() {
    UpliftTrial trial = towns();
    int[] rows = IntStream.range(0, ROWS).toArray();
    Encoding encoding = trial.encoding(rows);

    double learned = correlation(trial.trainingExamples(rows, encoding).features(), trial);
    double asked = correlation(trial.examples(rows, encoding).features(), trial);

    // towns say nothing of the outcome; ranked by the outcomes of these very rows they seem to
    assertThat(asked).isGreaterThan(0.15);
    assertThat(learned).isLessThan(0.1);
  }

  private static UpliftTrial towns() {
    var random = new SplittableRandom(3);
    boolean[] treated = new boolean[ROWS];
    boolean[] outcomes = new boolean[ROWS];
    for (int row = 0; row < ROWS; row++) {
      treated[row] = random.nextBoolean();
      outcomes[row] = random.nextInt(3) == 0;
    }
    int[] codes = IntStream.range(0, ROWS).map(row -> row % TOWNS).toArray();
    List<String> names = IntStream.range(0, TOWNS).mapToObj(town -> "town" + town).toList();
    return new UpliftTrial(
        new FeatureTable(List.of(new FeatureColumn.Categorical("town", codes, names))),
        treated,
        outcomes,
        GoalWorth.ONE);
  }

  /** Of the only column with the outcome. */
  private static double correlation(float[] column, UpliftTrial trial) {
    double meanOfColumn = IntStream.range(0, ROWS).mapToDouble(row -> column[row]).sum() / ROWS;
    double meanOutcome =
        IntStream.range(0, ROWS).filter(row -> trial.outcomes()[row]).count() / (double) ROWS;
    double together = 0;
    double ofColumn = 0;
    double ofOutcome = 0;
    for (int row = 0; row < ROWS; row++) {
      double x = column[row] - meanOfColumn;
      double y = (trial.outcomes()[row] ? 1 : 0) - meanOutcome;
      together += x * y;
      ofColumn += x * x;
      ofOutcome += y * y;
    }
    return together / Math.sqrt(ofColumn * ofOutcome);
  }
}
