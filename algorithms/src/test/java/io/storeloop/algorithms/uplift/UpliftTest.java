package io.storeloop.algorithms.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpliftTest {
  private static final boolean T = true;
  private static final boolean F = false;

  @Test
  void fourUsersByHand() {
    boolean[] treated = {T, F, T, F};
    boolean[] goals = {T, F, F, T};

    var curve = new UpliftCurve(new double[] {4, 3, 2, 1}, treated, goals);

    // after 1: treated 1/1, u = 1, g = 1/4. after 2: 1 − 0, g = 1/2. after 3: ½ − 0, g = 3/8.
    // after 4: ½ − ½ = 0, g = 0. area ¼ (⅛ + ⅜ + 7/16 + 3/16) = 9/32, random 0
    var figures = curve.figures(0.5);
    assertThat(figures.aucOverRandom()).isCloseTo(9.0 / 32, within(1e-12));
    assertThat(figures.top()).isEqualTo(1);
    assertThat(figures.all()).isEqualTo(0);
    // q: 1/4, (1 − 0)/4, (1 − 0)/4, (1 − 1)/4: area ¼ (⅛ + ¼ + ¼ + ⅛) = 3/16
    assertThat(figures.qini()).isCloseTo(3.0 / 16, within(1e-12));
  }

  @Test
  void fourUsersByHandWhoseGoalsAreWorthLessWithTheTreatment() {
    boolean[] treated = {T, F, T, F};
    boolean[] goals = {T, F, F, T};

    var curve = new UpliftCurve(new double[] {4, 3, 2, 1}, treated, goals, new GoalWorth(2, 3));

    // u: 2, 2 − 0, 1 − 0, 1 − 3/2. g: ½, 1, ¾, −½. area ¼ (¼ + ¾ + ⅞ + ⅛) = ½, random −¼
    var figures = curve.figures(0.5);
    assertThat(figures.aucOverRandom()).isCloseTo(0.75, within(1e-12));
    assertThat(figures.top()).isEqualTo(2);
    assertThat(figures.all()).isEqualTo(-0.5);
    // q: ½, ½, ½, (2 − 3)/4: area ¼ (¼ + ½ + ½ + ⅛) = 11/32, random −1/8
    assertThat(figures.qini()).isCloseTo(15.0 / 32, within(1e-12));
  }

  @Test
  void bothLearnersFindWhatGoalsAreWorth() {
    GoalWorth worth = new GoalWorth(2, 3);
    var training = worth(planted(new SplittableRandom(24), 8_000), worth);
    var test = planted(new SplittableRandom(25), 8_000);
    for (var learner : List.of(UpliftLearner.TWO_MODELS, UpliftLearner.X_LEARNER)) {
      double[] uplifts = learner.fit(training, 1).uplifts(test.features());

      double error = 0;
      for (int user = 0; user < 8_000; user++) {
        double without = 0.2 + 0.1 * test.features()[2 * user + 1];
        double with = without + trueUplift(test.features()[2 * user]);
        error += Math.abs(uplifts[user] - (2 * with - 3 * without)) / 8_000;
      }
      assertThat(error).as(learner.label()).isLessThan(0.12);
    }
  }

  /** Who buys anyway is best left alone, though the treatment moves some of them. */
  @Test
  void byWorthOthersComeFirstThanByGoals() {
    GoalWorth worth = new GoalWorth(2, 3);
    var training = planted(new SplittableRandom(26), 8_000);
    var test = worth(planted(new SplittableRandom(27), 8_000), worth);
    double[] byGoals = UpliftLearner.TWO_MODELS.fit(training, 1).uplifts(test.features());
    double[] byWorth =
        UpliftLearner.TWO_MODELS.fit(worth(training, worth), 1).uplifts(test.features());

    double goals = judged(byGoals, test);
    double money = judged(byWorth, test);

    assertThat(money).isGreaterThan(1.2 * goals);
  }

  @Test
  void whereGoalsAreWorthLessTheRivalLeavesThoseAloneWhoComeAnyway() {
    var users = planted(new SplittableRandom(28), 2_000);
    var rival = UpliftLearner.RESPONSE;
    double[] anyway = rival.fit(users, 1).uplifts(users.features());

    double[] cheapest = rival.fit(worth(users, new GoalWorth(2, 3)), 1).uplifts(users.features());
    double[] dearest = rival.fit(worth(users, new GoalWorth(3, 2)), 1).uplifts(users.features());

    assertThat(cheapest).containsExactly(java.util.Arrays.stream(anyway).map(p -> -p).toArray());
    assertThat(dearest).containsExactly(anyway);
  }

  @Test
  void whatNoGoalCanBeWorthIsRefused() {
    for (double[] worth :
        new double[][] {
          {1, 0}, {1, -1}, {2e9, 1}, {-2e9, 1}, {1, 2e9}, {Double.NaN, 1}, {1, Double.NaN}
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new GoalWorth(worth[0], worth[1]))
          .withMessageContaining("a goal must be worth");
    }
  }

  private static double judged(double[] scores, UpliftExamples users) {
    return new UpliftCurve(scores, users.treated(), users.outcomes(), users.worth())
        .figures(0.3)
        .aucOverRandom();
  }

  private static UpliftExamples worth(UpliftExamples users, GoalWorth worth) {
    return new UpliftExamples(
        users.features(), users.featureCount(), users.treated(), users.outcomes(), worth);
  }

  @Test
  void constantScoresAreWorthNothing() {
    var examples = planted(new SplittableRandom(12), 501);

    var figures =
        new UpliftCurve(new double[501], examples.treated(), examples.outcomes()).figures(0.3);

    assertThat(figures.aucOverRandom()).isCloseTo(0, within(1e-12));
    assertThat(figures.top()).isCloseTo(figures.all(), within(1e-12));
  }

  @Test
  void theCurveAgreesWithANaiveOneAndOrderOfRowsCountsForNothing() {
    var examples = planted(new SplittableRandom(13), 800);
    double[] scores = IntStream.range(0, 800).mapToDouble(i -> (i * 37) % 101).toArray();
    var reversed = new int[800];
    for (int i = 0; i < 800; i++) {
      reversed[i] = 799 - i;
    }

    var figures = new UpliftCurve(scores, examples.treated(), examples.outcomes()).figures(0.3);
    var other = examples.of(reversed);
    double[] back = IntStream.of(reversed).mapToDouble(i -> scores[i]).toArray();

    assertThat(figures.aucOverRandom()).isCloseTo(naive(examples, scores), within(1e-12));
    assertThat(new UpliftCurve(back, other.treated(), other.outcomes()).figures(0.3))
        .isEqualTo(figures);
  }

  /** Counts everybody at or above every score anew. */
  private static double naive(UpliftExamples examples, double[] scores) {
    double[] levels =
        IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).distinct().sorted().toArray();
    double area = 0;
    double beforeShare = 0;
    double beforeGain = 0;
    double uplift = 0;
    for (int level = levels.length - 1; level >= 0; level--) {
      double[] counts = new double[4];
      int users = 0;
      for (int user = 0; user < scores.length; user++) {
        if (scores[user] >= levels[level]) {
          users++;
          counts[examples.treated()[user] ? 0 : 1]++;
          counts[examples.treated()[user] ? 2 : 3] += examples.outcomes()[user] ? 1 : 0;
        }
      }
      uplift = counts[2] / Math.max(1, counts[0]) - counts[3] / Math.max(1, counts[1]);
      double share = (double) users / scores.length;
      area += (share - beforeShare) * (beforeGain + share * uplift) / 2;
      beforeShare = share;
      beforeGain = share * uplift;
    }
    return area - uplift / 2;
  }

  @Test
  void bothLearnersFindThePlantedUplift() {
    var training = planted(new SplittableRandom(14), 8_000);
    var test = planted(new SplittableRandom(15), 8_000);
    for (var learner : List.of(UpliftLearner.TWO_MODELS, UpliftLearner.X_LEARNER)) {
      double[] uplifts = learner.fit(training, 1).uplifts(test.features());

      double error = 0;
      for (int user = 0; user < 8_000; user++) {
        error += Math.abs(uplifts[user] - trueUplift(test.features()[2 * user])) / 8_000;
      }
      assertThat(error).as(learner.label()).isLessThan(0.05);
    }
  }

  @Test
  void plantedUpliftIsReliableAndNoiseIsNot() {
    var training = planted(new SplittableRandom(16), 6_000);
    var test = planted(new SplittableRandom(17), 6_000);
    var response = curve(UpliftLearner.RESPONSE.fit(training, 1), test);
    var random = new SplittableRandom(18);

    var good = curve(UpliftLearner.TWO_MODELS.fit(training, 1), test);
    var noise = new UpliftCurve(random.doubles(6_000).toArray(), test.treated(), test.outcomes());

    assertThat(UpliftJudgement.of(good, response, 0.3, 100, 1).isReliable(0.95)).isTrue();
    assertThat(UpliftJudgement.of(noise, response, 0.3, 100, 1).isReliable(0.95)).isFalse();
    assertThat(UpliftJudgement.of(response, response, 0.3, 100, 1).isReliable(0.95)).isFalse();
  }

  @Test
  void permutedTreatmentsHoldNoUplift() {
    int reliable = 0;
    for (int run = 0; run < 20; run++) {
      var random = new SplittableRandom(100 + run);
      var training = permuted(planted(random, 1_500), random);
      var test = permuted(planted(random, 1_500), random);
      var ranking = curve(UpliftLearner.TWO_MODELS.fit(training, 1), test);
      var response = curve(UpliftLearner.RESPONSE.fit(training, 1), test);
      reliable += UpliftJudgement.of(ranking, response, 0.3, 50, run).isReliable(0.95) ? 1 : 0;
    }

    // one in forty would be an accident
    assertThat(reliable).isLessThanOrEqualTo(2);
  }

  @Test
  void theMeanOfSplitsDoesNotPretendToHaveMoreUsers() {
    var training = planted(new SplittableRandom(19), 1_000);
    var curve = curve(UpliftLearner.TWO_MODELS.fit(training, 1), training);
    var one = UpliftJudgement.of(curve, curve, 0.3, 50, 1);

    var mean = UpliftJudgement.mean(List.of(one, one, one));

    assertThat(mean.aucOverRandom().standardError())
        .isCloseTo(one.aucOverRandom().standardError(), within(1e-12));
  }

  @Test
  void theSearchTriesEverythingAndIsRepeatable() {
    var examples = planted(new SplittableRandom(20), 1_000);
    var search = new UpliftSearch(3, List.of(1.0, 100.0), 7);

    var found = search.search(examples);

    assertThat(found.tried()).hasSize(4);
    assertThat(found.chosen().mean()).isGreaterThan(0);
    assertThat(search.search(examples).chosen().aucOverRandom())
        .isEqualTo(found.chosen().aucOverRandom());
    var response = search.best(examples, UpliftLearner.RESPONSE);
    for (double l2 : search.penalties()) {
      var alone = new UpliftSearch(3, List.of(l2), 7).best(examples, UpliftLearner.RESPONSE);
      assertThat(response.mean()).isGreaterThanOrEqualTo(alone.mean());
    }
    assertThat(response.learner()).isEqualTo(UpliftLearner.RESPONSE);
    assertThatIllegalArgumentException().isThrownBy(() -> new UpliftSearch(1, List.of(1.0), 7));
  }

  private static UpliftCurve curve(UpliftModel model, UpliftExamples test) {
    return new UpliftCurve(model.uplifts(test.features()), test.treated(), test.outcomes());
  }

  private static double trueUplift(double x) {
    return x > 0 ? 0.3 : 0;
  }

  /** Feature 0 says whom the treatment moves, feature 1 who comes anyway. */
  private static UpliftExamples planted(SplittableRandom random, int users) {
    float[] features = new float[2 * users];
    boolean[] treated = new boolean[users];
    boolean[] outcomes = new boolean[users];
    for (int user = 0; user < users; user++) {
      features[2 * user] = random.nextBoolean() ? 1 : -1;
      features[2 * user + 1] = random.nextBoolean() ? 1 : -1;
      treated[user] = random.nextBoolean();
      double rate = 0.2 + 0.1 * features[2 * user + 1];
      rate += treated[user] ? trueUplift(features[2 * user]) : 0;
      outcomes[user] = random.nextDouble() < rate;
    }
    return new UpliftExamples(features, 2, treated, outcomes);
  }

  private static UpliftExamples permuted(UpliftExamples examples, SplittableRandom random) {
    boolean[] treated = examples.treated().clone();
    for (int user = 0; user < treated.length; user++) {
      treated[user] = random.nextBoolean();
    }
    return new UpliftExamples(examples.features(), 2, treated, examples.outcomes());
  }
}
