package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.experiment.ConfidenceSequence;
import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.inference.RateDifference;
import io.storeloop.algorithms.inference.SampleMoments;
import io.storeloop.algorithms.ranking.LogisticRegression;
import io.storeloop.algorithms.uplift.UpliftExamples;
import io.storeloop.algorithms.uplift.UpliftLearner;
import io.storeloop.algorithms.uplift.UpliftSearch;
import io.storeloop.demoshop.DemoShop;
import io.storeloop.demoshop.DemoShopOptions;
import io.storeloop.demoshop.ShopTruth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Experiments on the demo shop's shoppers, whose true response to an offer the simulator knows. */
final class ShopExperiments {
  private static final int RUNS = 2_000;
  private static final int SPLITS = 20;
  private static final int SHOPPERS = 20_000;
  private static final Instant END = Instant.parse("2026-07-01T00:00:00Z");
  private static final Duration LAPSED = Duration.ofDays(30);

  /** Share of the lapsed shoppers that a campaign can pay for. */
  private static final double BUDGET = 0.3;

  /** Of the price: what an ordinary order leaves, and one with the offer's ten per cent off. */
  private static final double MARGIN = 0.30;

  private static final double MARGIN_WITH_OFFER = 0.20;
  private static final double COST_PER_CONTACT = 0.05;

  private final ShopTruth.Shopper[] shoppers;
  private final ShopperRows.Shopper[] known;
  private final float[] features;
  private final double[] churnScore;
  private final double orderValue;

  private ShopExperiments(
      ShopTruth.Shopper[] shoppers,
      ShopperRows.Shopper[] known,
      float[] features,
      double[] churnScore,
      double orderValue) {
    this.shoppers = shoppers;
    this.known = known;
    this.features = features;
    this.churnScore = churnScore;
    this.orderValue = orderValue;
  }

  static void print() {
    Markdown.title("The demo shop's known uplift");
    DemoShop shop =
        DemoShop.open(
            DemoShopOptions.endingAt(END)
                .withShoppers(SHOPPERS)
                .withSeed(DemoShopOptions.DEFAULT_SEED));
    List<ShopTruth.Shopper> truth = ShopTruth.of(shop).shoppers();
    coverage(truth);
    lapsed(shop, truth).winBack();
  }

