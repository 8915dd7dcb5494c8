package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.BlendedScorer;
import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.Arrays;
import java.util.List;

/**
 * Judges models by the items that were kept back: where each is ranked among all items, or among
 * the negatives. Ties count half; without repeats the items of the history take no part.
 */
final class Validation {
  /** Most users one comparison asks, and most scores it looks at, users × items. */
  private static final int MAX_JUDGES = 10_000;

  private static final long MAX_SCORES = 100_000_000;
  private static final int MIN_JUDGES = 500;

  private static final int USERS_PER_BLOCK = 16;

  /** Items compared before looking whether the rank is beyond the list anyway. */
  private static final int STRIDE = 512;

  private static final double[][] ALONE = {{1}};

  private final ValidationCut cut;
  private final SearchOptions options;
  private final BlockWorkers workers;
  private final int judges;

  Validation(ValidationCut cut, SearchOptions options, BlockWorkers workers) {
    this.cut = cut;
    this.options = options;
    this.workers = workers;
    long affordable = MAX_SCORES / Math.max(1, cut.train.itemCount());
    this.judges =
        (int) Math.min(cut.users.length, Math.max(MIN_JUDGES, Math.min(MAX_JUDGES, affordable)));
  }

  Histories train() {
    return cut.train;
  }

  ValidationCut cut() {
    return cut;
  }

  /** How many of the cut's users, the first, every comparison asks. */
  int userCount() {
    return judges;
  }

  Judgement judge(ItemScorer scorer) throws InterruptedException {
    return judge(List.of(scorer), ALONE)[0];
  }

  /** Judges several blends of the same parts, whose scores are computed once per user. */
  Judgement[] judge(List<ItemScorer> parts, double[][] weightings) throws InterruptedException {
    Judgement[] results = new Judgement[weightings.length];
    Arrays.setAll(results, i -> new Judgement(judges));
    workers.run(
        judges,
        USERS_PER_BLOCK,
        (from, to) -> {
          double[][] scores = new double[parts.size()][train().itemCount()];
          double[] mixed = new double[train().itemCount()];
          for (int i = from; i < to; i++) {
            judgeUser(i, parts, weightings, scores, mixed, results);
          }
        });
    return results;
  }

  private void judgeUser(
      int index,
      List<ItemScorer> parts,
      double[][] weightings,
      double[][] scores,
      double[] mixed,
      Judgement[] results) {
    int[] history = train().items(cut.users[index]);
    for (int part = 0; part < scores.length; part++) {
      parts.get(part).score(history, history.length, scores[part]);
      if (parts.size() > 1) {
        BlendedScorer.scale(scores[part], 1);
      }
    }
    for (int i = 0; i < weightings.length; i++) {
      double[] ranks =
          options.negatives() == 0
              ? ranksAmongAll(index, history, scores, weightings[i], mixed)
              : ranksAmongNegatives(index, scores, weightings[i]);
      write(ranks, index, results[i]);
    }
  }

  private double[] ranksAmongAll(
      int index, int[] history, double[][] scores, double[] weights, double[] mixed) {
    mix(scores, weights, mixed);
    if (!options.repeats()) {
      for (int item : history) {
        mixed[item] = Double.NEGATIVE_INFINITY;
      }
    }
    int[] targets = cut.targets[index];
    double[] ranks = new double[targets.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = rank(mixed, mixed[targets[i]], options.k());
    }
    return ranks;
  }

  /** Rank of a score among all, ties half; infinite as soon as it is known to be beyond k. */
  private static double rank(double[] scores, double score, int k) {
    int better = 0;
    int equal = -1;
    for (int from = 0; from < scores.length; from += STRIDE) {
      int to = Math.min(scores.length, from + STRIDE);
      for (int item = from; item < to; item++) {
        better += scores[item] > score ? 1 : 0;
        equal += scores[item] == score ? 1 : 0;
      }
      if (better + equal / 2.0 >= k) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return 1 + better + equal / 2.0;
  }

  private static void mix(double[][] scores, double[] weights, double[] mixed) {
    for (int item = 0; item < mixed.length; item++) {
      mixed[item] = weights[0] * scores[0][item];
    }
    for (int part = 1; part < weights.length; part++) {
      double weight = weights[part];
      double[] partScores = scores[part];
      for (int item = 0; item < mixed.length && weight != 0; item++) {
        mixed[item] += weight * partScores[item];
      }
    }
  }

  /** Each target among the negatives alone, as the published protocols have it. */
  private double[] ranksAmongNegatives(int index, double[][] scores, double[] weights) {
    int[] targets = cut.targets[index];
    double[] ranks = new double[targets.length];
    for (int i = 0; i < ranks.length; i++) {
      double score = mix(scores, weights, targets[i]);
      double rank = 1;
      for (int negative : cut.negatives[index]) {
        double other = mix(scores, weights, negative);
        rank += other > score ? 1 : other == score ? 0.5 : 0;
      }
      ranks[i] = rank;
    }
    return ranks;
  }

  private static double mix(double[][] scores, double[] weights, int item) {
    double sum = 0;
    for (int part = 0; part < weights.length; part++) {
      sum += weights[part] * scores[part][item];
    }
    return sum;
  }

  private void write(double[] ranks, int index, Judgement result) {
    int k = options.k();
    int hits = 0;
    double gain = 0;
    double ideal = 0;
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] <= k) {
        hits++;
        gain += Math.log(2) / Math.log(1 + ranks[i]);
      }
      ideal += i < k ? Math.log(2) / Math.log(2.0 + i) : 0;
    }
    result.hits[index] = hits > 0 ? 1 : 0;
    result.ndcgs[index] = gain / ideal;
    result.goals[index] =
        switch (options.goal()) {
          case NDCG -> result.ndcgs[index];
          case HIT_RATE -> result.hits[index];
          case RECALL -> (double) hits / ranks.length;
        };
  }
}
