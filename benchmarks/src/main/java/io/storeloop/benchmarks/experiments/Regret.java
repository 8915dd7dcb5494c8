package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.bandit.ArmPosterior;
import io.storeloop.algorithms.bandit.InverseProbabilityMeans;
import io.storeloop.algorithms.bandit.ThompsonSampling;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ten arms a hundredth apart: what choosing costs, and whether the read-out is right. */
final class Regret {
  private static final int RUNS = 5;
  private static final int ARMS = 10;
  private static final int DECISIONS = 100_000;
  private static final int BATCH = 1_000;
  private static final int READ_OUTS = 1_000;

  private Regret() {}

  static void print() {
    Markdown.title("Thompson sampling");
    SampleMoments greedy = SampleMoments.EMPTY;
    for (int run = 0; run < RUNS; run++) {
      greedy = greedy.plus(greedy(new SplittableRandom(run)));
    }
    Markdown.line(
        "%d arms with rates 0.05 to 0.14, %,d decisions, batches of %d, %d runs; epsilon-greedy (0.1, after every decision) loses %.0f.",
        ARMS, DECISIONS, BATCH, RUNS, greedy.mean());
    Markdown.line("");
    Markdown.line("| floor | lost goals | of epsilon-greedy |");
    Markdown.line("| ---: | ---: | ---: |");
    for (double floor : new double[] {0.02, 0.05}) {
      SampleMoments lost = SampleMoments.EMPTY;
      for (int run = 0; run < RUNS; run++) {
        lost = lost.plus(thompson(new ThompsonSampling(floor), new SplittableRandom(run)));
      }
      Markdown.line("| %.2f | %.0f | %.2f |", floor, lost.mean(), lost.mean() / greedy.mean());
    }
    readOut();
  }

  private static double rate(int arm) {
    return 0.05 + 0.01 * arm;
  }

  private static double thompson(ThompsonSampling policy, SplittableRandom random) {
    long[] trials = new long[ARMS];
    long[] successes = new long[ARMS];
    double[] allocation = {};
    double lost = 0;
    for (int decision = 0; decision < DECISIONS; decision++) {
      if (decision % BATCH == 0) {
        allocation = policy.allocation(arms(trials, successes));
      }
      int arm = ThompsonSampling.choose(allocation, random.nextDouble());
      trials[arm]++;
      successes[arm] += random.nextDouble() < rate(arm) ? 1 : 0;
      lost += rate(ARMS - 1) - rate(arm);
    }
    return lost;
  }

  private static List<ArmPosterior> arms(long[] trials, long[] successes) {
    List<ArmPosterior> arms = new ArrayList<>();
    for (int arm = 0; arm < trials.length; arm++) {
      arms.add(new ArmPosterior.Beta(1.0 + successes[arm], 1.0 + trials[arm] - successes[arm]));
    }
    return arms;
  }

  private static double greedy(SplittableRandom random) {
    long[] trials = new long[ARMS];
    long[] successes = new long[ARMS];
    double lost = 0;
    for (int decision = 0; decision < DECISIONS; decision++) {
      int arm = random.nextInt(ARMS);
      if (random.nextDouble() >= 0.1) {
        double best = -1;
        for (int other = 0; other < ARMS; other++) {
          double mean = trials[other] == 0 ? 1 : (double) successes[other] / trials[other];
          arm = mean > best ? other : arm;
          best = Math.max(best, mean);
        }
      }
      trials[arm]++;
      successes[arm] += random.nextDouble() < rate(arm) ? 1 : 0;
      lost += rate(ARMS - 1) - rate(arm);
    }
    return lost;
  }

  /** Two arms of 30 % and 35 %, 2,000 decisions in batches of 100. */
  private static void readOut() {
    double[] rates = {0.30, 0.35};
    SampleMoments plain = SampleMoments.EMPTY;
    SampleMoments weighted = SampleMoments.EMPTY;
    SampleMoments difference = SampleMoments.EMPTY;
    long covered = 0;
    for (int run = 0; run < READ_OUTS; run++) {
      SplittableRandom random = new SplittableRandom(1_000 + run);
      InverseProbabilityMeans means = new InverseProbabilityMeans(2);
      long[] trials = new long[2];
      long[] successes = new long[2];
      double[] allocation = {};
      double[] guesses = {0, 0};
      for (int decision = 0; decision < 2_000; decision++) {
        if (decision % 100 == 0) {
          allocation = new ThompsonSampling(0.1).allocation(arms(trials, successes));
          for (int arm = 0; arm < 2; arm++) {
            guesses[arm] = trials[arm] == 0 ? 0 : (double) successes[arm] / trials[arm];
          }
        }
        int arm = ThompsonSampling.choose(allocation, random.nextDouble());
        double reward = random.nextDouble() < rates[arm] ? 1 : 0;
        means.add(arm, allocation[arm], reward, guesses);
        trials[arm]++;
        successes[arm] += (long) reward;
      }
      plain = plain.plus((double) successes[0] / Math.max(1, trials[0]) - rates[0]);
      weighted = weighted.plus(means.mean(0).difference() - rates[0]);
      difference = difference.plus(means.difference(1, 0).difference() - 0.05);
      covered += means.difference(1, 0).interval(0.95).contains(0.05) ? 1 : 0;
    }
    Markdown.line("");
    Markdown.line(
        "Read-out of two arms (0.30, 0.35), 2,000 decisions each, floor 0.1, %,d runs: the weaker arm's plain mean is off by %+.4f (%+.1f standard errors), weighted by %+.4f (%+.1f); the weighted difference is off by %+.4f (%+.1f), its 95 %% interval holds the truth in %s.",
        READ_OUTS,
        plain.mean(),
        plain.mean() / Math.sqrt(plain.variance() / READ_OUTS),
        weighted.mean(),
        weighted.mean() / Math.sqrt(weighted.variance() / READ_OUTS),
        difference.mean(),
        difference.mean() / Math.sqrt(difference.variance() / READ_OUTS),
        Markdown.share(covered, READ_OUTS));
  }
}
