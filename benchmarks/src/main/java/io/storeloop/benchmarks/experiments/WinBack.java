package io.storeloop.benchmarks.experiments;

import io.storeloop.algorithms.inference.SampleMoments;
import io.storeloop.algorithms.ranking.LogisticRegression;
import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.algorithms.uplift.UpliftExamples;
import io.storeloop.algorithms.uplift.UpliftLearner;
import io.storeloop.algorithms.uplift.UpliftSearch;
import io.storeloop.demoshop.DemoShop;
import io.storeloop.demoshop.ShopTruth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whom to offer something who has not bought for a while: half of the lapsed are experimented with,
 * and of the others the best by each score get the offer. What comes of it is known, because the
 * simulator knows with which probability each of them buys with the offer and without.
 */
final class WinBack {
  private static final int[] SHOPS = {20_000, 50_000, 100_000};
  private static final int SPLITS = 20;
  private static final Duration LAPSED = Duration.ofDays(30);

  /** Share of the lapsed shoppers that a campaign can pay for. */
  private static final double BUDGET = 0.3;

  /** Of the price: what an ordinary order leaves, and one with the offer's ten per cent off. */
  private static final double MARGIN = 0.30;

  private static final double MARGIN_WITH_OFFER = 0.20;
  private static final double COST_PER_CONTACT = 0.05;

  private static final String BY_MONEY = "uplift in net margin";
  private static final String BY_UPLIFT = "uplift in orders";
  private static final String BY_CHURN = "churn score";
  private static final List<String> SCORES =
      List.of(BY_MONEY, BY_UPLIFT, BY_CHURN, "response model", "at random", "the truth");

  private final ShopTruth.Shopper[] shoppers;
  private final float[] features;
  private final double[] churnScore;
  private final double orderValue;

  private WinBack(
      ShopTruth.Shopper[] shoppers, float[] features, double[] churnScore, double orderValue) {
    this.shoppers = shoppers;
    this.features = features;
    this.churnScore = churnScore;
    this.orderValue = orderValue;
  }

  static void print() {
    Markdown.title("Win-back: whom to write to");
    Markdown.line(
        "Lapsed: known, have bought, no purchase for %d days. Half of them are in the experiment that uplift is learned from, the best %.0f %% of the others are written to. Margin %.0f %%, with the offer %.0f %%, a contact costs %.2f; net margin per 1,000 written to by the true probabilities, mean and deviation over %d splits.",
        LAPSED.toDays(),
        100 * BUDGET,
        100 * MARGIN,
        100 * MARGIN_WITH_OFFER,
        COST_PER_CONTACT,
        SPLITS);
    Markdown.line("");
    Markdown.line(
        "| shoppers | lapsed | an order | %s | %s less %s |",
        String.join(" | ", SCORES), BY_MONEY, BY_CHURN);
    Markdown.line("| ---: | ---: | ---: | %s---: |", "---: | ".repeat(SCORES.size()));
    for (int size : SHOPS) {
      WinBack shop = of(ShopExperiments.open(size));
      Map<String, SampleMoments> margins = shop.margins();
      Markdown.line(
          "| %,d | %,d | %.2f | %s |",
          size,
          shop.shoppers.length,
          shop.orderValue,
          margins.values().stream().map(WinBack::told).collect(Collectors.joining(" | ")));
    }
  }

  private static String told(SampleMoments margin) {
    return String.format(Locale.ROOT, "%+.0f ± %.0f", margin.mean(), Math.sqrt(margin.variance()));
  }

  /** Signed-in shoppers who have bought before but not for a while, with what is known of them. */
  private static WinBack of(DemoShop shop) {
    Map<String, ShopperRows.Shopper> now = ShopperRows.of(shop, ShopExperiments.END).byUser();
    Map<String, ShopperRows.Shopper> earlier =
        ShopperRows.of(shop, ShopExperiments.END.minus(LAPSED)).byUser();
    LogisticRegression churn = churnModel(earlier, now);
    List<ShopTruth.Shopper> shoppers =
        ShopTruth.of(shop).shoppers().stream()
            .filter(shopper -> {
              ShopperRows.Shopper seen = now.get(shopper.userId());
              return seen != null
                  && seen.purchases() > 0
                  && seen.daysSincePurchase() >= LAPSED.toDays();
            })
            .toList();
    float[] features =
        features(shoppers.stream().map(shopper -> now.get(shopper.userId())).toList());
    double[] stays = churn.probabilities(features);
    double[] leaves = IntStream.range(0, stays.length).mapToDouble(i -> 1 - stays[i]).toArray();
    double spent = now.values().stream().mapToDouble(ShopperRows.Shopper::spent).sum();
    double orders = now.values().stream().mapToInt(ShopperRows.Shopper::purchases).sum();
    return new WinBack(
        shoppers.toArray(ShopTruth.Shopper[]::new), features, leaves, spent / orders);
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

  /** By score, and at last what the first is better by than the churn score. */
  private Map<String, SampleMoments> margins() {
    Map<String, SampleMoments> margins = new LinkedHashMap<>();
    for (int split = 0; split < SPLITS; split++) {
      Map<String, Double> reached = margins(split);
      reached.forEach(
          (score, margin) -> margins.merge(score, SampleMoments.of(margin), SampleMoments::plus));
    }
    return margins;
  }

  private Map<String, Double> margins(int split) {
    SplittableRandom random = new SplittableRandom(1_000 + split);
    int[] order = UpliftSearch.shuffled(shoppers.length, split);
    int half = order.length / 2;
    int[] learned = IntStream.range(0, half).map(i -> order[i]).toArray();
    int[] rest = IntStream.range(half, order.length).map(i -> order[i]).toArray();
    UpliftExamples experiment = experiment(learned, random);
    float[] rows = experiment(rest, random).features();
    Map<String, Double> reached = new LinkedHashMap<>();
    UpliftExamples inMoney =
        new UpliftExamples(
            experiment.features(),
            experiment.featureCount(),
            experiment.treated(),
            experiment.outcomes(),
            new GoalWorth(MARGIN_WITH_OFFER * orderValue, MARGIN * orderValue));
    reached.put(BY_MONEY, netMargin(rest, uplifts(inMoney, split, rows)));
    reached.put(BY_UPLIFT, netMargin(rest, uplifts(experiment, split, rows)));
    reached.put(
        BY_CHURN, netMargin(rest, IntStream.of(rest).mapToDouble(i -> churnScore[i]).toArray()));
    UpliftSearch.Candidate response = search(split).best(experiment, UpliftLearner.RESPONSE);
    reached.put(
        "response model",
        netMargin(rest, UpliftLearner.RESPONSE.fit(experiment, response.l2()).uplifts(rows)));
    reached.put("at random", netMargin(rest, random.doubles(rest.length).toArray()));
    reached.put(
        "the truth", netMargin(rest, IntStream.of(rest).mapToDouble(this::netMargin).toArray()));
    reached.put("difference", reached.get(BY_MONEY) - reached.get(BY_CHURN));
    return reached;
  }

  /** As the product learns. */
  private static double[] uplifts(UpliftExamples experiment, int split, float[] rows) {
    UpliftSearch.Candidate chosen = search(split).search(experiment).chosen();
    return chosen.learner().fit(experiment, chosen.l2()).uplifts(rows);
  }

  private static UpliftSearch search(int split) {
    return new UpliftSearch(UpliftSearch.DEFAULT_FOLDS, UpliftSearch.DEFAULT_PENALTIES, split);
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

  /** By the true probabilities, of the best by score, per 1,000 of them. */
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
