package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.experiment.ConfidenceSequence;
import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.inference.RateDifference;
import io.storeloop.algorithms.inference.SampleMoments;
import io.storeloop.demoshop.DemoShop;
import io.storeloop.demoshop.DemoShopOptions;
import io.storeloop.demoshop.ShopTruth;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Experiments on the demo shop's shoppers, whose true response to an offer the simulator knows. */
final class ShopExperiments {
  static final Instant END = Instant.parse("2026-07-01T00:00:00Z");

  private static final int RUNS = 2_000;
  private static final int SHOPPERS = 20_000;

  private ShopExperiments() {}

  /** The shop with so many shoppers. */
  static DemoShop open(int shoppers) {
    return DemoShop.open(
        DemoShopOptions.endingAt(END)
            .withShoppers(shoppers)
            .withSeed(DemoShopOptions.DEFAULT_SEED));
  }

  /** New random arms and new luck in every run, the same shoppers. */
  static void print() {
    Markdown.title("The demo shop's known uplift");
    List<ShopTruth.Shopper> truth = ShopTruth.of(open(SHOPPERS)).shoppers();
    double uplift = truth.stream().mapToDouble(ShopTruth.Shopper::uplift).average().orElseThrow();
    SplittableRandom random = new SplittableRandom(5);
    ConfidenceSequence sequence = ConfidenceSequence.of(0.95);
    long fixed = 0;
    long score = 0;
    long always = 0;
    SampleMoments differences = SampleMoments.EMPTY;
    for (int run = 0; run < RUNS; run++) {
      long[] users = new long[2];
      long[] buyers = new long[2];
      for (ShopTruth.Shopper shopper : truth) {
        int arm = random.nextInt(2);
        users[arm]++;
        double probability = arm == 1 ? shopper.treated() : shopper.untreated();
        buyers[arm] += random.nextDouble() < probability ? 1 : 0;
      }
      Proportion treated = new Proportion(buyers[1], users[1]);
      Proportion control = new Proportion(buyers[0], users[0]);
      Effect effect = Effect.between(SampleMoments.of(treated), SampleMoments.of(control));
      differences = differences.plus(effect.difference());
      fixed += effect.interval(0.95).contains(uplift) ? 1 : 0;
      score += RateDifference.between(treated, control, 0.95).interval().contains(uplift) ? 1 : 0;
      always += sequence.interval(effect).contains(uplift) ? 1 : 0;
    }
    Markdown.line(
        "%,d shoppers, half of them shown an offer, %,d experiments; true uplift %.3f points, mean estimate %.3f.",
        truth.size(), RUNS, 100 * uplift, 100 * differences.mean());
    Markdown.line("");
    Markdown.line("| interval, 95 %% | holds the true uplift |");
    Markdown.line("| --- | ---: |");
    Markdown.line("| difference of means | %s |", Markdown.share(fixed, RUNS));
    Markdown.line("| Newcombe's | %s |", Markdown.share(score, RUNS));
    Markdown.line("| confidence sequence at this look | %s |", Markdown.share(always, RUNS));
  }
}
