package io.storeloop.profile.grouping;

import io.storeloop.algorithms.metrics.RandIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds groups among rows, by one algorithm or by the best of all. */
public final class GroupTraining {
  /** In auto, a group that holds more of all rows tells nothing. */
  private static final double MOST_IN_ONE = 0.9;

  /** In auto, algorithms that leave out more rows are passed over. */
  private static final double MOST_LEFT_OUT = 0.3;

  /** In auto, groups by density are passed over if there are more of them. */
  static final int MOST_DENSE_PLACES = 30;

  /** Groups of any shape may leave out so many rows where they are to beat others by their cuts. */
  private static final double MOST_LEFT_OUT_OF_SHAPES = 0.1;

  /** By so much the share of cut pairs must be smaller. */
  private static final double FEWER_CUT = 0.005;

  /**
   * Shares of rows in dense places, from which the radius of DBSCAN is chosen: the one whose groups
   * differ least from those of the radius before.
   */
  private static final double[] DENSE_SHARES = {0.5, 0.7, 0.8, 0.9, 0.95};

  private final GroupPlan plan;
  private final ProgressListener progress;

  /** Hears how far a training is. */
  @FunctionalInterface
  public interface ProgressListener {
    void reached(String step, int done, int of);
  }

  /**
   * The groups with the figures that judge them.
   *
   * @param curve by number of groups, where K-Means chose one
   * @param candidates what each algorithm found that was tried; the chosen one among them
   * @param reason why this number and this algorithm, in words
   */
  public record Outcome(
      GroupModel model,
      Candidate chosen,
      List<GroupCount.Point> curve,
      List<Candidate> candidates,
      String reason) {}

  /** What one algorithm found. */
  public record Candidate(Algorithm algorithm, int k, Quality quality) {}

  /** The rows differ too little to be told apart. */
  public static final class InsufficientEvidence extends Exception {
    private static final long serialVersionUID = 1L;

    public InsufficientEvidence(String detail) {
      super(detail);
    }
  }

  /** A model with its figures. */
  private record Found(GroupModel model, Candidate candidate, double cut, String reason) {
    /** Rows that belong nowhere count as touching. */
    double silhouetteOfAll() {
      double left = model.byDensity() ? candidate.quality().outliers() : 0;
      return candidate.quality().silhouette() * (1 - left);
    }

    Found because(String format, Object... values) {
      String more = String.format(Locale.ROOT, format, values);
      return new Found(model, candidate, cut, reason + " " + more);
    }

    boolean tellsSomething(GroupPlan plan) {
      return candidate.k() >= plan.leastK()
          && candidate.k() <= (model.byDensity() ? MOST_DENSE_PLACES : plan.mostK())
          && candidate.quality().largest() <= MOST_IN_ONE
          && (!model.byDensity() || candidate.quality().outliers() <= MOST_LEFT_OUT);
    }

    boolean beats(Found other) {
      boolean stable = candidate.quality().isStable();
      return stable == other.candidate.quality().isStable()
          ? silhouetteOfAll() > other.silhouetteOfAll() + candidate.quality().standardError()
          : stable;
    }

    /**
     * The silhouette prefers balls; groups of any shape part fewer rows from those next to them.
     */
    boolean partsFewerThan(Found other) {
      return candidate.quality().isStable()
          && candidate.quality().outliers() <= MOST_LEFT_OUT_OF_SHAPES
          && cut <= other.cut - FEWER_CUT;
    }
  }

