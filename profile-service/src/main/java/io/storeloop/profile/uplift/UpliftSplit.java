package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.UpliftCurve;
import io.storeloop.algorithms.uplift.UpliftExamples;
import io.storeloop.algorithms.uplift.UpliftJudgement;
import io.storeloop.algorithms.uplift.UpliftLearner;
import io.storeloop.algorithms.uplift.UpliftSearch;
import io.storeloop.profile.learning.Encoding;
import java.util.Arrays;

/**
 * One random half learned from, and the other judged: encoding, learner, penalty and weights are
 * chosen on the first half alone.
 *
 * @param found what cross-validation in the first half tried and chose
 * @param response the response model with the ridge that its own cross-validation chose there
 */
public record UpliftSplit(
    long seed,
    UpliftSearch.Found found,
    UpliftSearch.Candidate response,
    UpliftJudgement judgement) {

  /**
   * Learns and judges.
   *
   * @param rows of the trial that take part
   * @param top share of the users that is the top, above 0 up to 1
   */
  public static UpliftSplit of(UpliftTrial trial, int[] rows, long seed, int folds, double top) {
    int[] order = UpliftSearch.shuffled(rows.length, seed);
    int half = rows.length / 2;
    int[] learned = Arrays.stream(order, 0, half).map(place -> rows[place]).toArray();
    int[] judged = Arrays.stream(order, half, order.length).map(place -> rows[place]).toArray();
    Encoding encoding = trial.encoding(learned);
    UpliftExamples training = trial.trainingExamples(learned, encoding);
    UpliftExamples test = trial.examples(judged, encoding);
    var search = new UpliftSearch(folds, UpliftSearch.DEFAULT_PENALTIES, seed);
    UpliftSearch.Found found = search.search(training);
    UpliftSearch.Candidate chosen = found.chosen();
    UpliftCurve ranking = curve(chosen.learner(), chosen.l2(), training, test);
    UpliftSearch.Candidate rival = search.best(training, UpliftLearner.RESPONSE);
    UpliftCurve response = curve(rival.learner(), rival.l2(), training, test);
    return new UpliftSplit(
        seed,
        found,
        rival,
        UpliftJudgement.of(ranking, response, top, UpliftJudgement.DEFAULT_RESAMPLES, seed));
  }

  private static UpliftCurve curve(
      UpliftLearner learner, double l2, UpliftExamples training, UpliftExamples test) {
    double[] scores = learner.fit(training, l2).uplifts(test.features());
    return new UpliftCurve(scores, test.treated(), test.outcomes(), test.worth());
  }
}
