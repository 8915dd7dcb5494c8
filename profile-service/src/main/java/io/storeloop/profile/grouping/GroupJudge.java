package io.storeloop.profile.grouping;

import io.storeloop.algorithms.metrics.DaviesBouldin;
import io.storeloop.algorithms.metrics.RandIndex;
import io.storeloop.algorithms.metrics.Silhouette;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Judges groups on a sample of the rows they were found among. */
final class GroupJudge {
  /** Rows from which the number of groups is chosen and figures are taken. */
  static final int SAMPLE = 20_000;

  /** Rows whose silhouette is measured. */
  static final int SILHOUETTE_SAMPLE = 2_000;

  /** Rows that trainings on drawn rows draw from. */
  static final int STABILITY_SAMPLE = 3_000;

  /** With fewer different rows for each group, groups come again because there are no others. */
  private static final int FEWEST_DIFFERENT_PER_GROUP = 2;

  /** Pairs of trainings on drawn rows whose agreement is averaged. */
  static final int STABILITY_PAIRS = 5;

  /** As many of groups by density, which take longer. */
  static final int DENSITY_STABILITY_PAIRS = 3;

  /** Of groups by density, the share of the rows that is drawn, each row once. */
  static final double DENSITY_SHARE = 0.8;

  private final double[][] sample;
  private final double[][] drawnFrom;
  private final long different;
  private final long seed;
  private @Nullable NearestRows nearest;

  /** Finds groups among rows. */
  @FunctionalInterface
  interface Finder {
    GroupModel find(double[][] rows);
  }

  GroupJudge(double[][] rows, long seed) {
    this.sample = Arrays.copyOf(rows, Math.min(rows.length, SAMPLE));
    this.drawnFrom = Arrays.copyOf(rows, Math.min(rows.length, STABILITY_SAMPLE));
    this.different = different(sample);
    this.seed = seed;
  }

  /**
   * The numbers of groups to try.
   *
   * @throws GroupTraining.InsufficientEvidence if there are fewer different rows than groups
   */
  List<Integer> counts(GroupPlan plan) throws GroupTraining.InsufficientEvidence {
    int least = plan.k() == null ? plan.leastK() : plan.k();
    if (different <= least) {
      throw new GroupTraining.InsufficientEvidence(
          "%d groups need more than %d different profiles, but by these features there are %d"
              .formatted(least, least, different));
    }
    if (plan.k() != null) {
      return List.of(plan.k());
    }
    long enough = Math.min(different - 1, sample.length / GroupPlan.FEWEST_ROWS_PER_GROUP);
    int most = (int) Math.max(least, Math.min(plan.mostK(), enough));
    return IntStream.rangeClosed(least, most).boxed().toList();
  }

  /**
   * The most groups to split rows into: Smile's X-Means splits groups of equal rows for ever,
   * looking for more groups than there are different rows.
   */
  int mostSplit(GroupPlan plan) {
    long enough = different / GroupPlan.FEWEST_ROWS_PER_GROUP;
    return (int) Math.max(2, Math.min(plan.mostK(), enough));
  }

  /** How well {@code k} groups around means stand apart, and whether they come again. */
  GroupCount.Point point(int k) {
    GroupModel model = KMeansGroups.find(sample, k, seed);
    Silhouette silhouette = silhouette(model.labels(sample), model.count());
    return new GroupCount.Point(
        k,
        silhouette.mean(),
        silhouette.standardError(),
        stability(rows -> KMeansGroups.find(rows, k, seed), k));
  }

  /** The figures of a model with two groups or more. */
  Quality quality(GroupModel model, @Nullable Double stability) {
    int[] labels = model.labels(sample);
    int[] sizes = new int[model.count() + 1];
    Arrays.stream(labels).forEach(label -> sizes[label]++);
    long outliers = Arrays.stream(sample).filter(row -> model.place(row).outlier()).count();
    Silhouette silhouette = silhouette(labels, model.count());
    int[] members = Arrays.stream(labels).map(l -> l == model.count() ? -1 : l).toArray();
    return new Quality(
        silhouette.mean(),
        silhouette.standardError(),
        isOne(members) ? 0 : DaviesBouldin.of(sample, members),
        stability,
        (double) outliers / sample.length,
        (double) IntStream.range(0, model.count()).map(group -> sizes[group]).max().orElse(0)
            / sample.length);
  }

