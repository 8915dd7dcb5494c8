package io.storeloop.algorithms.similarity;

import static io.storeloop.algorithms.similarity.InteractionFixture.ANNA;
import static io.storeloop.algorithms.similarity.InteractionFixture.BEN;
import static io.storeloop.algorithms.similarity.InteractionFixture.CLARA;
import static io.storeloop.algorithms.similarity.InteractionFixture.GLOVES;
import static io.storeloop.algorithms.similarity.InteractionFixture.HAT;
import static io.storeloop.algorithms.similarity.InteractionFixture.SCARF;
import static io.storeloop.algorithms.similarity.InteractionFixture.SHOES;
import static io.storeloop.algorithms.similarity.InteractionFixture.SOCKS;
import static io.storeloop.algorithms.similarity.InteractionFixture.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.scoring.BlendedScorer;
import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.scoring.UnseenScorer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorersTest {
  /** Shoes and socks go together, hat and scarf; a hat joins them. */
  static final InteractionMatrix SHOP =
      InteractionFixture.shopOf(
          bought(ANNA, SHOES, 1),
          bought(ANNA, SOCKS, 2),
          bought(BEN, SHOES, 1),
          bought(BEN, SOCKS, 2),
          bought(BEN, HAT, 3),
          bought(CLARA, HAT, 1),
          bought(CLARA, SCARF, 2));

  @Test
  void kernelSumsSimilaritiesThatFadeWithAge() throws InterruptedException {
    Neighbours cosine = CooccurrenceKernel.build(SHOP, CooccurrenceOptions.cosine(), 1);
    var scorer = new KernelScorer(cosine, new Recency(0.5, 2));

    double[] scores = scoresOf(scorer, SCARF, SHOES, HAT);

    // hat weighs 1, shoes 0.5, the scarf before them is too old
    // hat→shoes = 1/√(2·2) = 0.5; hat→socks 0.5; hat→scarf = 1/√(2·1); shoes→socks 2/2; shoes→hat
    // 0.5
    assertThat(scores[SHOES]).isCloseTo(0.5, within(1e-7));
    assertThat(scores[SOCKS]).isCloseTo(0.5 + 0.5 * 1, within(1e-7));
    assertThat(scores[HAT]).isCloseTo(0.5 * 0.5, within(1e-7));
    assertThat(scores[SCARF]).isCloseTo(1 / Math.sqrt(2), within(1e-7));
    assertThat(scores[GLOVES]).isZero();
  }

  @Test
  void weightsOfTheHistoryMultiplyThoseByAge() throws InterruptedException {
    Neighbours cosine = CooccurrenceKernel.build(SHOP, CooccurrenceOptions.cosine(), 1);
    double[] scores = new double[SHOP.itemCount()];

    new KernelScorer(cosine, new Recency(0.5, 2))
        .score(new int[] {SHOES, HAT}, new float[] {3, 2}, 2, scores);

    // hat 2, shoes 3·0.5; hat→socks 0.5, shoes→socks 1; hat→scarf 1/√2
    assertThat(scores[SOCKS]).isCloseTo(2 * 0.5 + 1.5 * 1, within(1e-7));
    assertThat(scores[SCARF]).isCloseTo(2 / Math.sqrt(2), within(1e-7));
  }

  @Test
  void contributionsOfTheHistoryAddUpToTheScores() throws InterruptedException {
    var matrix =
        InteractionFixture.matrixOf(60, 40, InteractionFixture.seeded(5, 60, 40, 900, false));
    Neighbours neighbours = CooccurrenceKernel.build(matrix, CooccurrenceOptions.balanced(), 1);
    var kernel = new KernelScorer(neighbours, new Recency(0.7, 4));
    var ease = EaseScorer.learn(matrix, new EaseOptions(10), new Recency(0.9, 5), 1);
    var sparse =
        SparseEaseScorer.learn(matrix, new SparseEaseOptions(10, 20), new Recency(0.8, 3), 1);
    var blend = new BlendedScorer(List.of(kernel, ease, sparse), 1, 0.4, 0.2);

    for (ItemScorer scorer : List.of(kernel, ease, sparse, blend, new UnseenScorer(blend))) {
      int[] items = {3, 17, 9, 21, 1};
      float[] weights = {1, 0.5f, 2, 1, 0.25f};
      double[] scores = new double[40];
      scorer.score(items, weights, items.length, scores);
      int[] answers = {0, 39, 5, 12};
      double[][] amounts = scorer.contributions(items, weights, items.length, answers);
      for (int row = 0; row < answers.length; row++) {
        assertThat(Arrays.stream(amounts[row]).sum()).isCloseTo(scores[answers[row]], within(1e-9));
      }
    }
  }

  @Test
  void modelThatIsNoSumOverTheHistoryContributesNothing() {
    double[][] amounts =
        new PopularityScorer(SHOP)
            .contributions(new int[] {HAT}, new float[] {1}, 1, new int[] {SHOES, SOCKS});

    assertThat(amounts).isEqualTo(new double[][] {{0}, {0}});
  }

  @Test
  void easeOfKeptWeightsMustBeASquareOfNumbers() {
    assertThatThrownBy(() -> EaseScorer.of(new float[][] {{0, 1}}, Recency.NONE))
        .hasMessageContaining("a square of finite numbers");
    assertThatThrownBy(() -> EaseScorer.of(new float[][] {{Float.NaN}}, Recency.NONE))
        .hasMessageContaining("a square of finite numbers");
  }

  @Test
  void kernelScoresWhatThePersonalScorerScores() throws InterruptedException {
    var matrix =
        InteractionFixture.matrixOf(60, 40, InteractionFixture.seeded(5, 60, 40, 900, false));
    Neighbours neighbours = CooccurrenceKernel.build(matrix, CooccurrenceOptions.balanced(), 1);
    int[] items = {3, 17, 3, 9, 21, 9, 1};

    double[] scores = new double[40];
    new KernelScorer(neighbours, new Recency(0.7, 4)).score(items, items.length, scores);

    var personal = new PersonalScorer(neighbours);
    for (ScoredItem item : personal.top(History.ofLatest(items, 0.7, 4), i -> false, 40)) {
      assertThat(scores[item.item()]).isCloseTo(item.score(), within(1e-6));
    }
  }

  @Test
  void rescaledKernelEqualsTheOneBuiltWithOtherExponentsAndLimit() throws InterruptedException {
    var matrix =
        InteractionFixture.matrixOf(60, 40, InteractionFixture.seeded(5, 60, 40, 900, false));
    var wide = new CooccurrenceOptions(0.5, 0.5, 0.3, 0, 1, 1, 1_000, 40, 500);
    var narrow = new CooccurrenceOptions(0.5, 0.2, 0.3, 0, 1, 1, 1_000, 7, 500);
    double[] factors = new double[40];
    for (int cell = 0; cell < matrix.cellCount(); cell++) {
      double weight = matrix.weight(cell);
      factors[matrix.item(cell)] += weight * weight;
    }
    for (int item = 0; item < factors.length; item++) {
      factors[item] = Math.pow(Math.max(1, factors[item]), 0.5 - 0.2);
    }

    double[] rescaled =
        scoresOf(
            new KernelScorer(CooccurrenceKernel.build(matrix, wide, 1), Recency.NONE)
                .rescaled(factors, new double[0], 7),
            3,
            17,
            5);
    double[] built =
        scoresOf(
            new KernelScorer(CooccurrenceKernel.build(matrix, narrow, 1), Recency.NONE), 3, 17, 5);

    assertThat(rescaled).containsExactly(built, within(1e-6));
  }

  @Test
  void likeMindedUsersSpeakForWhatTheyChose() {
    var options = new UserNeighboursOptions(0, 0.5, 2);
    var scorer = new UserNeighboursScorer(SHOP, options, Recency.NONE);

    double[] scores = scoresOf(scorer, SHOES, SOCKS);

    // anna shares 2 of her 2 items: 2/√2; ben 2 of 3: 2/√3; clara nothing
    assertThat(scores[HAT]).isCloseTo(2 / Math.sqrt(3), within(1e-6));
    assertThat(scores[SHOES]).isCloseTo(2 / Math.sqrt(3) + 2 / Math.sqrt(2), within(1e-6));
    assertThat(scores[SCARF]).isZero();
  }

  @Test
  void onlyTheMostLikeMindedUsersAreHeardAndBestsellersProveLittle() {
    var options = new UserNeighboursOptions(1, 0, 1);
    var scorer = new UserNeighboursScorer(SHOP, options, new Recency(0.9, 10));

    double[] scores = scoresOf(scorer, SHOES, SCARF);

    // clara by the scarf: 1/1 · 1; anna and ben by the shoes: 1/2 · 0.9; only clara is heard
    assertThat(scores[HAT]).isCloseTo(1, within(1e-6));
    assertThat(scores[SOCKS]).isZero();
  }

  @Test
  void userNeighboursAgreeWithTheKernelOfTheTransposedMatrix() throws InterruptedException {
    var interactions = InteractionFixture.seeded(9, 50, 30, 500, false);
    var matrix = InteractionFixture.matrixOf(50, 30, interactions);
    var transposed = InteractionMatrix.builder(30, 50);
    for (int user = 0; user < 50; user++) {
      for (int cell = matrix.rowStart(user); cell < matrix.rowEnd(user); cell++) {
        transposed.add(matrix.item(cell), user, 1, 0);
      }
    }
    var kernel = new CooccurrenceOptions(0.5, 0, 0.5, 0, 1, 1, 1, 50, 500);
    Neighbours users = CooccurrenceKernel.build(transposed.build(), kernel, 1);
    var options = new UserNeighboursOptions(0.5, 0.5, 51);
    var scorer = new UserNeighboursScorer(matrix, options, Recency.NONE);
    int asking = 7;
    int[] history = new int[matrix.rowEnd(asking) - matrix.rowStart(asking)];
    for (int i = 0; i < history.length; i++) {
      history[i] = matrix.item(matrix.rowStart(asking) + i);
    }

    double[] scores = scoresOf(scorer, history);

    double[] expected = new double[30];
    for (int entry = users.rowStart(asking); entry < users.rowEnd(asking); entry++) {
      int other = users.item(entry);
      for (int cell = matrix.rowStart(other); cell < matrix.rowEnd(other); cell++) {
        expected[matrix.item(cell)] += users.similarity(entry);
      }
    }
    for (int item = 0; item < 30; item++) {
      if (!contains(history, item)) {
        assertThat(scores[item]).isCloseTo(expected[item], within(1e-4));
      }
    }
  }

  @Test
  void popularityCountsUsersWhoeverAsks() {
    double[] scores = scoresOf(new PopularityScorer(SHOP), GLOVES);

    assertThat(scores).containsExactly(2, 2, 2, 1, 0);
  }

  @Test
  void againSpeaksForTheHistoryItself() {
    double[] scores = scoresOf(new AgainScorer(5, new Recency(0.5, 2)), HAT, SHOES, SOCKS, SHOES);

    // the shoes count by their latest place; the hat is one too many
    assertThat(scores).containsExactly(1, 0.5, 0, 0, 0);
  }

  @Test
  void itemsBeyondTheModelSayNothing() throws InterruptedException {
    Neighbours cosine = CooccurrenceKernel.build(SHOP, CooccurrenceOptions.cosine(), 1);
    var scorer = new KernelScorer(cosine, Recency.NONE);

    assertThat(scoresOf(scorer, SHOES, 99)).containsExactly(scoresOf(scorer, SHOES));
  }

  @Test
  void arrayOfAnotherLengthIsRefused() {
    var scorer = new PopularityScorer(SHOP);

    assertThatThrownBy(() -> scorer.score(new int[0], 0, new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scores must be one per item, 5, but were 4");
  }

  @Test
  void optionsRefuseNonsense() {
    assertThatThrownBy(() -> new Recency(0, 1)).hasMessageContaining("fading");
    assertThatThrownBy(() -> new Recency(Double.NaN, 1)).hasMessageContaining("fading");
    assertThatThrownBy(() -> new Recency(1, 0)).hasMessageContaining("latest");
    assertThatThrownBy(() -> new UserNeighboursOptions(-1, 0, 1))
        .hasMessageContaining("itemDamping");
    assertThatThrownBy(() -> new UserNeighboursOptions(0, 3, 1))
        .hasMessageContaining("lengthExponent");
    assertThatThrownBy(() -> new UserNeighboursOptions(0, 0, 0))
        .hasMessageContaining("neighbourLimit");
  }

  static double[] scoresOf(ItemScorer scorer, int... items) {
    double[] scores = new double[scorer.itemCount()];
    Arrays.fill(scores, -7);
    scorer.score(items, items.length, scores);
    return scores;
  }

  private static boolean contains(int[] items, int item) {
    return Arrays.stream(items).anyMatch(other -> other == item);
  }
}
