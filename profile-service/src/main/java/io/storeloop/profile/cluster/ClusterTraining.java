package io.storeloop.profile.cluster;

import io.storeloop.algorithms.metrics.RandIndex;
import io.storeloop.algorithms.metrics.Silhouette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Finds groups among rows of features: no database, no clock. */
final class ClusterTraining {
  /** Rows from which the number of groups is chosen and stability is measured. */
  static final int CURVE_SAMPLE = 20_000;

  /** Rows whose silhouette is measured. */
  static final int SILHOUETTE_SAMPLE = 2_000;

  private final FeatureColumns columns;
  private final ClusteringPlan plan;
  private final ProgressListener progress;

  /** Hears how far a training is. */
  @FunctionalInterface
  interface ProgressListener {
    void reached(String step, int done, int of);
  }

  /** The groups with the figures that judge them. */
  record Outcome(
      Scaling scaling,
      Groups groups,
      GroupCount.Point silhouette,
      List<GroupCount.Point> curve,
      @Nullable Double stability) {}

  /** The rows differ too little to be told apart. */
  static final class InsufficientEvidence extends Exception {
    private static final long serialVersionUID = 1L;

    InsufficientEvidence(String detail) {
      super(detail);
    }
  }

  ClusterTraining(FeatureColumns columns, ClusteringPlan plan, ProgressListener progress) {
    this.columns = columns;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Trains on rows in an order that says nothing about them: the first {@link #CURVE_SAMPLE} serve
   * as a sample.
   *
   * @throws InsufficientEvidence if there are fewer different rows than groups
   */
  Outcome train(double[][] rows) throws InsufficientEvidence {
    Scaling scaling = Scaling.learn(rows, columns.heavyTailed());
    double[][] placed = scaling.place(rows);
    double[][] sample = Arrays.copyOf(placed, Math.min(placed.length, CURVE_SAMPLE));
    List<Integer> candidates = candidates(sample);
    List<GroupCount.Point> curve = new ArrayList<>();
    for (int k : candidates) {
      progress.reached("choosing k", curve.size(), candidates.size());
      curve.add(point(sample, k));
    }
    int k = GroupCount.choose(curve);
    progress.reached("finding groups", 0, 1);
    Groups groups = KMeansGroups.find(placed, k, plan.seed());
    progress.reached("measuring stability", 0, 1);
    GroupCount.Point chosen =
        curve.stream().filter(point -> point.k() == k).findFirst().orElseThrow();
    return new Outcome(scaling, groups, chosen, curve, stability(sample, k));
  }

  private List<Integer> candidates(double[][] sample) throws InsufficientEvidence {
    long different = different(sample);
    int least = plan.k() == null ? ClusteringPlan.LEAST_AUTO_K : plan.k();
    if (different <= least) {
      throw new InsufficientEvidence(
          "%d groups need more than %d different profiles, but by these features there are %d"
              .formatted(least, least, different));
    }
    int most =
        plan.k() == null
            ? (int)
                Math.min(
                    Math.min(ClusteringPlan.MOST_AUTO_K, different - 1), groupsOfEnough(sample))
            : plan.k();
    List<Integer> candidates = new ArrayList<>();
    for (int k = least; k <= most; k++) {
      candidates.add(k);
    }
    return candidates;
  }

  private static long different(double[][] rows) {
    return Arrays.stream(rows).map(Arrays::toString).distinct().count();
  }

  private static int groupsOfEnough(double[][] sample) {
    return sample.length / ClusteringPlan.FEWEST_PROFILES_PER_GROUP;
  }

  private GroupCount.Point point(double[][] sample, int k) {
    Groups groups = KMeansGroups.find(sample, k, plan.seed());
    return GroupCount.Point.of(
        k, Silhouette.of(sample, groups.labels(sample), SILHOUETTE_SAMPLE, plan.seed()));
  }

  /** Null when the profiles are so alike that a draw might hold fewer kinds than groups. */
  private @Nullable Double stability(double[][] sample, int k) {
    if (different(sample) < (long) k * ClusteringPlan.FEWEST_PROFILES_PER_GROUP) {
      return null;
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(plan.seed());
    int[] one = KMeansGroups.find(drawn(sample, random), k, plan.seed()).labels(sample);
    int[] other = KMeansGroups.find(drawn(sample, random), k, plan.seed() + 1).labels(sample);
    return RandIndex.adjusted(one, other);
  }

  private static double[][] drawn(double[][] sample, RandomGenerator random) {
    double[][] drawn = new double[sample.length][];
    Arrays.setAll(drawn, row -> sample[random.nextInt(sample.length)]);
    return drawn;
  }
}