  /** New random arms and new luck in every run, the same shoppers. */
  private static void coverage(List<ShopTruth.Shopper> truth) {
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

  /** Signed-in shoppers who have bought before but not for a while, with what is known of them. */
  private static ShopExperiments lapsed(DemoShop shop, List<ShopTruth.Shopper> truth) {
    Map<String, ShopperRows.Shopper> now = ShopperRows.of(shop, END).byUser();
    Map<String, ShopperRows.Shopper> earlier = ShopperRows.of(shop, END.minus(LAPSED)).byUser();
    LogisticRegression churn = churnModel(earlier, now);
    List<ShopTruth.Shopper> shoppers =
        truth.stream()
            .filter(shopper -> {
              ShopperRows.Shopper seen = now.get(shopper.userId());
              return seen != null
                  && seen.purchases() > 0
                  && seen.daysSincePurchase() >= LAPSED.toDays();
            })
            .toList();
    ShopperRows.Shopper[] known =
        shoppers.stream()
            .map(shopper -> now.get(shopper.userId()))
            .toArray(ShopperRows.Shopper[]::new);
    float[] features = features(List.of(known));
    double[] stays = churn.probabilities(features);
    double[] leaves = IntStream.range(0, stays.length).mapToDouble(i -> 1 - stays[i]).toArray();
    double spent = now.values().stream().mapToDouble(ShopperRows.Shopper::spent).sum();
    double orders = now.values().stream().mapToInt(ShopperRows.Shopper::purchases).sum();
    return new ShopExperiments(
        shoppers.toArray(ShopTruth.Shopper[]::new), known, features, leaves, spent / orders);
  }

  /** Whether somebody buys in the next thirty days, learned from the thirty before the end. */
  private static LogisticRegression churnModel(
      Map<String, ShopperRows.Shopper> earlier, Map<String, ShopperRows.Shopper> now) {
    List<ShopperRows.Shopper> seen = new ArrayList<>(earlier.values());
    boolean[] bought = new boolean[seen.size()];
    int row = 0;
    for (Map.Entry<String, ShopperRows.Shopper> entry : earlier.entrySet()) {
      ShopperRows.Shopper later = now.get(entry.getKey());
      bought[row++] = later != null && later.purchases() > entry.getValue().purchases();
    }
    return LogisticRegression.fit(features(seen), ShopperRows.FEATURES, bought, 1);
  }

  private static float[] features(List<ShopperRows.Shopper> shoppers) {
    float[] rows = new float[shoppers.size() * ShopperRows.FEATURES];
    for (int i = 0; i < shoppers.size(); i++) {
      shoppers.get(i).write(rows, i * ShopperRows.FEATURES);
    }
    return rows;
  }

  /**
   * Half of the lapsed are experimented with; of the others the best by each score get an offer.
   */
  private void winBack() {
    Map<String, SampleMoments> margins =
        List.of("uplift", "churn score", "response model", "at random", "the truth").stream()
            .collect(
                Collectors.toMap(
                    name -> name,
                    name -> SampleMoments.EMPTY,
                    (a, b) -> a,
                    java.util.LinkedHashMap::new));
    SampleMoments gains = SampleMoments.EMPTY;
    for (int split = 0; split < SPLITS; split++) {
      SplittableRandom random = new SplittableRandom(1_000 + split);
      int[] order = UpliftSearch.shuffled(shoppers.length, split);
      int half = order.length / 2;
      int[] learned = IntStream.range(0, half).map(i -> order[i]).toArray();
      int[] rest = IntStream.range(half, order.length).map(i -> order[i]).toArray();
      UpliftExamples experiment = experiment(learned, random);
      UpliftSearch.Candidate chosen =
          new UpliftSearch(5, UpliftSearch.DEFAULT_PENALTIES, split).search(experiment).chosen();
      float[] rows = experiment(rest, random).features();
      double[] uplift = chosen.learner().fit(experiment, chosen.l2()).uplifts(rows);
      double[] response = UpliftLearner.RESPONSE.fit(experiment, chosen.l2()).uplifts(rows);
      double[] churn = IntStream.of(rest).mapToDouble(i -> churnScore[i]).toArray();
      double[] luck = random.doubles(rest.length).toArray();
      double[] truth = IntStream.of(rest).mapToDouble(this::netMargin).toArray();
      double byUplift = netMargin(rest, uplift);
      double byChurn = netMargin(rest, churn);
      margins.compute("uplift", (name, sum) -> plus(sum, byUplift));
      margins.compute("churn score", (name, sum) -> plus(sum, byChurn));
      margins.compute("response model", (name, sum) -> plus(sum, netMargin(rest, response)));
      margins.compute("at random", (name, sum) -> plus(sum, netMargin(rest, luck)));
      margins.compute("the truth", (name, sum) -> plus(sum, netMargin(rest, truth)));
      gains = gains.plus(byUplift - byChurn);
    }
    Markdown.title("Win-back: whom to write to");
    Markdown.line(
        "%,d lapsed shoppers (known, no purchase for %d days), half of them in the experiment that uplift is learned from, the best %.0f %% of the others written to; an order is %.2f, margin %.0f %%, with the offer %.0f %%, a contact costs %.2f; %d splits; expected net margin by the true probabilities.",
        known.length,
        LAPSED.toDays(),
        100 * BUDGET,
        orderValue,
        100 * MARGIN,
        100 * MARGIN_WITH_OFFER,
        COST_PER_CONTACT,
        SPLITS);
    Markdown.line("");
    Markdown.line("| written to by | net margin per 1,000 written to | deviation over splits |");
    Markdown.line("| --- | ---: | ---: |");
    margins.forEach((name, margin) ->
        Markdown.line("| %s | %+.0f | %.0f |", name, margin.mean(), Math.sqrt(margin.variance())));
    Markdown.line("");
    Markdown.line(
        "Uplift less churn score: %+.0f per 1,000, deviation over splits %.0f.",
        gains.mean(), Math.sqrt(gains.variance()));
  }

  private static SampleMoments plus(
      @org.jspecify.annotations.Nullable SampleMoments sum, double value) {
    return sum == null ? SampleMoments.of(value) : sum.plus(value);
  }

  private UpliftExamples experiment(int[] users, SplittableRandom random) {
    float[] rows = new float[users.length * ShopperRows.FEATURES];
    boolean[] treated = new boolean[users.length];
    boolean[] bought = new boolean[users.length];
    for (int i = 0; i < users.length; i++) {
      System.arraycopy(
          features,
          users[i] * ShopperRows.FEATURES,
          rows,
          i * ShopperRows.FEATURES,
          ShopperRows.FEATURES);
      treated[i] = random.nextBoolean();
      ShopTruth.Shopper shopper = shoppers[users[i]];
      bought[i] = random.nextDouble() < (treated[i] ? shopper.treated() : shopper.untreated());
    }
    return new UpliftExamples(rows, ShopperRows.FEATURES, treated, bought);
  }

  /** Of the best by score, per 1,000 of them. */
  private double netMargin(int[] users, double[] scores) {
    int count = (int) (BUDGET * users.length);
    return IntStream.range(0, users.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .limit(count)
        .mapToDouble(i -> netMargin(users[i]) * 1_000 / count)
        .sum();
  }

  private double netMargin(int user) {
    ShopTruth.Shopper shopper = shoppers[user];
    return orderValue * (MARGIN_WITH_OFFER * shopper.treated() - MARGIN * shopper.untreated())
        - COST_PER_CONTACT;
  }
}
