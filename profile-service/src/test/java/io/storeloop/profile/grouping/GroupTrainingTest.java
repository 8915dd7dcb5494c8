package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class GroupTrainingTest {
  private static final double[][] FOUR_KINDS = fourKinds(400, 1);

  @Test
  void theNumberOfKindsIsFound() {
    GroupTraining.Outcome outcome = train(FOUR_KINDS, plan(null, 7));

    assertThat(outcome.model().count()).isEqualTo(4);
    assertThat(sizes(outcome.model(), FOUR_KINDS)).containsExactly(100, 100, 100, 100, 0);
    assertThat(outcome.curve())
        .extracting(GroupCount.Point::k)
        .containsExactly(3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(outcome.chosen().quality().silhouette()).isGreaterThan(0.8);
    assertThat(outcome.chosen().quality().stability()).isGreaterThan(0.95);
  }

  @Test
  void theSameSeedGivesTheSameGroups() {
    double[][] noise = noise(2000, 3);

    GroupTraining.Outcome once = train(noise, plan(5, 11));
    GroupTraining.Outcome again = train(noise, plan(5, 11));

    assertThat(Arrays.deepEquals(once.model().centroids(), again.model().centroids())).isTrue();
    assertThat(once.chosen()).isEqualTo(again.chosen());
  }

  @Test
  void missingCellsPullInNoDirection() {
    double[][] rows = fourKinds(400, 2);
    for (int row = 0; row < rows.length; row += 10) {
      rows[row][1] = Double.NaN;
    }

    GroupTraining.Outcome outcome = train(rows, plan(4, 7));

    assertThat(outcome.model().count()).isEqualTo(4);
    assertThat(Arrays.stream(outcome.model().centroids()).flatMapToDouble(Arrays::stream))
        .allMatch(Double::isFinite);
  }

  @Test
  void whetherGroupsOfFewDifferentRowsComeAgainIsKnown() {
    double[][] rows = new double[300][];
    Arrays.setAll(rows, row -> new double[] {row % 3 * 20 + row % 2, row % 3 * 30});

    GroupTraining.Outcome outcome = train(rows, plan(3, 7));

    // 6 different rows
    assertThat(outcome.chosen().quality().stability()).isEqualTo(1.0);
    assertThat(train(rows, plan(4, 7)).chosen().quality().stability()).isNull();
  }

  @Test
  void profilesThatDoNotDifferAreNoEvidence() {
    double[][] alike = new double[50][];
    Arrays.setAll(alike, row -> new double[] {1, row % 2});

    assertThatThrownBy(() -> new GroupTraining(plan(3, 1), (step, done, of) -> {}).train(alike))
        .isInstanceOf(GroupTraining.InsufficientEvidence.class)
        .hasMessage(
            "3 groups need more than 3 different profiles, but by these features there are 2");
  }

  private static GroupPlan plan(Integer k, long seed) {
    return new GroupPlan(Algorithm.K_MEANS, k, 3, 10, seed);
  }

  /** As the service does: in a pool of one thread. */
  private static GroupTraining.Outcome train(double[][] rows, GroupPlan plan) {
    try (ForkJoinPool pool = new ForkJoinPool(1)) {
      return pool.submit(() ->
              new GroupTraining(plan, (step, done, of) -> {})
                  .train(Scaling.learn(rows, new boolean[] {true, true}).place(rows)))
          .join();
    }
  }

  /** How many rows are in each group, and in none. */
  private static int[] sizes(GroupModel model, double[][] rows) {
    int[] sizes = new int[model.count() + 1];
    for (int label : model.labels(Scaling.learn(rows, new boolean[] {true, true}).place(rows))) {
      sizes[label]++;
    }
    return sizes;
  }

  /** Few or many orders, few or many views. */
  private static double[][] fourKinds(int count, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][];
    Arrays.setAll(
        rows,
        row ->
            new double[] {
              (row % 2 == 0 ? 5 : 500) * Math.exp(0.3 * random.nextGaussian()),
              (row % 4 < 2 ? 5 : 500) * Math.exp(0.3 * random.nextGaussian())
            });
    return rows;
  }

  private static double[][] noise(int count, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][];
    Arrays.setAll(rows, row -> new double[] {random.nextInt(30), random.nextInt(300)});
    return rows;
  }
}
