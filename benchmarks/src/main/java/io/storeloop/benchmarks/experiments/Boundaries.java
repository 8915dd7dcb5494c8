package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.experiment.GroupSequentialDesign;
import io.storeloop.algorithms.experiment.SpendingFunction;
import java.util.SplittableRandom;

/**
 * How often the boundaries of the group-sequential designs are crossed where nothing is to be
 * found, by what they are computed for: sums of independent normal increments of known variance.
 * With so many experiments the chance of a draw is a tenth of that in {@link ManyLooks}, where
 * rates are only nearly normal.
 */
final class Boundaries {
  private static final int EXPERIMENTS = 1_000_000;
  private static final int LOOKS = 100;
  private static final double CONFIDENCE = 0.95;

  private Boundaries() {}

  static void print() {
    Markdown.title("Boundaries of the group-sequential designs");
    Markdown.line(
        "%,d experiments without an effect, %d even looks, independent normal increments, confidence 95 %%.",
        EXPERIMENTS, LOOKS);
    Markdown.line("");
    Markdown.line("| spending | false alarms (95 %% interval) |");
    Markdown.line("| --- | ---: |");
    for (SpendingFunction spending : SpendingFunction.values()) {
      Markdown.line("| %s | %s |", spending, Markdown.share(falseAlarms(spending), EXPERIMENTS));
    }
  }

  private static long falseAlarms(SpendingFunction spending) {
    double[] bounds = GroupSequentialDesign.evenly(CONFIDENCE, spending, LOOKS).criticalValues();
    for (int look = 0; look < LOOKS; look++) {
      bounds[look] *= Math.sqrt(look + 1);
    }
    var random = new SplittableRandom(3);
    long crossed = 0;
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      crossed += isCrossed(bounds, random) ? 1 : 0;
    }
    return crossed;
  }

  private static boolean isCrossed(double[] bounds, SplittableRandom random) {
    double sum = 0;
    for (double bound : bounds) {
      sum += random.nextGaussian();
      if (Math.abs(sum) > bound) {
        return true;
      }
    }
    return false;
  }
}
