package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.SampleMoments;
import io.storeloop.algorithms.offpolicy.LoggedDecisions;
import io.storeloop.algorithms.offpolicy.OffPolicyEvaluation;
import io.storeloop.algorithms.offpolicy.OffPolicyOptions;
import io.storeloop.algorithms.offpolicy.OffPolicyResult;
import java.util.SplittableRandom;

/** Logs of a known shop, in which another policy's value is known: is it found? */
final class LoggedBandit {
  private static final int SEEDS = 200;
  private static final int DECISIONS = 100_000;
  private static final int CONTEXTS = 10;
  private static final int ACTIONS = 10;
  private static final String[] NAMES = {"IPS", "SNIPS", "doubly robust"};

  /** Contexts × actions. */
  private final double[][] rates = new double[CONTEXTS][ACTIONS];

  private final double[][] logging = new double[CONTEXTS][ACTIONS];
  private final double[][] target = new double[CONTEXTS][ACTIONS];

  /** Rates from 1 % to 20 %; logging likes some actions, the target others, softly. */
  private LoggedBandit(SplittableRandom random) {
    for (int context = 0; context < CONTEXTS; context++) {
      double logged = 0;
      double wanted = 0;
      for (int action = 0; action < ACTIONS; action++) {
        rates[context][action] = random.nextDouble(0.01, 0.2);
        logging[context][action] = Math.exp(random.nextGaussian());
        target[context][action] = Math.exp(10 * rates[context][action] + random.nextGaussian() / 2);
        logged += logging[context][action];
        wanted += target[context][action];
      }
      for (int action = 0; action < ACTIONS; action++) {
        logging[context][action] /= logged;
        target[context][action] /= wanted;
      }
    }
  }

  static void print() {
    Markdown.title("Off-policy evaluation of a known value");
    LoggedBandit bandit = new LoggedBandit(new SplittableRandom(4));
    double value = bandit.value();
    SampleMoments[] errors = {SampleMoments.EMPTY, SampleMoments.EMPTY, SampleMoments.EMPTY};
    long[] covered = new long[NAMES.length];
    SampleMoments sizes = SampleMoments.EMPTY;
    for (int seed = 0; seed < SEEDS; seed++) {
      LoggedDecisions log = bandit.log(new SplittableRandom(100 + seed));
      OffPolicyResult result =
          OffPolicyEvaluation.evaluate(
              log,
              (context, action) -> bandit.target[context][action],
              OffPolicyOptions.seeded(seed));
      sizes = sizes.plus(result.effectiveSampleSize());
      if (result instanceof OffPolicyResult.Estimates estimates) {
        Effect[] all = {estimates.ips(), estimates.snips(), estimates.doublyRobust()};
        for (int i = 0; i < all.length; i++) {
          errors[i] = errors[i].plus(all[i].difference() - value);
          covered[i] += all[i].interval(0.95).contains(value) ? 1 : 0;
        }
      }
    }
    Markdown.line(
        "%d logs of %,d decisions, %d contexts, %d actions, value %.5f, mean effective sample size %,.0f.",
        SEEDS, DECISIONS, CONTEXTS, ACTIONS, value, sizes.mean());
    Markdown.line("");
    Markdown.line(
        "| estimator | mean error × 10⁵ | its standard error × 10⁵ | bias in standard errors | deviation × 10⁵ | 95 %% intervals that hold the value |");
    Markdown.line("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (int i = 0; i < NAMES.length; i++) {
      double error = Math.sqrt(errors[i].variance() / errors[i].count());
      Markdown.line(
          "| %s | %+.2f | %.2f | %+.2f | %.1f | %s |",
          NAMES[i],
          1e5 * errors[i].mean(),
          1e5 * error,
          errors[i].mean() / error,
          1e5 * Math.sqrt(errors[i].variance()),
          Markdown.share(covered[i], errors[i].count()));
    }
  }

  private double value() {
    double value = 0;
    for (int context = 0; context < CONTEXTS; context++) {
      for (int action = 0; action < ACTIONS; action++) {
        value += target[context][action] * rates[context][action] / CONTEXTS;
      }
    }
    return value;
  }

  private LoggedDecisions log(SplittableRandom random) {
    int[] contexts = new int[DECISIONS];
    int[] actions = new int[DECISIONS];
    double[] rewards = new double[DECISIONS];
    double[] propensities = new double[DECISIONS];
    for (int row = 0; row < DECISIONS; row++) {
      int context = random.nextInt(CONTEXTS);
      double left = random.nextDouble();
      int action = 0;
      while (action < ACTIONS - 1 && left >= logging[context][action]) {
        left -= logging[context][action];
        action++;
      }
      contexts[row] = context;
      actions[row] = action;
      propensities[row] = logging[context][action];
      rewards[row] = random.nextDouble() < rates[context][action] ? 1 : 0;
    }
    return new LoggedDecisions(CONTEXTS, ACTIONS, contexts, actions, rewards, propensities);
  }
}
