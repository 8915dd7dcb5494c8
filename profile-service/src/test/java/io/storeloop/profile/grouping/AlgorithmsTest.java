package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.algorithms.metrics.RandIndex;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlgorithmsTest {
  private static final PlantedGroups CLOUDS = PlantedGroups.clouds(4, 3, 60, 0, 1);

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void everyAlgorithmFindsPlantedClouds(Algorithm algorithm) {
    GroupTraining.Outcome outcome = train(algorithm, CLOUDS.rows);

    assertThat(outcome.model().count()).isEqualTo(4);
    assertThat(RandIndex.adjusted(outcome.model().labels(CLOUDS.rows), CLOUDS.truth))
        .isGreaterThan(0.97);
    assertThat(outcome.chosen().quality().stability()).isGreaterThan(0.5);
    assertThat(outcome.chosen().quality().daviesBouldin()).isLessThan(0.6);
  }

  /** Rows at the rim of a dense place are not among those that it was found by. */
  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void groupsAreNumberedByHowManyRowsTheyHoldTheLargestFirst(Algorithm algorithm) {
    PlantedGroups some = PlantedGroups.clouds(4, 3, 60, 40, 1);

    GroupModel model = train(algorithm, some.rows).model();

    int[] sizes = new int[model.count() + 1];
    Arrays.stream(model.labels(some.rows)).forEach(group -> sizes[group]++);
    assertThat(Arrays.copyOf(sizes, model.count())).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void theSameSeedGivesTheSameGroups() {
    GroupTraining.Outcome once = train(Algorithm.AUTO, CLOUDS.rows);
    GroupTraining.Outcome again = train(Algorithm.AUTO, CLOUDS.rows);

    assertThat(Arrays.deepEquals(once.model().centroids(), again.model().centroids())).isTrue();
    assertThat(Arrays.deepEquals(once.model().anchors(), again.model().anchors())).isTrue();
    assertThat(once.candidates()).isEqualTo(again.candidates());
  }

  @Test
  void autoLeavesRowsThatBelongNowhereOutOfTheGroups() {
    PlantedGroups some = PlantedGroups.clouds(4, 5, 100, 30, 2);

    GroupTraining.Outcome outcome = train(Algorithm.AUTO, some.rows);

    assertThat(outcome.candidates())
        .extracting(GroupTraining.Candidate::algorithm)
        .contains(Algorithm.K_MEANS, Algorithm.HDBSCAN);
    assertThat(RandIndex.adjusted(outcome.model().labels(some.rows), some.truth))
        .isGreaterThan(0.9);
  }

  @Test
  void densityTellsApartWhatNoMiddleCan() {
    PlantedGroups moons = PlantedGroups.halfMoons(800, 3);

    GroupModel byDensity = train(Algorithm.DBSCAN, moons.rows).model();
    GroupTraining.Outcome chosen = train(Algorithm.AUTO, moons.rows);
    GroupModel byMeans = train(Algorithm.K_MEANS, moons.rows).model();

    assertThat(RandIndex.adjusted(byDensity.labels(moons.rows), moons.truth)).isGreaterThan(0.9);
    assertThat(RandIndex.adjusted(chosen.model().labels(moons.rows), moons.truth))
        .isGreaterThan(0.95);
    assertThat(chosen.chosen().algorithm()).isEqualTo(Algorithm.HDBSCAN);
    assertThat(chosen.chosen().quality().stability()).isGreaterThan(0.9);
    assertThat(chosen.reason())
        .startsWith(
            "hdbscan found 2 groups by itself and parts fewer rows from those next to them");
    assertThat(RandIndex.adjusted(byMeans.labels(moons.rows), moons.truth)).isLessThan(0.6);
  }

  @Test
  void linesOfWholeNumbersAreNoGroups() {
    Random random = new Random(6);
    double[][] rows = new double[600][];
    Arrays.setAll(rows, row -> new double[] {random.nextInt(4), random.nextGaussian()});

    GroupTraining.Outcome outcome = train(Algorithm.AUTO, rows);

    // each line is dense, stable, and cuts no pair
    assertThat(outcome.chosen().algorithm()).isNotEqualTo(Algorithm.HDBSCAN);
  }

  @Test
  void aRowFarFromAllIsAnOutlier() {
    double[] far = {500, 500, 500};

    GroupModel byMeans = train(Algorithm.K_MEANS, CLOUDS.rows).model();
    GroupModel byDensity = train(Algorithm.HDBSCAN, CLOUDS.rows).model();

    assertThat(byMeans.place(far).outlier()).isTrue();
    assertThat(byMeans.place(far).group()).isLessThan(byMeans.count());
    assertThat(byDensity.place(far)).isEqualTo(new GroupModel.Place(byDensity.count(), true));
    assertThat(byMeans.place(byMeans.centroids()[2])).isEqualTo(new GroupModel.Place(2, false));
  }

  @Test
  void oneCloudIsNoEvidenceForGroups() {
    PlantedGroups one = PlantedGroups.clouds(1, 2, 300, 0, 4);

    assertThatThrownBy(() -> train(Algorithm.X_MEANS, one.rows))
        .isInstanceOf(CompletionException.class)
        .rootCause()
        .isInstanceOf(GroupTraining.InsufficientEvidence.class)
        .hasMessageStartingWith("x-means found fewer than two groups");
  }

  @Test
  @Timeout(60)
  void fewDifferentRowsAreNotSplitForEver() {
    double[][] rows = new double[400][];
    Arrays.setAll(rows, row -> new double[] {row % 4 * 3 + row % 8 / 7, row % 4 % 3 * 5});

    // five different rows; that it ends is the point
    assertThat(train(Algorithm.AUTO, rows).model().count()).isBetween(2, 4);
  }

  @Test
  void densePlacesWithinOneCloudDoNotComeAgain() {
    PlantedGroups one = PlantedGroups.clouds(1, 2, 300, 0, 4);

    // by density there are always some, as the cloud itself is never taken
    assertThat(train(Algorithm.HDBSCAN, one.rows).chosen().quality().isStable()).isFalse();
  }

  @Test
  void meansOfManyRowsDoNotDependOnThreads() {
    PlantedGroups many = PlantedGroups.clouds(3, 2, 10_000, 0, 5);
    double[][] starts = {{0, 0}, {1, 9}, {12, 3}};

    double[][] one = in(new ForkJoinPool(1), () -> MeansOfAll.settle(starts, many.rows));
    double[][] four = in(new ForkJoinPool(4), () -> MeansOfAll.settle(starts, many.rows));

    assertThat(Arrays.deepEquals(one, four)).isTrue();
  }

  private static GroupTraining.Outcome train(Algorithm algorithm, double[][] rows) {
    GroupPlan plan = new GroupPlan(algorithm, null, 2, 8, 11);
    return in(
        new ForkJoinPool(1), () -> new GroupTraining(plan, (step, done, of) -> {}).train(rows));
  }

  private static <T> T in(ForkJoinPool pool, Callable<T> work) {
    try (pool) {
      return pool.submit(work).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }
}
