package io.storeloop.algorithms.uplift;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Chooses how uplift is learned by cross-validated AUUC over random: the users of a part are scored
 * by a model of the other parts, and the AUUC of the parts is averaged. The challenger replaces two
 * models only if it is better on most parts, too.
 *
 * @param folds parts, 2 to {@link #MAX_FOLDS}
 * @param penalties strengths of ridge that are tried
 * @param seed of the parts
 */
public record UpliftSearch(int folds, List<Double> penalties, long seed) {
  public static final int MAX_FOLDS = 20;
  public static final int DEFAULT_FOLDS = 5;

  /** In sums of squared deviations, so that a larger data set outweighs them by itself. */
  public static final List<Double> DEFAULT_PENALTIES = List.of(1.0, 10.0, 100.0, 1_000.0);

  /** Refuses values outside the ranges above. */
  public UpliftSearch {
    penalties = List.copyOf(penalties);
    if (folds < 2 || folds > MAX_FOLDS || penalties.isEmpty()) {
      throw new IllegalArgumentException(
          "folds must be between 2 and %d and penalties at least one, but were %d and %s"
              .formatted(MAX_FOLDS, folds, penalties));
    }
  }

  /**
   * A way of learning and how it did.
   *
   * @param aucOverRandom by part, per customer
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers to be reported, compared by nobody
  public record Candidate(UpliftLearner learner, double l2, double[] aucOverRandom) {
    public double mean() {
      double sum = 0;
      for (double part : aucOverRandom) {
        sum += part;
      }
      return sum / aucOverRandom.length;
    }

    private boolean winsMostPartsOf(Candidate other) {
      int wins = 0;
      for (int part = 0; part < aucOverRandom.length; part++) {
        wins += aucOverRandom[part] > other.aucOverRandom[part] ? 1 : 0;
      }
      return 2 * wins > aucOverRandom.length;
    }
  }

  /** What was tried, and which of it is best. */
  public record Found(Candidate chosen, List<Candidate> tried) {
    public Found {
      tried = List.copyOf(tried);
    }
  }

  /**
   * Tries both learners with every penalty.
   *
   * @throws IllegalArgumentException if there are fewer users than parts
   */
  public Found search(UpliftExamples examples) {
    int[][] parts = parts(examples.size());
    List<Candidate> tried = new ArrayList<>();
    for (UpliftLearner learner : List.of(UpliftLearner.TWO_MODELS, UpliftLearner.X_LEARNER)) {
      for (double l2 : penalties) {
        tried.add(new Candidate(learner, l2, validated(examples, parts, learner, l2)));
      }
    }
    Candidate champion = best(tried, UpliftLearner.TWO_MODELS);
    Candidate challenger = best(tried, UpliftLearner.X_LEARNER);
    boolean better = challenger.mean() > champion.mean() && challenger.winsMostPartsOf(champion);
    return new Found(better ? challenger : champion, tried);
  }

  /**
   * The best penalty of one learner alone, such as the response model that a ranking is compared
   * with: a rival with a penalty chosen for somebody else would be no rival.
   *
   * @throws IllegalArgumentException if there are fewer users than parts
   */
  public Candidate best(UpliftExamples examples, UpliftLearner learner) {
    int[][] parts = parts(examples.size());
    List<Candidate> tried =
        penalties.stream()
            .map(l2 -> new Candidate(learner, l2, validated(examples, parts, learner, l2)))
            .toList();
    return best(tried, learner);
  }

  private static Candidate best(List<Candidate> tried, UpliftLearner learner) {
    Candidate best = null;
    for (Candidate candidate : tried) {
      boolean first = candidate.learner() == learner && best == null;
      if (first
          || (best != null && candidate.learner() == learner && candidate.mean() > best.mean())) {
        best = candidate;
      }
    }
    if (best == null) {
      throw new IllegalStateException("nothing was tried of " + learner);
    }
    return best;
  }

  private static double[] validated(
      UpliftExamples examples, int[][] parts, UpliftLearner learner, double l2) {
    double[] areas = new double[parts.length];
    for (int part = 0; part < parts.length; part++) {
      int without = part;
      int[] others =
          IntStream.range(0, parts.length)
              .filter(other -> other != without)
              .flatMap(other -> IntStream.of(parts[other]))
              .toArray();
      UpliftExamples judged = examples.of(parts[part]);
      double[] scores = learner.fit(examples.of(others), l2).uplifts(judged.features());
      areas[part] =
          new UpliftCurve(scores, judged.treated(), judged.outcomes(), judged.worth())
              .figures(1)
              .aucOverRandom();
    }
    return areas;
  }

  private int[][] parts(int users) {
    if (users < folds) {
      throw new IllegalArgumentException(
          "%d parts need as many users, but there are %d".formatted(folds, users));
    }
    int[] order = shuffled(users, seed);
    int[][] parts = new int[folds][];
    for (int part = 0; part < folds; part++) {
      int from = (int) ((long) users * part / folds);
      int to = (int) ((long) users * (part + 1) / folds);
      parts[part] = IntStream.range(from, to).map(place -> order[place]).toArray();
    }
    return parts;
  }

  /** The numbers from 0 on in an order drawn by the seed. */
  public static int[] shuffled(int count, long seed) {
    var random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
