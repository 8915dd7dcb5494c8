package io.storeloop.recommendation.evaluation.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.scoring.ItemScorer;
import org.junit.jupiter.api.Test;

class PopularityBelowTest {
  @Test
  void popularItemsStandBelowAllThatTheModelSpeaksForAndAboveWhatItSpeaksAgainst() {
    ItemScorer model =
        new ItemScorer() {
          @Override
          public int itemCount() {
            return 4;
          }

          @Override
          public void score(int[] items, int size, double[] scores) {
            System.arraycopy(new double[] {0, 0.001, 0, -1}, 0, scores, 0, scores.length);
          }
        };
    double[] scores = new double[4];

    new PopularityBelow(model, new int[] {9, 1, 3, 50}).score(new int[0], 0, scores);

    assertThat(scores[1]).isGreaterThan(scores[0]);
    assertThat(scores[0]).isGreaterThan(scores[2]);
    assertThat(scores[2]).isGreaterThan(scores[3]);
  }
}