  /** Where rows to compare groups by are in a model; all in one group where it has none. */
  int[] labels(GroupModel model) {
    return model.count() == 0 ? new int[drawnFrom.length] : model.labels(drawnFrom);
  }

  /**
   * The share of close pairs that groups cut: a row and one of its {@value NearestRows#NEIGHBOURS}
   * nearest, both in groups, but not in the same. 1 where no such pair is in groups.
   */
  double cut(GroupModel model) {
    if (nearest == null) {
      nearest = NearestRows.among(drawnFrom);
    }
    return nearest.cut(labels(model), model.count());
  }

  /**
   * The agreement of trainings on rows drawn with replacement; null when the rows are so alike that
   * a draw holds fewer kinds than groups.
   */
  @Nullable Double stability(Finder finder, int k) {
    if (different < (long) k * FEWEST_DIFFERENT_PER_GROUP) {
      return null;
    }
    RandomGenerator random = random();
    double sum = 0;
    for (int pair = 0; pair < STABILITY_PAIRS; pair++) {
      double[][] one = drawnAgain(random);
      double[][] other = drawnAgain(random);
      if (isTooMuchAlike(one, k) || isTooMuchAlike(other, k)) {
        return null;
      }
      sum += RandIndex.adjusted(labels(finder.find(one)), labels(finder.find(other)));
    }
    return sum / STABILITY_PAIRS;
  }

  /**
   * The agreement of trainings on 80 % of the rows each. Rows drawn with replacement would not do:
   * one that is drawn thrice is a dense place by itself.
   */
  double densityStability(Finder finder) {
    RandomGenerator random = random();
    double sum = 0;
    for (int pair = 0; pair < DENSITY_STABILITY_PAIRS; pair++) {
      int[] one = labels(finder.find(drawnOnce(random)));
      sum += RandIndex.adjusted(one, labels(finder.find(drawnOnce(random))));
    }
    return sum / DENSITY_STABILITY_PAIRS;
  }

  private RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private double[][] drawnAgain(RandomGenerator random) {
    double[][] drawn = new double[drawnFrom.length][];
    Arrays.setAll(drawn, row -> drawnFrom[random.nextInt(drawnFrom.length)]);
    return drawn;
  }

  private double[][] drawnOnce(RandomGenerator random) {
    double[][] shuffled = drawnFrom.clone();
    for (int row = shuffled.length - 1; row > 0; row--) {
      int other = random.nextInt(row + 1);
      double[] moved = shuffled[row];
      shuffled[row] = shuffled[other];
      shuffled[other] = moved;
    }
    return Arrays.copyOf(shuffled, (int) (DENSITY_SHARE * shuffled.length));
  }

  /** Whether drawn rows hold no more different ones than groups are asked for. */
  private boolean isTooMuchAlike(double[][] drawn, int k) {
    boolean canBe = different < (long) k * GroupPlan.FEWEST_ROWS_PER_GROUP;
    return canBe && different(drawn) <= k;
  }

  /** Of one group only, there is nothing to stand apart from: 0. */
  private Silhouette silhouette(int[] labels, int count) {
    int[] inGroups = IntStream.range(0, labels.length).filter(row -> labels[row] < count).toArray();
    double[][] rows = Arrays.stream(inGroups).mapToObj(row -> sample[row]).toArray(double[][]::new);
    int[] own = Arrays.stream(inGroups).map(row -> labels[row]).toArray();
    return isOne(own)
        ? new Silhouette(0, 0, own.length)
        : Silhouette.of(rows, own, SILHOUETTE_SAMPLE, seed);
  }

  private static boolean isOne(int[] labels) {
    return Arrays.stream(labels).filter(label -> label >= 0).distinct().count() < 2;
  }

  private static long different(double[][] rows) {
    return Arrays.stream(rows).map(Arrays::toString).distinct().count();
  }
}
