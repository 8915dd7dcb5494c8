package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.experiment.BoundedMeanSequence;
import io.storeloop.algorithms.experiment.ConfidenceSequence;
import io.storeloop.algorithms.experiment.GroupSequentialDesign;
import io.storeloop.algorithms.experiment.SpendingFunction;
import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.NormalDistribution;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Two arms, looked at a hundred times: how often is an effect claimed that is not there? */
final class ManyLooks {
  private static final int EXPERIMENTS = 10_000;
  private static final int LOOKS = 100;
  private static final int USERS_PER_ARM_AND_LOOK = 100;
  private static final double RATE = 0.05;
  private static final double CONFIDENCE = 0.95;
  private static final List<String> METHODS =
      List.of(
          "naive, every look",
          "fixed, the last look only",
          "confidence sequence, n* 5,000",
          "confidence sequence, n* 20,000",
          "bounded sequence (no approximation)",
          "group-sequential, O'Brien-Fleming",
          "group-sequential, Pocock");

  private final ConfidenceSequence early = new ConfidenceSequence(CONFIDENCE, 5_000);
  private final ConfidenceSequence late = new ConfidenceSequence(CONFIDENCE, 20_000);
  private final BoundedMeanSequence bounded = BoundedMeanSequence.ofRate(CONFIDENCE);
  private final GroupSequentialDesign obrienFleming =
      GroupSequentialDesign.evenly(CONFIDENCE, SpendingFunction.OBRIEN_FLEMING, LOOKS);
  private final GroupSequentialDesign pocock =
      GroupSequentialDesign.evenly(CONFIDENCE, SpendingFunction.POCOCK, LOOKS);
  private final double z = NormalDistribution.twoSidedQuantile(CONFIDENCE);
  private final double truth;
  private final Binomial treatedGroup;
  private final Binomial controlGroup = new Binomial(USERS_PER_ARM_AND_LOOK, RATE);

  /** By method: experiments in which 0 was left out at a look, and users at the first. */
  private final long[] claims = new long[METHODS.size()];

  private final double[] usersAtClaim = new double[METHODS.size()];

  /** By method: experiments in which every interval held the truth. */
  private final long[] covered = new long[METHODS.size()];

  private ManyLooks(double lift) {
    truth = RATE * lift;
    treatedGroup = new Binomial(USERS_PER_ARM_AND_LOOK, RATE + truth);
  }

  static void print() {
    Markdown.title("Looking a hundred times");
    Markdown.line(
        "%,d experiments, %d looks, %d users an arm and look, rate %.2f, confidence 95 %%.",
        EXPERIMENTS, LOOKS, USERS_PER_ARM_AND_LOOK, RATE);
    Markdown.line("");
    Markdown.line(
        "| interval | false alarms in A/A (95 %% interval) | A/B, +20 %%: claimed | mean users at the claim | all intervals hold the truth |");
    Markdown.line("| --- | ---: | ---: | ---: | ---: |");
    ManyLooks same = new ManyLooks(0);
    ManyLooks better = new ManyLooks(0.2);
    same.run(new SplittableRandom(1));
    better.run(new SplittableRandom(2));
    for (int method = 0; method < METHODS.size(); method++) {
      Markdown.line(
          "| %s | %s | %.1f %% | %,.0f | %.2f %% |",
          METHODS.get(method),
          Markdown.share(same.claims[method], EXPERIMENTS),
          100.0 * better.claims[method] / EXPERIMENTS,
          better.usersAtClaim[method] / Math.max(1, better.claims[method]),
          100.0 * better.covered[method] / EXPERIMENTS);
    }
  }

  private void run(SplittableRandom random) {
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      boolean[] claimed = new boolean[METHODS.size()];
      boolean[] holds = new boolean[METHODS.size()];
      Arrays.fill(holds, true);
      long treated = 0;
      long control = 0;
      for (int look = 0; look < LOOKS; look++) {
        treated += treatedGroup.draw(random);
        control += controlGroup.draw(random);
        long users = (long) USERS_PER_ARM_AND_LOOK * (look + 1);
        Interval[] intervals = intervals(treated, control, users, look);
        for (int method = 0; method < intervals.length; method++) {
          if (method == 1 && look < LOOKS - 1) {
            continue;
          }
          holds[method] &= intervals[method].contains(truth);
          if (!claimed[method] && !intervals[method].contains(0)) {
            claimed[method] = true;
            claims[method]++;
            usersAtClaim[method] += 2 * users;
          }
        }
      }
      for (int method = 0; method < holds.length; method++) {
        covered[method] += holds[method] ? 1 : 0;
      }
    }
  }

  private Interval[] intervals(long treated, long control, long users, int look) {
    var ofTreated = SampleMoments.of(new Proportion(treated, users));
    var ofControl = SampleMoments.of(new Proportion(control, users));
    Effect effect = Effect.between(ofTreated, ofControl);
    Interval fixed = effect.within(z);
    return new Interval[] {
      fixed,
      fixed,
      early.interval(effect),
      late.interval(effect),
      bounded.difference(ofTreated, ofControl),
      obrienFleming.interval(effect, look),
      pocock.interval(effect, look)
    };
  }

  /** Successes of some trials, drawn from the table of their probabilities. */
  private static final class Binomial {
    private final double[] cumulative;

    Binomial(int trials, double rate) {
      cumulative = new double[trials + 1];
      double probability = Math.pow(1 - rate, trials);
      double sum = 0;
      for (int successes = 0; successes <= trials; successes++) {
        sum += probability;
        cumulative[successes] = sum;
        probability *= (trials - successes) * rate / ((successes + 1) * (1 - rate));
      }
    }

    int draw(SplittableRandom random) {
      double unit = random.nextDouble();
      int successes = 0;
      while (successes < cumulative.length - 1 && unit >= cumulative[successes]) {
        successes++;
      }
      return successes;
    }
  }
}