  public GroupTraining(GroupPlan plan, ProgressListener progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Trains on rows on one scale (rows × columns, finite), in an order that says nothing about them:
   * the first serve as samples. Must run in a pool of one thread, see {@link KMeansGroups}.
   *
   * @throws InsufficientEvidence if fewer groups than two, or than asked for, can be told apart
   */
  public Outcome train(double[][] rows) throws InsufficientEvidence {
    GroupJudge judge = new GroupJudge(rows, plan.seed());
    List<GroupCount.Point> curve = new ArrayList<>();
    List<Found> found = new ArrayList<>();
    for (Algorithm algorithm : algorithms()) {
      find(algorithm, rows, judge, curve).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw new InsufficientEvidence(
          "%s found fewer than two groups: the profiles form one cloud by these features"
              .formatted(plan.algorithm().label()));
    }
    Found best = best(found);
    return new Outcome(
        best.model().largestFirst(rows),
        best.candidate(),
        curve,
        found.stream().map(Found::candidate).toList(),
        best.reason());
  }

  private Found best(List<Found> found) {
    Found best = found.getFirst();
    for (Found other : found) {
      best = other.tellsSomething(plan) && other.beats(best) ? other : best;
    }
    for (Found other : found) {
      boolean shapes = other.candidate().algorithm() == Algorithm.HDBSCAN;
      if (shapes && other != best && other.tellsSomething(plan) && other.partsFewerThan(best)) {
        return other.because(
            "and parts fewer rows from those next to them than %s (%.1f instead of %.1f %% of %d nearest)",
            best.candidate().algorithm().label(),
            100 * other.cut(),
            100 * best.cut(),
            NearestRows.NEIGHBOURS);
      }
    }
    return best;
  }

  private List<Algorithm> algorithms() {
    if (plan.algorithm() != Algorithm.AUTO) {
      return List.of(plan.algorithm());
    }
    return plan.k() != null
        ? List.of(Algorithm.K_MEANS)
        : List.of(Algorithm.K_MEANS, Algorithm.X_MEANS, Algorithm.HDBSCAN, Algorithm.DBSCAN);
  }

  private Optional<Found> find(
      Algorithm algorithm, double[][] rows, GroupJudge judge, List<GroupCount.Point> curve)
      throws InsufficientEvidence {
    return switch (algorithm) {
      case AUTO -> throw new IllegalArgumentException("auto is no algorithm of its own");
      case K_MEANS -> Optional.of(kMeans(rows, judge, curve));
      case X_MEANS ->
          byItself(
              algorithm,
              judge,
              rows,
              some -> KMeansGroups.findCounted(some, judge.mostSplit(plan), plan.seed()));
      case HDBSCAN -> byItself(algorithm, judge, rows, DensityGroups::hdbscan);
      case DBSCAN -> dbscan(rows, judge);
    };
  }

  private Found kMeans(double[][] rows, GroupJudge judge, List<GroupCount.Point> curve)
      throws InsufficientEvidence {
    List<Integer> candidates = judge.counts(plan);
    for (int k : candidates) {
      progress.reached("choosing k", curve.size(), candidates.size());
      curve.add(judge.point(k));
    }
    GroupCount.Choice choice = GroupCount.choose(curve);
    String reason = plan.k() == null ? choice.reason() : "%d as asked for".formatted(plan.k());
    progress.reached("finding groups by k-means", 0, 1);
    GroupModel model = KMeansGroups.find(rows, choice.k(), plan.seed());
    Double stability =
        curve.stream()
            .filter(point -> point.k() == choice.k())
            .findFirst()
            .orElseThrow()
            .stability();
    return found(Algorithm.K_MEANS, model, judge, stability, reason);
  }

  private Optional<Found> dbscan(double[][] rows, GroupJudge judge) {
    progress.reached("finding groups by dbscan", 0, 1);
    double[] radii = DensityGroups.radii(rows, DENSE_SHARES);
    int[][] labels = new int[radii.length][];
    int chosen = -1;
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < radii.length; i++) {
      GroupModel model = DensityGroups.dbscan(rows, radii[i]);
      labels[i] = judge.labels(model);
      double lasting = i == 0 ? 0 : RandIndex.adjusted(labels[i - 1], labels[i]);
      if (model.count() >= 2 && lasting > best) {
        best = lasting;
        chosen = i;
      }
    }
    double radius = chosen < 0 ? 0 : radii[chosen];
    return chosen < 0
        ? Optional.empty()
        : byItself(Algorithm.DBSCAN, judge, rows, some -> DensityGroups.dbscan(some, radius));
  }

  private Optional<Found> byItself(
      Algorithm algorithm, GroupJudge judge, double[][] rows, GroupJudge.Finder finder) {
    progress.reached("finding groups by " + algorithm.label(), 0, 1);
    GroupModel model = finder.find(rows);
    if (model.count() < 2) {
      return Optional.empty();
    }
    Double stability =
        model.byDensity()
            ? Double.valueOf(judge.densityStability(finder))
            : judge.stability(finder, model.count());
    String reason =
        String.format(
            Locale.ROOT, "%s found %d groups by itself", algorithm.label(), model.count());
    return Optional.of(found(algorithm, model, judge, stability, reason));
  }

  private static Found found(
      Algorithm algorithm,
      GroupModel model,
      GroupJudge judge,
      @Nullable Double stability,
      String reason) {
    return new Found(
        model,
        new Candidate(algorithm, model.count(), judge.quality(model, stability)),
        judge.cut(model),
        reason);
  }
}
