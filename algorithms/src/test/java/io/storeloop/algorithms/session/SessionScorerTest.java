package io.storeloop.algorithms.session;

import static io.storeloop.algorithms.session.SessionFixture.GLOVES;
import static io.storeloop.algorithms.session.SessionFixture.HAT;
import static io.storeloop.algorithms.session.SessionFixture.SCARF;
import static io.storeloop.algorithms.session.SessionFixture.SHOES;
import static io.storeloop.algorithms.session.SessionFixture.SOCKS;
import static io.storeloop.algorithms.session.SessionFixture.fourVisits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.ScoredItem;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionScorerTest {
  private static final SessionOptions LINEAR =
      new SessionOptions(
          10,
          10,
          10,
          Decay.linear(2),
          Decay.none(),
          Decay.linear(4),
          Decay.linear(4),
          0.5,
          0,
          0,
          1,
          1);

  @Test
  void addsUpWhatSimilarSessionsHoldNearTheSharedItem() {
    var scorer = new SessionScorer(SessionIndex.of(fourVisits()), LINEAR);
    double[] scores = new double[5];

    scorer.score(new int[] {SHOES, SOCKS}, 2, scores);

    // similarities: visit 0 has shoes ½ + socks 1 = 1½, visit 1 socks 1, visit 2 shoes ½
    // visit 2 matches one click ago: its vote is ½ · ¾ = 3/8
    assertThat(scores[SHOES]).isEqualTo(1.5 * 0.75 * 0.5 + 0.375); // before the socks: half
    assertThat(scores[SOCKS]).isEqualTo(1.5 + 1);
    assertThat(scores[HAT]).isEqualTo(1.5 * 0.75 + 0.75 + 0.375 * 0.75);
    assertThat(scores[SCARF]).isEqualTo(0.375 * 0.5);
    assertThat(scores[GLOVES]).isZero();
  }

  @Test
  void dividesByLengthPrefersTheRareAndWeighsRepeats() {
    var options =
        new SessionOptions(
            10, 10, 10, Decay.none(), Decay.none(), Decay.none(), Decay.none(), 1, 0.5, 2, 0, 0.5);
    var scorer = new SessionScorer(SessionIndex.of(fourVisits()), options);
    double[] scores = new double[5];

    scorer.score(new int[] {SHOES, SOCKS}, 2, scores);

    // visits 0, 1, 2 have 2 / √3, 1 / √2, 1 / √3; hat is in 3 of 4, scarf and shoes in 2 of 4
    double all = 2 / Math.sqrt(3) + 1 / Math.sqrt(2) + 1 / Math.sqrt(3);
    assertThat(scores[HAT]).isCloseTo(all * (1 + 2 * Math.log(4.0 / 3)), within(1e-6));
    assertThat(scores[SCARF]).isCloseTo((1 + 2 * Math.log(2)) / Math.sqrt(3), within(1e-6));
    assertThat(scores[SHOES])
        .isCloseTo(0.5 * (3 / Math.sqrt(3)) * (1 + 2 * Math.log(2)), within(1e-6));
    assertThat(scores[SOCKS]).isZero();
  }

  @Test
  void dividesEveryVoteAmongTheItemsThatWonIt() {
    var scorer = new SessionScorer(SessionIndex.of(fourVisits()), LINEAR);

    List<ScoredItem> answer =
        scorer.topWithReasons(
            new int[] {SHOES, SOCKS}, 2, item -> item == SOCKS, 1, new SessionScratch());

    // visit 0 gives the hat 1⅛, a third of it for the shoes; visit 1 ¾, visit 2 9/32
    assertThat(answer).hasSize(1);
    assertThat(answer.getFirst().item()).isEqualTo(HAT);
    assertThat(answer.getFirst().contributions())
        .containsExactly(
            new ScoredItem.Contribution(SHOES, 1.125 / 3 + 0.28125),
            new ScoredItem.Contribution(SOCKS, 1.125 * 2 / 3 + 0.75));
    assertThat(answer.getFirst().score()).isEqualTo(2.15625);
  }

  @Test
  void theKernelCountsLambdaTimesAfterBothAreDividedByTheirLargest() {
    var kernel =
        new Neighbours(new int[] {0, 1, 3, 3, 3, 3}, new int[] {4, 2, 3}, new float[] {4, 2, 1});
    var fused =
        new SessionScorer(
            SessionIndex.of(fourVisits()), LINEAR, new KernelFusion(kernel, 0.25, 0.5));
    double[] scores = new double[5];

    fused.score(new int[] {SHOES, SOCKS}, 2, scores);

    // kernel: hat 2, scarf 1 for the socks now, gloves 4 · ¼ = 1 for the shoes; the sessions' best
    // is 2½
    assertThat(scores[HAT]).isCloseTo(2.15625 / 2.5 + 0.5, within(1e-12));
    assertThat(scores[SCARF]).isCloseTo(0.1875 / 2.5 + 0.25, within(1e-12));
    assertThat(scores[GLOVES]).isEqualTo(0.25);
    assertThat(scores[SOCKS]).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithAWalkThroughAllSessions(long seed) {
    var random = new SplittableRandom(seed);
    List<int[]> visits = SessionFixture.randomVisits(300, 40, 8, random);
    SessionIndex index = SessionIndex.of(SessionFixture.sessionsOf(visits, 40));
    List<SessionOptions> settings =
        List.of(
            new SessionOptions(
                7,
                20,
                4,
                Decay.linear(4),
                Decay.linear(64),
                Decay.linear(8),
                Decay.linear(8),
                0.5,
                0,
                2,
                0.5,
                0),
            new SessionOptions(
                500,
                6,
                9,
                Decay.hyperbolic(2),
                Decay.hyperbolic(3),
                Decay.none(),
                Decay.none(),
                1,
                1,
                0,
                0,
                1),
            SessionOptions.vstan());

    for (SessionOptions options : settings) {
      int[] query = SessionFixture.randomVisit(40, 12, random);
      double[] scores = new double[40];
      new SessionScorer(index, options).score(query, query.length, scores);
      var expected = new NaiveSessionNeighbours(visits, options).scores(query);

      for (int item = 0; item < 40; item++) {
        double naive = expected.getOrDefault(item, 0.0);
        assertThat(scores[item]).isCloseTo(naive, within(1e-5 * (1 + naive)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void topListsAreTheBestScoresAndReasonsAddUpToThem(long seed) {
    var random = new SplittableRandom(seed);
    var visits = SessionFixture.sessionsOf(SessionFixture.randomVisits(500, 60, 9, random), 60);
    var kernel = new Neighbours(kernelStarts(60), new int[] {1, 2, 3}, new float[] {3, 2, 1});
    var scorer =
        new SessionScorer(
            SessionIndex.of(visits), SessionOptions.vstan(), new KernelFusion(kernel, 0.5, 0.3));
    var scratch = new SessionScratch();
    int[] query = SessionFixture.randomVisit(60, 9, random);
    double[] scores = new double[60];
    scorer.score(query, query.length, scores);

    RankedItems top = scorer.top(query, query.length, item -> item % 5 == 0, 10, scratch);
    List<ScoredItem> explained =
        scorer.topWithReasons(query, query.length, item -> item % 5 == 0, 10, scratch);

    for (int place = 0; place < top.size(); place++) {
      ScoredItem reasons = explained.get(place);
      double worst = top.score(place);
      assertThat(top.score(place)).isEqualTo(scores[top.item(place)]);
      assertThat(reasons.item()).isEqualTo(top.item(place)).matches(item -> item % 5 != 0);
      assertThat(reasons.score()).isCloseTo(worst, within(1e-5 * worst));
      assertThat(reasons.contributions()).allMatch(reason -> reason.amount() > 0);
      assertThat(reasons.contributions().stream().mapToDouble(reasons::share).sum())
          .isCloseTo(1, within(1e-12));
    }
    double last = top.score(top.size() - 1);
    for (int item = 0; item < 60; item++) {
      boolean listed = Arrays.stream(top.toArray()).boxed().toList().contains(item);
      assertThat(listed || item % 5 == 0 || scores[item] <= last).isTrue();
    }
  }

  @Test
  void namesTheReasonsThatMakeUpFourFifthsOfTheScore() {
    ScoredItem item =
        new ScoredItem(
            9,
            10,
            List.of(
                new ScoredItem.Contribution(SHOES, 1),
                new ScoredItem.Contribution(SOCKS, 6),
                new ScoredItem.Contribution(HAT, 2),
                new ScoredItem.Contribution(SCARF, 1)));

    List<ScoredItem.Contribution> cited = SessionScorer.cited(item);

    assertThat(cited).extracting(ScoredItem.Contribution::historyItem).containsExactly(SOCKS, HAT);
  }

  @Test
  void scoresThatAreLeftInTheScratchAreExplainedInTheOrderAskedFor() {
    var random = new SplittableRandom(22);
    var visits = SessionFixture.sessionsOf(SessionFixture.randomVisits(500, 60, 9, random), 60);
    var scorer = new SessionScorer(SessionIndex.of(visits), SessionOptions.vstan());
    var scratch = new SessionScratch();
    int[] query = SessionFixture.randomVisit(60, 9, random);
    double[] scores = new double[60];
    scorer.score(query, query.length, scores);
    List<ScoredItem> best =
        scorer.topWithReasons(query, query.length, item -> false, 10, new SessionScratch());
    int[] worstFirst = best.reversed().stream().mapToInt(ScoredItem::item).toArray();

    scorer.addUp(query, query.length, scratch);
    List<ScoredItem> explained = scorer.explain(worstFirst, scratch);

    assertThat(explained).isEqualTo(best.reversed());
    for (int item = 0; item < 60; item++) {
      assertThat(scratch.scores().of(item)).isEqualTo(scores[item]);
    }
    scratch.scores().multiplyOf(worstFirst[0], 0);
    assertThat(scratch.scores().of(worstFirst[0])).isZero();
    assertThat(scratch.scores().of(1_000)).isZero();
  }

  @Test
  void withoutTheNamedReasonsAnItemsScoreFalls() {
    var random = new SplittableRandom(21);
    SessionIndex index = SessionIndex.of(SessionFixture.strolls(4_000, 400, random));
    var scorer = new SessionScorer(index, SessionOptions.seasonal());
    var scratch = new SessionScratch();
    double[] scores = new double[400];
    int asked = 0;
    int faithful = 0;

    for (int visit = 0; visit < 300; visit++) {
      int[] query = SessionFixture.stroll(400, random);
      List<ScoredItem> answer =
          scorer.topWithReasons(query, query.length, item -> isIn(query, item), 10, scratch);
      for (int place = 0; place < answer.size(); place++) {
        var cited = SessionScorer.cited(answer.get(place));
        int[] rest =
            Arrays.stream(query)
                .filter(item -> cited.stream().noneMatch(reason -> reason.historyItem() == item))
                .toArray();
        scorer.score(rest, rest.length, scores);
        asked++;
        faithful += scores[answer.get(place).item()] < answer.get(place).score() ? 1 : 0;
      }
    }

    assertThat(asked).isGreaterThan(1_000);
    assertThat((double) faithful / asked).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void anEmptySessionAndUnknownItemsGetAnEmptyAnswer() {
    var scorer = new SessionScorer(SessionIndex.of(fourVisits()), SessionOptions.vstan());
    var scratch = new SessionScratch();

    assertThat(scorer.top(new int[0], 0, item -> false, 5, scratch).size()).isZero();
    assertThat(scorer.top(new int[] {77}, 1, item -> false, 5, scratch).size()).isZero();
  }

  @Test
  void aScratchSurvivesARefusedQuestion() {
    var scorer = new SessionScorer(SessionIndex.of(fourVisits()), SessionOptions.vstan());
    var scratch = new SessionScratch();
    int[] query = {SHOES, SOCKS};

    assertThatThrownBy(() -> scorer.top(query, 2, item -> false, -1, scratch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("limit must be between");
    assertThatThrownBy(() -> scorer.top(new int[] {SHOES, -1}, 2, item -> false, 5, scratch))
        .isInstanceOf(IndexOutOfBoundsException.class);

    assertThat(scorer.top(query, 2, item -> false, 5, scratch).toArray())
        .isEqualTo(scorer.top(query, 2, item -> false, 5, new SessionScratch()).toArray());
  }

  @Test
  void refusesScoresOfAnotherSize() {
    var scorer = new SessionScorer(SessionIndex.of(fourVisits()), SessionOptions.vstan());

    assertThatThrownBy(() -> scorer.score(new int[] {SHOES}, 1, new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 items, but were for 4");
  }

  private static boolean isIn(int[] items, int item) {
    return Arrays.stream(items).anyMatch(other -> other == item);
  }

  /** Three items for the first item, nothing for the others. */
  private static int[] kernelStarts(int items) {
    int[] starts = new int[items + 1];
    Arrays.fill(starts, 1, starts.length, 3);
    return starts;
  }
}
