package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RelevantRanksTest {
  private static final BitSet NOTHING = new BitSet();

  @Test
  void metricsAreThoseComputedByHand() {
    double[] scores = {0.9, 0.8, 0.7, 0.6, 0.5};

    var ranks = RelevantRanks.of(scores, items(1, 3), NOTHING);

    assertThat(ranks.ranks()).containsExactly(2, 4);
    assertThat(ranks.hitRateAt(1)).isZero();
    assertThat(ranks.hitRateAt(2)).isEqualTo(1);
    assertThat(ranks.recallAt(3)).isEqualTo(0.5);
    assertThat(ranks.precisionAt(4)).isEqualTo(0.5);
    assertThat(ranks.reciprocalRankAt(5)).isEqualTo(0.5);
    // (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3) = (0.630930 + 0.430677) / 1.630930
    assertThat(ranks.ndcgAt(5)).isCloseTo(0.650921, within(1e-6));
  }

  @Test
  void leftOutItemsDoNotTakePart() {
    double[] scores = {0.9, 0.8, 0.7};

    assertThat(RelevantRanks.of(scores, items(2), items(0, 1)).ranks()).containsExactly(1);
  }

  @Test
  void tiesCountHalf() {
    double[] scores = {0.9, 0.5, 0.5, 0.5, 0.1};

    // one better, two others equal: 1 + 1 + 2/2
    assertThat(RelevantRanks.of(scores, items(2), NOTHING).ranks()).containsExactly(3);
  }

  @Test
  void tiedRelevantItemsTakeTheirMeanRanksInARandomOrder() {
    double[] scores = {0.5, 0.5, 0.5};

    // two of three tied places: the first is at 4/3 on average, the second at 8/3
    assertThat(RelevantRanks.of(scores, items(0, 1), NOTHING).ranks())
        .containsExactly(4 / 3.0, 8 / 3.0);
    assertThat(RelevantRanks.of(scores, items(0, 1, 2), NOTHING).ranks()).containsExactly(1, 2, 3);
  }

  @Test
  void constantScoresAndScoresThatAreNoNumbersAreWorthNoMoreThanChance() {
    double[] constant = new double[1_000];
    double[] broken = new double[1_000];
    Arrays.fill(broken, Double.NaN);

    assertThat(RelevantRanks.of(constant, items(0), NOTHING).ranks()).containsExactly(500.5);
    assertThat(RelevantRanks.of(broken, items(0), NOTHING).hitRateAt(20)).isZero();
    assertThat(RelevantRanks.of(new double[] {Double.NaN, -5}, items(0), NOTHING).ranks())
        .containsExactly(2);
  }

  @Test
  void metricsStayBetweenZeroAndOneHoweverManyAreTied() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
    for (int run = 0; run < 500; run++) {
      double[] scores = random.ints(30, 0, 1 + run % 6).asDoubleStream().toArray();
      BitSet relevant = BitSet.valueOf(new long[] {random.nextLong(1, 1L << 30)});
      var ranks = RelevantRanks.of(scores, relevant, NOTHING);
      for (int k = 1; k <= 30; k++) {
        assertThat(ranks.precisionAt(k)).isBetween(0.0, 1.0);
        assertThat(ranks.ndcgAt(k)).isBetween(0.0, 1 + 1e-12);
        assertThat(ranks.recallAt(k)).isBetween(0.0, 1.0);
      }
      assertThat(ranks.recallAt(30)).isEqualTo(1);
    }
  }

  @Test
  void aPerfectRankingIsWorthOne() {
    var ranks = RelevantRanks.of(new double[] {5, 4, 3, 2, 1}, items(0, 1, 2), NOTHING);

    assertThat(ranks.ndcgAt(2)).isEqualTo(1);
    assertThat(ranks.ndcgAt(5)).isEqualTo(1);
    assertThat(ranks.precisionAt(3)).isEqualTo(1);
  }

  @Test
  void aListRanksByPlaceAndWhatIsMissingIsFoundNowhere() {
    var ranks = RelevantRanks.ofList(new int[] {7, 3, 9}, items(9, 100));

    assertThat(ranks.ranks()).containsExactly(3, Double.POSITIVE_INFINITY);
    assertThat(ranks.recallAt(3)).isEqualTo(0.5);
    assertThat(ranks.reciprocalRankAt(10)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(RelevantRanks.ofList(new int[] {7}, items(9)).ndcgAt(10)).isZero();
  }

  @Test
  void averagePrecisionAndAucAreThoseComputedByHand() {
    double[] scores = {0.9, 0.8, 0.7, 0.6, 0.5};

    var ranks = RelevantRanks.of(scores, new int[] {1, 3}, new int[0]);

    // (1/2 + 2/4) / 2
    assertThat(ranks.averagePrecisionAt(5)).isCloseTo(0.5, within(1e-12));
    assertThat(ranks.averagePrecisionAt(1)).isZero();
    // item 1 is before 2 of the 3 others, item 3 before 1: (2 + 1) / 6
    assertThat(ranks.auc()).isCloseTo(0.5, within(1e-12));
    assertThat(RelevantRanks.of(new double[9], new int[] {1, 3}, new int[0]).auc())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void amongGivenItemsOnlyThoseAreCompared() {
    double[] scores = {0.9, 0.8, 0.7, 0.7, 0.5};

    var ranks = RelevantRanks.among(scores, new int[] {3}, new int[] {4, 2, 3, 2});

    // item 2 is equal, item 4 worse, the rest does not take part: 1 + 1/2
    assertThat(ranks.ranks()).containsExactly(1.5);
    assertThat(ranks.auc()).isEqualTo(0.75);
  }

  @Test
  void relevantItemsUnknownToTheModelAreMisses() {
    var ranks = RelevantRanks.of(new double[] {2, 1}, new int[] {0}, new int[0]).withMissing(1);

    assertThat(ranks.recallAt(2)).isEqualTo(0.5);
    assertThat(ranks.auc()).isEqualTo(0.5);
    assertThat(RelevantRanks.ofMissing(2, 9).hitRateAt(100)).isZero();
    assertThat(RelevantRanks.ofMissing(2, 9).auc()).isZero();
  }

  @Test
  void agreesWithCountingEachRankByItself() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int run = 0; run < 300; run++) {
      double[] scores = random.ints(40, -3, 2 + run % 20).asDoubleStream().toArray();
      scores[random.nextInt(40)] = Double.NaN;
      scores[random.nextInt(40)] = -0.0;
      int[] relevant = random.ints(1 + run % 7, 0, 20).toArray();
      int[] leftOut = random.ints(run % 9, 20, 45).toArray();

      double[] ranks = RelevantRanks.of(scores, relevant, leftOut).ranks();

      assertThat(ranks).containsExactly(naiveRanks(scores, relevant, leftOut), within(1e-9));
    }
  }

  /** Places every relevant item by comparing it with every other item. */
  private static double[] naiveRanks(double[] scores, int[] relevant, int[] leftOut) {
    var hits = Arrays.stream(relevant).boxed().collect(Collectors.toCollection(TreeSet::new));
    var gone = Arrays.stream(leftOut).boxed().collect(Collectors.toSet());
    double[] ranks = new double[hits.size()];
    int count = 0;
    for (int hit : hits) {
      int better = 0;
      int tied = 0;
      int tiedHits = 0;
      int tiedHitsBefore = 0;
      for (int item = 0; item < scores.length; item++) {
        if (!gone.contains(item)) {
          int order = Double.compare(plain(scores[item]), plain(scores[hit]));
          better += order > 0 ? 1 : 0;
          tied += order == 0 ? 1 : 0;
          tiedHits += order == 0 && hits.contains(item) ? 1 : 0;
          tiedHitsBefore += order == 0 && hits.contains(item) && item < hit ? 1 : 0;
        }
      }
      ranks[count++] = better + (tiedHitsBefore + 1) * (tied + 1.0) / (tiedHits + 1.0);
    }
    Arrays.sort(ranks);
    return ranks;
  }

  private static double plain(double score) {
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score + 0.0;
  }

  @Test
  void refusesNonsense() {
    double[] scores = {1, 2};
    var ranks = RelevantRanks.of(scores, items(0), NOTHING);

    assertThatThrownBy(() -> RelevantRanks.of(scores, NOTHING, NOTHING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one item must be relevant");
    assertThatThrownBy(() -> RelevantRanks.of(scores, items(2), NOTHING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below 2, but one was 2");
    assertThatThrownBy(() -> RelevantRanks.of(scores, items(1), items(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relevant and left out");
    assertThatThrownBy(() -> ranks.recallAt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("k must be 1 or more, but was 0");
  }

  private static BitSet items(int... indexes) {
    var items = new BitSet();
    for (int index : indexes) {
      items.set(index);
    }
    return items;
  }
}
