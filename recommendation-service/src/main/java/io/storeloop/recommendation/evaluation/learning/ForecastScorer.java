package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.algorithms.ranking.PurchaseForecast;
import io.storeloop.recommendation.evaluation.judge.CaseScorer;
import io.storeloop.recommendation.evaluation.protocol.TestCase;
import java.util.Arrays;

/**
 * Orders a user's items by the probability that they are bought, and all others below them by how
 * often they were bought.
 */
final class ForecastScorer implements CaseScorer {
  private final int[] starts;
  private final int[] items;
  private final double[] probabilities;
  private final double[] below;

  /**
   * Sorts the forecast by user.
   *
   * @param purchases of each item in the training data
   */
  ForecastScorer(PurchaseForecast forecast, int userCount, int[] purchases) {
    starts = new int[userCount + 1];
    items = new int[forecast.size()];
    probabilities = new double[forecast.size()];
    for (int place = 0; place < forecast.size(); place++) {
      starts[forecast.user(place) + 1]++;
    }
    for (int user = 0; user < userCount; user++) {
      starts[user + 1] += starts[user];
    }
    int[] next = Arrays.copyOf(starts, userCount);
    for (int place = 0; place < forecast.size(); place++) {
      int at = next[forecast.user(place)]++;
      items[at] = forecast.item(place);
      probabilities[at] = forecast.probability(place);
    }
    int most = Arrays.stream(purchases).max().orElse(0);
    below = Arrays.stream(purchases).mapToDouble(count -> count / (most + 1.0) - 1).toArray();
  }

  @Override
  public void score(TestCase question, double[] scores) {
    System.arraycopy(below, 0, scores, 0, scores.length);
    int user = question.user();
    if (user >= 0 && user + 1 < starts.length) {
      for (int place = starts[user]; place < starts[user + 1]; place++) {
        scores[items[place]] = probabilities[place];
      }
    }
  }
}
