package io.storeloop.profile.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ClusterTrainingTest {
  private static final FeatureColumns COLUMNS = FeatureColumns.of(List.of("orders", "views"));
  private static final double[][] FOUR_KINDS = fourKinds(400, 1);

  @Test
  void theNumberOfKindsIsFound() {
    ClusterTraining.Outcome outcome = train(FOUR_KINDS, plan(null, 7));

    assertThat(outcome.silhouette().k()).isEqualTo(4);
    assertThat(outcome.groups().sizes()).containsExactly(100, 100, 100, 100);
    assertThat(outcome.curve())
        .extracting(GroupCount.Point::k)
        .containsExactly(3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(outcome.silhouette().silhouette()).isGreaterThan(0.8);
    assertThat(outcome.stability()).isGreaterThan(0.95);
  }

  @Test
  void theSameSeedGivesTheSameGroups() {
    double[][] noise = noise(2000, 3);

    ClusterTraining.Outcome once = train(noise, plan(5, 11));
    ClusterTraining.Outcome again = train(noise, plan(5, 11));

    assertThat(Arrays.deepEquals(once.groups().centroids(), again.groups().centroids())).isTrue();
    assertThat(once.groups().sizes()).isEqualTo(again.groups().sizes());
  }

  @Test
  void missingCellsPullInNoDirection() {
    double[][] rows = fourKinds(400, 2);
    for (int row = 0; row < rows.length; row += 10) {
      rows[row][1] = Double.NaN;
    }

    ClusterTraining.Outcome outcome = train(rows, plan(4, 7));

    assertThat(outcome.groups().count()).isEqualTo(4);
    assertThat(Arrays.stream(outcome.groups().centroids()).flatMapToDouble(Arrays::stream))
        .allMatch(Double::isFinite);
  }

  @Test
  void profilesThatDoNotDifferAreNoEvidence() {
    double[][] alike = new double[50][];
    Arrays.setAll(alike, row -> new double[] {1, row % 2});

    assertThatThrownBy(
            () -> new ClusterTraining(COLUMNS, plan(3, 1), (step, done, of) -> {}).train(alike))
        .isInstanceOf(ClusterTraining.InsufficientEvidence.class)
        .hasMessage(
            "3 groups need more than 3 different profiles, but by these features there are 2");
  }

  private static ClusteringPlan plan(Integer k, long seed) {
    return new ClusteringPlan(ClusteringPlan.K_MEANS, List.of("orders", "views"), k, seed);
  }

  /** As the service does: in a pool of one thread. */
  private static ClusterTraining.Outcome train(double[][] rows, ClusteringPlan plan) {
    try (ForkJoinPool pool = new ForkJoinPool(1)) {
      return pool.submit(
              () -> new ClusterTraining(COLUMNS, plan, (step, done, of) -> {}).train(rows))
          .join();
    }
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
