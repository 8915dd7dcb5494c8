package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.experiment.CovariateAdjustment;
import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.SplittableRandom;

/** How much narrower intervals become by what was known before, and whether they stay right. */
final class Adjusted {
  private static final int EXPERIMENTS = 10_000;
  private static final int USERS_PER_ARM = 500;
  private static final double EFFECT = 0.1;

  private Adjusted() {}

  static void print() {
    Markdown.title("CUPED");
    Markdown.line(
        "%,d experiments, %d users an arm, normal outcomes, effect %.1f.",
        EXPERIMENTS, USERS_PER_ARM, EFFECT);
    Markdown.line("");
    Markdown.line(
        "| correlation | variance said to be gone | variance really gone | 1 - correlation² left | bias in its standard errors | coverage, plain | coverage, CUPED | coverage, slopes by group |");
    Markdown.line("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (double correlation : new double[] {0.3, 0.5, 0.7, 0.9}) {
      line(correlation, new SplittableRandom(3));
    }
  }

  private static void line(double correlation, SplittableRandom random) {
    SampleMoments said = SampleMoments.EMPTY;
    SampleMoments plain = SampleMoments.EMPTY;
    SampleMoments adjusted = SampleMoments.EMPTY;
    long[] covered = new long[3];
    double rest = Math.sqrt(1 - correlation * correlation);
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      JointMoments treated = new JointMoments(2);
      JointMoments control = new JointMoments(2);
      for (int user = 0; user < USERS_PER_ARM; user++) {
        double before = random.nextGaussian();
        treated.add(EFFECT + correlation * before + rest * random.nextGaussian(), before);
        before = random.nextGaussian();
        control.add(correlation * before + rest * random.nextGaussian(), before);
      }
      CovariateAdjustment cuped = CovariateAdjustment.cuped(treated, control);
      CovariateAdjustment byGroup = CovariateAdjustment.interacted(treated, control);
      said = said.plus(cuped.varianceReduction());
      plain = plain.plus(cuped.plain().difference());
      adjusted = adjusted.plus(cuped.adjusted().difference());
      covered[0] += cuped.plain().interval(0.95).contains(EFFECT) ? 1 : 0;
      covered[1] += cuped.adjusted().interval(0.95).contains(EFFECT) ? 1 : 0;
      covered[2] += byGroup.adjusted().interval(0.95).contains(EFFECT) ? 1 : 0;
    }
    Markdown.line(
        "| %.1f | %.1f %% | %.1f %% | %.1f %% | %+.2f | %s | %s | %s |",
        correlation,
        100 * said.mean(),
        100 * (1 - adjusted.variance() / plain.variance()),
        100 * rest * rest,
        (adjusted.mean() - EFFECT) / Math.sqrt(adjusted.variance() / EXPERIMENTS),
        Markdown.share(covered[0], EXPERIMENTS),
        Markdown.share(covered[1], EXPERIMENTS),
        Markdown.share(covered[2], EXPERIMENTS));
  }
}
